package language

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEntries: every list and form of the files can be used, no word stands twice in a list, and words are folded unless
// their list tells scripts apart or is compared with pages as they stand.
func TestEntries(t *testing.T) {
	unfolded := map[string]entry{"only traditional": {}, "in both scripts": {}, "frequent character": {}, "in traditional writing": {}}
	for _, name := range []string{"pages.txt", "parts.txt"} {
		text, err := files.ReadFile("words/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := parse(string(text), unfolded); err != nil {
			t.Fatal(err)
		}
	}
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
			if _, asWritten := unfolded[name]; !asWritten && FoldString(word) != word && ideograph(firstRune(word)) {
				t.Errorf("%s: %s is not folded", name, word)
			}
			seen[word] = true
		}
	}
}

// TestNamed: every list and form is named, by another one or in Go; those of a family, a measure each, by what they have in
// common.
func TestNamed(t *testing.T) {
	family := regexp.MustCompile(`^(?:measure|sign of|relative (?:day|month|year)) `)
	name, named := regexp.MustCompile(`["<^]([A-Za-z][\w -]*)[">]`), map[string]bool{}
	err := fs.WalkDir(os.DirFS("../.."), ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".go" && (path.Ext(file) != ".txt" || path.Base(path.Dir(file)) != "words" && !strings.HasPrefix(file, "bot/")) {
			return err
		}
		content, err := os.ReadFile("../../" + file)
		for _, found := range name.FindAllSubmatch(content, -1) {
			named[string(found[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for entry := range entries() {
		if !named[entry] && !family.MatchString(entry) {
			t.Errorf("nothing names %q", entry)
		}
	}
}

// TestNumeral: what is asked of every character is what the list says.
func TestNumeral(t *testing.T) {
	list := runesOf("numeral")
	for r := range rune(0x10000) {
		if numeral(r) != list[r] {
			t.Errorf("%c: numeral says %t, the list %t", r, numeral(r), list[r])
		}
	}
}

// TestPrefilter: the quick look rules out no match that the texts of seeds have.
func TestPrefilter(t *testing.T) {
	texts, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(texts) == 0 {
		t.Fatalf("%d texts: %v", len(texts), err)
	}
	for name := range entries() {
		full := expression(name, false)
		pattern, filter := regexp.MustCompile(full), prefilterOf(full)
		for _, file := range texts[:5] {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range pattern.FindAllString(string(text), -1) {
				if !filter.mayMatch(found) {
					t.Errorf("%s: %q is ruled out", name, found)
				}
			}
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
