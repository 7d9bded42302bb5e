package record

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/bot/act"
	"chuchu/retrieval"
	"chuchu/retrieval/retrievaltest"
)

var update = flag.Bool("update", false, "rewrite testdata")

// TestResolve: how texts are named, and which are meant, are in testdata/references.txtar; so is what is mentioned where.
func TestResolve(t *testing.T) {
	const name = "testdata/references.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c := retrievaltest.Open(t, retrievaltest.Archived(archive))
	r := New(c)
	for i := range archive.Files {
		f := &archive.Files[i]
		if strings.HasPrefix(f.Name, "texts/") {
			continue
		}
		var out strings.Builder
		for line := range strings.Lines(string(f.Data)) {
			said, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " | ")
			if said == "" || said[0] == '#' {
				out.WriteString(line)
				continue
			}
			got := ""
			if f.Name == "mentions" {
				got = mentioned(t, c, r, said)
			} else {
				got = meant(c, r.Resolve(act.ReferenceOf(said), Nowhere))
			}
			if got = said + " | " + got + "\n"; got != line && !*update {
				t.Errorf("%s: got  %swant %s", f.Name, got, line)
			}
			out.WriteString(got)
		}
		f.Data = []byte(out.String())
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func meant(c *retrieval.Collection, places []Place) string {
	var said []string
	for _, p := range places {
		name := c.Texts()[p.Text].File
		if p.Part != nil {
			name += " › " + p.Part.Text
		}
		said = append(said, name)
	}
	if said == nil {
		return "none"
	}
	return strings.Join(said, " | ")
}

func mentioned(t *testing.T, c *retrieval.Collection, r *Record, phrase string) string {
	found, words, err := r.Mentions(t.Context(), phrase)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(words, ", ")
	for _, m := range found {
		said += fmt.Sprintf(" | %s %d", c.Texts()[m.Text].File, m.Times)
	}
	return said
}
