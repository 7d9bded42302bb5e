package reading_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chuchu/retrieval/reading"

	"github.com/google/go-cmp/cmp"
)

// TestFiles pins what real files are read as, made by the usual programs of their formats.
func TestFiles(t *testing.T) {
	names, err := filepath.Glob("testdata/files/*.*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range names {
		golden := name + ".golden"
		if strings.HasSuffix(name, ".golden") {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text, err := reading.Parse(filepath.Base(name), content)
			if err != nil {
				t.Fatal(err)
			}
			checkWhole(t, text)
			got := dump(text)
			if *update {
				write(t, golden, got)
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
