package language

import (
	"os"
	"strings"
	"testing"
)

func TestSaysSame(t *testing.T) {
	lines, err := os.ReadFile("testdata/sameness.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(lines)) {
		verdict, both, ok := strings.Cut(strings.TrimSpace(line), ": ")
		quote, text, two := strings.Cut(both, " => ")
		if strings.HasPrefix(line, "#") || !ok || !two {
			continue
		}
		if got := SaysSame(quote, text); got != (verdict == "same") {
			t.Errorf("%s => %s: %t", quote, text, got)
		}
	}
}
