// Package web reads web pages. The tokens of a page are read one by one, since a tree of elements does not know where they
// stand; so nesting costs nothing, and a tag left open little.
package web

import (
	"strings"

	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"

	htmlcharset "golang.org/x/net/html/charset"
)

// How much of a page is set aside by what its elements are called. If all rules leave no prose, fewer are followed: it is
// better to keep the navigation than to lose the text.
const (
	noRules = iota
	elementRules
	allRules
)

// Read reads a page, decoded. Its source is the page itself: the words at a stretch of it are those that a browser would
// show of the stretch.
func Read(source string) *manuscript.Manuscript {
	var m *manuscript.Manuscript
	for rules := allRules; rules >= noRules; rules-- {
		next := read(source, rules, strings.HasPrefix(source, "<?xml"))
		if m == nil || longestKept(next) > longestKept(m) {
			m = next
		}
		if longestKept(m) >= line.ProseWidth {
			break
		}
	}
	return m
}

// ReadChapter reads a chapter of a book, decoded: XHTML without a site around it.
func ReadChapter(source string) *manuscript.Manuscript { return read(source, elementRules, true) }

// Shown returns the words that a browser would show of a fragment.
func Shown(fragment string) string { return read(fragment, noRules, false).Text }

// Decode decodes a page, and says what of it does not decode. What the page declares counts as [charset.NewDecoder] says; it is not
// known of windows-1252, which is also the name of no declaration.
func Decode(content []byte, named charset.Encoding) (text, lost string, err error) {
	var declared charset.Encoding
	if _, name, _ := htmlcharset.DetermineEncoding(content, ""); name != "windows-1252" {
		if declared, err = charset.Named(name); err != nil {
			declared = charset.Encoding{} // a page that declares what no browser knows declares nothing
		}
	}
	return charset.Decode(content, named, declared)
}

// longestKept returns the width of the longest line of prose: if it is short, the rules threw away the text.
func longestKept(m *manuscript.Manuscript) int {
	longest, at := 0, 0
	for _, k := range m.Marks {
		s, _, _ := strings.Cut(m.Text[at:], "\n")
		at += len(s) + 1
		if k.Aside == "" && k.Level == 0 {
			longest = max(longest, line.Width(s))
		}
	}
	return longest
}
