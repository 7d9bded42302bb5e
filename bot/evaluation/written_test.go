package evaluation

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot/checking"
	"chuchu/retrieval"
	"chuchu/retrieval/language/lexicon"
	"chuchu/retrieval/reading"
	"chuchu/retrieval/retrievaltest"
)

const writtenFolder = "testdata/statements"

// heldOut shows what comes out of the half that is kept apart; only a report may ask for it.
var heldOut = flag.Bool("heldout", false, "list the held-out statements that come out wrong")

// written is a statement that a person wrote, and what is said of it.
type written struct {
	texts, question, kind, text string
	cites                       []string // words of the passages
	borne                       bool     // out by the passages
	verdicts                    []checking.Verdict
}

// unmarked reports whether a reader would see it as borne out.
func (w written) unmarked() bool {
	return len(w.verdicts) > 0 && !slices.ContainsFunc(w.verdicts, func(v checking.Verdict) bool { return !v.Status.Unmarked() })
}

// TestWritten: the statements of testdata/statements come out as misses.txt says.
func TestWritten(t *testing.T) {
	var got strings.Builder
	for _, half := range []string{"tuning", "held-out"} {
		all := checkedByHand(t, half)
		fmt.Fprintf(&got, "%s: %s\n", half, ratesOfWritten(all))
		for _, w := range all {
			if w.unmarked() != w.borne && (half == "tuning" || *heldOut) {
				fmt.Fprintf(&got, "  %t %s: %s\n", w.borne, w.kind, w.text)
				for _, v := range w.verdicts {
					t.Logf("%s: %s %v", w.text, v.Status, v.Reasons)
				}
			}
		}
	}
	golden := filepath.Join(writtenFolder, "misses.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(readFile(t, golden), got.String()); diff != "" {
		t.Errorf("%s (-), now (+), -update rewrites it:\n%s", golden, diff)
	}
}

// ratesOfWritten counts the true ones that are shown unmarked, and the false ones.
func ratesOfWritten(all []written) string {
	var borne, wrong Rate
	for _, w := range all {
		if w.borne {
			borne.add(w.unmarked())
		} else {
			wrong.add(w.unmarked())
		}
	}
	return fmt.Sprintf("unmarked are %s of the true, %s of the false", borne.Count(), wrong.Count())
}

// checkedByHand reads the statements of one half and puts each to the checker.
func checkedByHand(t testing.TB, half string) []written {
	t.Helper()
	words, err := lexicon.Open()
	if err != nil {
		t.Fatal(err)
	}
	all := readWritten(t, filepath.Join(writtenFolder, half+".txt"))
	collections := map[string]*retrieval.Collection{}
	for i := range all {
		w := &all[i]
		c := collections[w.texts]
		if c == nil {
			folder := filepath.Join("../..", w.texts)
			if w.texts == "papers" {
				folder = filepath.Join(writtenFolder, w.texts)
			}
			c = retrievaltest.Open(t, os.DirFS(folder))
			collections[w.texts] = c
		}
		var passages []retrieval.Passage
		for _, words := range w.cites {
			passages = append(passages, passageWith(t, c, words))
		}
		n := len(passages)
		found, err := c.Find(t.Context(), w.question, 7)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range found.Passages {
			if !slices.ContainsFunc(passages, func(q retrieval.Passage) bool { return q.ID == p.ID }) {
				passages = append(passages, p)
			}
		}
		said := w.text
		for k := range n {
			said += fmt.Sprintf(" [%d]", k+1)
		}
		checker := checking.NewEvidence(words, w.question, passages).NewChecker()
		w.verdicts = append(checker.Write(said+"\n"), checker.Close()...)
	}
	return all
}

// passageWith returns the first passage that holds some words.
func passageWith(t testing.TB, c *retrieval.Collection, words string) retrieval.Passage {
	t.Helper()
	for n := range c.Texts() {
		text, err := c.Text(n)
		if err != nil {
			t.Fatal(err)
		}
		for i, b := range text.Blocks {
			if b.Kind == reading.Paragraph && strings.Contains(b.Text, words) {
				p, _ := c.Passage(c.ID(n, i))
				return p
			}
		}
	}
	t.Fatalf("no passage has %q", words)
	return retrieval.Passage{}
}

func readWritten(t testing.TB, file string) []written {
	t.Helper()
	var all []written
	var w written
	for line := range strings.Lines(readFile(t, file)) {
		line = strings.TrimSpace(line)
		key, value, _ := strings.Cut(line, ": ")
		borne, kind, statement := strings.Cut(key, " ")
		switch {
		case line == "" || line[0] == '#':
		case key == "texts":
			w.texts = value
		case key == "question":
			w.question = value
		case key == "cites":
			w.cites = strings.Split(value, " | ")
		case statement && (borne == "true" || borne == "false"):
			w.borne, w.kind, w.text = borne == "true", kind, value
			all = append(all, w)
		default:
			t.Fatalf("%s: %q is no line of it", file, line)
		}
	}
	return all
}
