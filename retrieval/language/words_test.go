package language

import (
	"maps"
	"regexp"
	"slices"
	"testing"
)

// TestEntries: every list and form of the files can be used, no word stands twice in a list, and words are folded.
func TestEntries(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(entries())) {
		e := entries()[name]
		if _, err := regexp.Compile(expression(name, false)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		seen := map[string]bool{}
		for _, word := range e.words {
			if seen[word] {
				t.Errorf("%s has %s twice", name, word)
			}
			if FoldString(word) != word {
				t.Errorf("%s: %s is not folded", name, word)
			}
			seen[word] = true
		}
	}
}

// FuzzPrefilter: the quick look rules out no match.
func FuzzPrefilter(f *testing.F) {
	for _, s := range []string{"江苏省委书记是谁", "五个中心是啥", "WHO was it?", "ſeptember"} {
		f.Add(s)
	}
	patterns := []*regexp.Regexp{}
	filters := []prefilter{}
	for _, expr := range append(slices.Sorted(maps.Keys(entries())), "") {
		full := `(?i:kiss|september)|\bwho\b`
		if expr != "" {
			full = expression(expr, false)
		}
		patterns, filters = append(patterns, regexp.MustCompile(full)), append(filters, prefilterOf(full))
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i, p := range patterns {
			if at := p.FindStringIndex(s); at != nil && !filters[i].mayMatch(s) {
				t.Errorf("%s: %q is ruled out, which has %q", p, s, s[at[0]:at[1]])
			}
		}
	})
}
