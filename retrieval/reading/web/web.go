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

// How much of a page is set aside by what its elements are called. If all rules leave no prose, or less than they set aside, fewer are
// followed: it is better to keep the navigation than to lose the text.
const (
	noRules = iota
	elementRules
	allRules
)

// Read reads a page, decoded. Its source is the page itself: the words at a stretch of it are those that a browser would
// show of the stretch.
func Read(source string) *manuscript.Manuscript {
	var m *manuscript.Manuscript
	most := 0
	for rules := allRules; rules >= noRules; rules-- {
		next := read(source, rules, strings.HasPrefix(source, "<?xml"))
		kept, aside := prose(next)
		if m == nil || kept > most {
			m, most = next, kept
		}
		if most > 0 && most >= aside {
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

// prose returns how wide the lines of prose are together that were kept, and those that were set aside by a name that says nothing of
// what stands there: comments and the heads of other articles are prose, and not the page's.
func prose(m *manuscript.Manuscript) (kept, aside int) {
	at := 0
	for _, k := range m.Marks {
		s, _, _ := strings.Cut(m.Text[at:], "\n")
		at += len(s) + 1
		width := line.Width(s)
		switch {
		case width < line.ProseWidth:
		case k.Aside == "" && k.Level == 0:
			kept += width
		case k.Aside == "share links" || k.Aside == "advertisement" || k.Aside == "cookie notice":
			aside += width
		}
	}
	return kept, aside
}
