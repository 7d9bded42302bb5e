package reading_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"chuchu/retrieval/reading"
	"chuchu/retrieval/reading/web"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what was read as what is wanted")

const seeds = "../../seeds"

// TestFiles pins what the seeds are read as, and real files made by the usual programs of their formats, in a form to hold
// against the files themselves.
func TestFiles(t *testing.T) {
	for pattern, goldens := range map[string]string{seeds + "/*.txt": "testdata/seeds", "testdata/files/*.*": "testdata/files"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no files: %v", pattern, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, ".golden") {
				continue
			}
			t.Run(filepath.Base(name), func(t *testing.T) {
				text := parse(t, filepath.Base(name), read(t, name))
				checkWhole(t, text)
				checkGolden(t, filepath.Join(goldens, filepath.Base(name)+".golden"), dump(text))
			})
		}
	}
}

// checkGolden holds what was read against a file of what is wanted, or writes that.
func checkGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		write(t, golden, got)
	}
	if diff := cmp.Diff(string(read(t, golden)), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCases reads each testdata/*.txtar: a comment, a file as it is found, and under "want" what it is read as. In the
// file ^L stands for a form feed, as an archive cannot show one.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) == 1 && *update {
				archive.Files = append(archive.Files, txtar.File{Name: "want"})
			}
			if len(archive.Files) != 2 || archive.Files[1].Name != "want" {
				t.Fatal("a case is a file and what is wanted of it, under the name want")
			}
			file := archive.Files[0]
			var got string
			text, err := reading.Parse(file.Name, []byte(strings.ReplaceAll(string(file.Data), "^L", "\f")))
			if err != nil {
				got = err.Error() + "\n"
			} else {
				checkWhole(t, text)
				got = dump(text)
			}
			if *update {
				archive.Files[1].Data = []byte(got)
				write(t, name, string(txtar.Format(archive)))
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// checkWhole fails unless every non-blank character of the source is in exactly one block, and each block is where it
// says and says what stands there.
func checkWhole(t *testing.T, text reading.Text) {
	t.Helper()
	isHTML, isMarkdown := path.Ext(text.File) == ".html", slices.Contains([]string{".md", ".csv", ".srt", ".vtt", ".json", ".jsonl", ".xml"}, path.Ext(text.File)) // of marks not shown
	covered := make([]bool, len(text.Source))
	for i, b := range text.Blocks {
		var cut bytes.Buffer
		if len(b.Spans) == 0 {
			t.Fatalf("block %d has no span", i)
		}
		for _, s := range b.Spans {
			if s.Start < 0 || s.Start >= s.End || s.End > len(text.Source) {
				t.Fatalf("block %d: span %v is outside of %d bytes", i, s, len(text.Source))
			}
			piece := text.Source[s.Start:s.End]
			if isHTML {
				piece = web.Shown(piece)
			}
			cut.WriteString(piece + "\n")
			for j := s.Start; j < s.End; j++ {
				if covered[j] {
					t.Fatalf("block %d: byte %d is in two blocks", i, j)
				}
				covered[j] = true
			}
		}
		if b.Cells != nil { // bars part cells
			cut = *bytes.NewBufferString(strings.Map(func(r rune) rune {
				if strings.ContainsRune("|│｜", r) {
					return -1
				}
				return r
			}, cut.String()))
		}
		if got, want := solid(letterForLetter(b)), solid(cut.String()); got != want && !isMarkdown && got != solid(dehyphenated(cut.String(), got)) {
			t.Fatalf("block %d says %q, its place %q", i, got, want)
		}
		first, last := lineOf(text.Source, b.Spans[0].Start), lineOf(text.Source, b.Spans[len(b.Spans)-1].End-1)
		if b.First != first || b.Last != last {
			t.Fatalf("block %d: lines %d-%d, want %d-%d", i, b.First, b.Last, first, last)
		}
		if (b.Kind == reading.Boilerplate) != (b.Why != "") {
			t.Fatalf("block %d: kind %d, why %q", i, b.Kind, b.Why)
		}
	}
	shown := 0
	for _, b := range text.Blocks {
		shown += len(b.Text)
	}
	if most := 40*len(text.Source) + 64<<10; shown > most { // a table shows what its columns are called with each row
		t.Fatalf("the blocks hold %d bytes, more than the %d that so short a source may show", shown, most)
	}
	if isHTML {
		var said strings.Builder
		for _, b := range text.Blocks {
			said.WriteString(letterForLetter(b))
		}
		if got, want := letters(said.String()), letters(web.Read(text.Source).Text); got != want {
			t.Fatalf("the blocks hold %q, the page shows %q", got, want)
		}
		return
	}
	for i, r := range text.Source {
		if !unicode.IsSpace(r) && !covered[i] && !(path.Ext(text.File) == ".csv" && strings.ContainsRune("\",;", r)) {
			t.Fatalf("byte %d, %q, is in no block", i, r)
		}
	}
}

// letterForLetter is what a block says of what stands at its place: of a row of a table the cells, without what columns are called.
func letterForLetter(b reading.Block) string {
	if b.Cells == nil {
		return b.Text
	}
	var said []string
	for _, c := range b.Cells {
		if !c.Empty && !c.Merged {
			said = append(said, b.Text[c.Text.Start:c.Text.End])
		}
	}
	return strings.Join(said, " ")
}

// letters are those of a text in alphabetical order, hyphens left out.
func letters(s string) string {
	runes := []rune(strings.NewReplacer("-", "", "\u2010", "", "\u00ad", "").Replace(solid(s)))
	slices.Sort(runes)
	return string(runes)
}

func solid(s string) string { return strings.Join(strings.Fields(s), "") }

// dehyphenated drops those hyphens at line ends that a text lacks.
func dehyphenated(cut, text string) string {
	var b strings.Builder
	rest := text
	for _, r := range cut {
		if unicode.IsSpace(r) {
			continue
		}
		if after, ok := strings.CutPrefix(rest, string(r)); ok {
			rest = after
		} else if strings.ContainsRune("-\u2010\u00ad", r) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func lineOf(source string, at int) int {
	before := strings.ReplaceAll(source[:at], "\r\n", "\n")
	return 1 + strings.Count(before, "\n") + strings.Count(before, "\r")
}

// dump is a text as a reviewer reads it: a line of what it is and where, then what it says.
func dump(text reading.Text) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\ndate:  %s\nlang:  %s\n", text.Title, text.Date, text.Lang)
	for _, block := range text.Blocks {
		lines := fmt.Sprint(block.First)
		if block.Last != block.First {
			lines = fmt.Sprintf("%d-%d", block.First, block.Last)
		}
		kind := [...]string{"paragraph", "heading", "boilerplate"}[block.Kind]
		fmt.Fprintf(&b, "\n%s %s", lines, kind)
		if block.Page > 0 {
			fmt.Fprintf(&b, " on page %d", block.Page)
		}
		if block.Slide > 0 {
			fmt.Fprintf(&b, " on slide %d", block.Slide)
		}
		if block.At != "" {
			fmt.Fprintf(&b, " at %s", block.At)
		}
		if block.Why != "" {
			fmt.Fprintf(&b, " (%s)", block.Why)
		}
		if len(block.Spans) > 1 {
			fmt.Fprintf(&b, " in %d pieces", len(block.Spans))
		}
		if len(block.Trail) > 0 {
			fmt.Fprintf(&b, " under %s", strings.Join(block.Trail, " > "))
		}
		fmt.Fprintf(&b, "\n    %s\n", block.Text)
	}
	return b.String()
}

func parse(t *testing.T, name string, content []byte) reading.Text {
	t.Helper()
	text, err := reading.Parse(name, content)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
