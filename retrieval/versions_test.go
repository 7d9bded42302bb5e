package retrieval

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestVersions asks the collections of testdata/versions: each an archive of texts and, as its comment, of questions, a line each, with
// the versions that are shown behind =>, the newest first: file and line, which edition it is, in braces the words that
// differ, and what becomes of it; or "one" and the passage that is found first.
func TestVersions(t *testing.T) {
	archives, err := filepath.Glob("testdata/versions/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no collections: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			c := openArchive(t, archive)
			for line := range strings.Lines(string(archive.Comment)) {
				line = strings.TrimSpace(line)
				if line == "" || strings.HasPrefix(line, "#") {
					continue
				}
				question, want := pair(t, line)
				found, err := c.Find(t.Context(), question, 5)
				if err != nil {
					t.Fatal(err)
				}
				if got := versionsOf(found); got != want {
					t.Errorf("%s (%.2f)\n got %s\nwant %s", question, found.Confidence, got, want)
				}
			}
		})
	}
}

func versionsOf(found Finding) string {
	switch {
	case len(found.Passages) == 0:
		return "nothing"
	case found.Versions == 0:
		return "one " + found.Passages[0].Place.Lines()
	}
	var all []string
	for _, p := range found.Passages[:found.Versions] {
		var differ []string
		for _, s := range p.Quote.Differs {
			differ = append(differ, p.Text[s.Start:s.End])
		}
		said := fmt.Sprintf("%s %s {%s} %s", p.Place.Lines(), p.Edition, strings.Join(differ, ", "), p.Superseded)
		all = append(all, strings.Join(strings.Fields(said), " "))
	}
	return strings.Join(all, " | ")
}
