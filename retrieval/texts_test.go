package retrieval

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestTexts asks the collections of testdata/texts: what is found first is the file, the line and the answer that is reckoned, or "nothing"
// if it is refused.
func TestTexts(t *testing.T) { askArchives(t, "texts", 3, first) }

// askArchives asks the collections of a folder of testdata: each an archive of texts and, as its comment, of questions, a line each, with
// what is said of at most n passages behind =>.
func askArchives(t *testing.T, folder string, n int, said func(Finding) string) {
	t.Helper()
	archives, err := filepath.Glob("testdata/" + folder + "/*.txtar")
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
				found, err := c.Find(t.Context(), question, n)
				if err != nil {
					t.Fatal(err)
				}
				if got := said(found); got != want {
					t.Errorf("%s (%.2f)\n got %s\nwant %s", question, found.Confidence, got, want)
				}
			}
		})
	}
}

// first says what is found first.
func first(found Finding) string {
	if len(found.Passages) == 0 || found.Confidence < Bar {
		return "nothing"
	}
	p := found.Passages[0]
	return strings.TrimSpace(fmt.Sprintf("%s:%d %s", p.Place.File, p.Place.First, p.Quote.Reckoned.Date))
}

// openArchive opens the texts of an archive. A Word document stands there as its lines: see wordDocument.
func openArchive(t *testing.T, archive *txtar.Archive) *Collection {
	t.Helper()
	files := fstest.MapFS{}
	for _, file := range archive.Files {
		if path.Ext(file.Name) == ".docx" {
			file.Data = wordDocument(t, string(file.Data))
		}
		files[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	return openFolder(t, files)
}
