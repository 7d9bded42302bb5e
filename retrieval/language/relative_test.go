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
		got := ""
		for _, r := range Reckon(s, date) {
			got += " " + s[r.Start:r.End] + " " + r.Date
		}
		if got := strings.TrimSpace(got); got != strings.TrimSpace(want) {
			t.Errorf("%s: got %q, want %q", told, got, want)
		}
	}
}

// FuzzReckon: what is reckoned stands in the text.
func FuzzReckon(f *testing.F) {
	f.Add("会议昨日召开", "2024-01-01")
	f.Add("İ last year", "2024")
	f.Fuzz(func(t *testing.T, s, date string) {
		for _, r := range Reckon(s, date) {
			if r.Start < 0 || r.End <= r.Start || r.End > len(s) || r.Date == "" {
				t.Errorf("%q: %+v", s, r)
			}
		}
	})
}
