package reading_test

import (
	"os"
	"strings"
	"testing"

	"chuchu/retrieval/reading"
)

// TestLines: the lines of a plain text are the file, and each that is not blank went somewhere.
func TestLines(t *testing.T) {
	for file, err := range reading.Files(t.Context(), os.DirFS(seeds)) {
		if err != nil {
			t.Fatal(err)
		}
		text, err := file.ReadSource(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for l := range text.Lines() {
			lines = append(lines, l.Text)
			if l.Number != len(lines) {
				t.Errorf("%s: line %d is numbered %d", text.File, len(lines), l.Number)
			}
			if blank := strings.TrimSpace(l.Text) == ""; blank != (len(l.Blocks) == 0) {
				t.Errorf("%s:%d: %q went to blocks %v", text.File, l.Number, l.Text, l.Blocks)
			}
			for _, b := range l.Blocks {
				if block := text.Blocks[b]; l.Number < block.First || l.Number > block.Last {
					t.Errorf("%s:%d: went to a block of lines %d to %d", text.File, l.Number, block.First, block.Last)
				}
			}
		}
		want := strings.Split(strings.TrimSuffix(strings.ReplaceAll(text.Source, "\r\n", "\n"), "\n"), "\n")
		if len(lines) != len(want) {
			t.Errorf("%s: %d lines, want %d", text.File, len(lines), len(want))
		}
	}
}

// TestLineEnds has lines counted as editors do, however they end.
func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		source := strings.ReplaceAll("Title\n\n\nOne.\n\nTwo.\n", "\n", end)
		text := parse(t, "a.txt", []byte(source))
		checkWhole(t, text)
		if len(text.Blocks) != 3 || text.Blocks[1].First != 4 || text.Blocks[2].First != 6 {
			t.Errorf("lines that end in %q: %+v, want blocks at lines 1, 4 and 6", end, text.Blocks)
		}
	}
}
