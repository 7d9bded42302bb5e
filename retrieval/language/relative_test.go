package language

import (
	"os"
	"strings"
	"testing"
)

func TestReckon(t *testing.T) {
	file, err := os.ReadFile("testdata/relative.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		told, want, _ := strings.Cut(strings.TrimSpace(line), " =>")
		date, s, _ := strings.Cut(told, " ")
		word, reckoned := Reckon(s, date)
		if got := strings.TrimSpace(word + " " + reckoned); got != strings.TrimSpace(want) {
			t.Errorf("%s: got %q, want %q", told, got, want)
		}
	}
}

// FuzzReckon: what is reckoned stands in the text.
func FuzzReckon(f *testing.F) {
	f.Add("会议昨日召开", "2024-01-01")
	f.Add("İ last year", "2024")
	f.Fuzz(func(t *testing.T, s, date string) {
		if word, _ := Reckon(s, date); !strings.Contains(s, word) {
			t.Errorf("%q: %q", s, word)
		}
	})
}
