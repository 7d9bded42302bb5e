package web

import (
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"

	"golang.org/x/net/html"
)

// element is an open element, with what it and those around it say of their words.
type element struct {
	name   string
	aside  string // why its words are no prose
	level  int    // of the heading that it is in
	hidden bool   // its words are never shown
	fixed  bool
	bold   bool
	link   bool
	pre    bool // line ends are line ends
	body   bool // it is in what the page marks as its main part
	data   bool // it holds data of the page for search engines
}

// reader writes the words of a page.
type reader struct {
	w      manuscript.Writer
	rules  int
	main   bool           // the page marks its main part
	stack  []element      // those that are open, the outermost first
	open   map[string]int // how many elements of a name are open
	broken bool           // a line of the source ended since the last words
	head   head

	// Of the line being written: its letters, and how many of these are in bold and in links; its links; whether it is in
	// the main part.
	letters, bold, link int
	links               int
	inMain              bool

	linked map[int]bool // lines of nothing but links, outside of the main part

	table *tableLines // the table of data that is being read; nil outside of such
	ahead *scan       // what is made of a table that is read ahead; nil otherwise
}

func read(source string, rules int, xml bool) *manuscript.Manuscript {
	h := &reader{rules: rules, main: strings.Contains(strings.ToLower(source), "<main"), open: map[string]int{}, linked: map[int]bool{}}
	h.read(source, xml)
	h.begin()
	m := h.w.Manuscript(source)
	h.menus(m)
	h.head.give(m)
	return m
}

// read reads a source to its end, or as far as a table is read ahead.
func (h *reader) read(source string, xml bool) {
	z := html.NewTokenizer(strings.NewReader(source))
	for at := 0; h.ahead == nil || !h.ahead.layout && h.open["table"] > 0; {
		kind := z.Next()
		raw := len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			h.words(source[at:at+raw], at)
		case html.StartTagToken, html.SelfClosingTagToken:
			empty := xml && kind == html.SelfClosingTagToken
			h.start(z.Token(), empty)
			if t := h.top().name; empty || t == "xmp" || t == "plaintext" {
				z.NextIsNotRawText() // these two are obsolete forms of pre
			} else if t == "table" && h.ahead == nil && h.open[t] == 1 {
				h.table = h.readAhead(source[at+raw:], xml)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			h.end(string(name))
		}
		at += raw
	}
}

func (h *reader) top() element {
	if len(h.stack) == 0 {
		return element{}
	}
	return h.stack[len(h.stack)-1]
}

func (h *reader) start(t html.Token, empty bool) {
	h.head.tag(t)
	if h.top().name == "head" && !isMetadata(t.Data) {
		h.pop()
	}
	switch t.Data {
	case "head", "html", "body":
		if h.w.Len() > 0 {
			return // one amid the words means nothing
		}
	case "br":
		h.lineBreak()
		return
	case "wbr", "img", "input", "meta", "link", "base", "col", "area", "source", "track", "embed", "param":
		return
	case "hr":
		h.begin()
		return
	case "p", "li", "dt", "dd", "tr", "td", "th", "option":
		if h.top().name == t.Data || h.top().name == "p" {
			h.pop()
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		for h.top().level > 0 {
			h.pop()
		}
	}
	before := h.top()
	next := h.inside(before, t)
	if !empty {
		h.stack = append(h.stack, next)
		h.open[t.Data]++
	}
	if h.ahead != nil {
		h.ahead.start(t, h.open["thead"] > 0, next.aside != before.aside || next.level > 0)
	}
	if h.table != nil && t.Data == "tr" && len(h.table.lines) < len(h.table.rows) {
		h.table.lines = append(h.table.lines, -1)
	}
	switch {
	case isCell(t.Data):
		h.cell()
	case isBlock(t.Data), next.aside != before.aside:
		h.begin()
	}
	if t.Data == "a" {
		h.links++
	}
}

// end closes an element and all that was left open within it. A tag that closes nothing is left out.
func (h *reader) end(name string) {
	if h.open[name] == 0 {
		if name == "p" || name == "br" {
			h.lineBreak()
		}
		return
	}
	before := h.top()
	for h.pop() != name {
	}
	if h.table != nil && h.open["table"] == 0 {
		h.w.Shape(h.table.lines, h.table.rows, h.table.heads)
		h.table = nil
	}
	switch {
	case isCell(name):
	case isBlock(name), before.aside != h.top().aside:
		h.begin()
	}
}

func (h *reader) pop() string {
	name := h.top().name
	h.stack = h.stack[:len(h.stack)-1]
	h.open[name]--
	return name
}

// begin opens a line that nothing flows into. The row of a table of data is one line, whatever its cells hold.
func (h *reader) begin() {
	if h.inRow() {
		h.blank()
		return
	}
	h.line(manuscript.Mark{Wall: true})
}

// inRow reports whether what is read stands in a row of a table of data, or in a table that is read ahead.
func (h *reader) inRow() bool {
	return (h.table != nil || h.ahead != nil) && h.open["tr"] > 0 && h.open["table"] > 0
}

// blank parts words that stand in one line.
func (h *reader) blank() {
	if h.w.Begun() {
		h.w.Print(" ")
	}
	if h.ahead != nil {
		h.ahead.put(" ")
	}
	h.broken = false
}

// line ends the line being written, and opens the next one.
func (h *reader) line(m manuscript.Mark) {
	if h.w.Begun() {
		k := h.w.Mark()
		k.Bold = h.letters > 0 && h.bold == h.letters
		linked := h.letters > 0 && h.link == h.letters && k.Level == 0
		if linked && h.links >= minLinks && k.Aside == "" && h.rules > noRules {
			k.Aside = manuscript.Links
		}
		if linked && !h.inMain {
			h.linked[h.w.Lines()-1] = true
		}
		h.letters, h.bold, h.link, h.links = 0, 0, 0, 0
	}
	top := h.top()
	m.Level, m.Fixed, m.Aside, h.inMain = top.level, top.fixed, top.aside, top.body
	if m.Level == 1 && m.Aside == manuscript.Navigation && !top.fixed {
		m.Aside = "" // headers of sites hold the headline too
	}
	h.w.Begin(m)
	h.broken = false
}

// lineBreak ends a line within a paragraph; a second one leaves a blank line.
func (h *reader) lineBreak() {
	if h.inRow() {
		h.blank()
		return
	}
	if h.w.Begun() {
		h.line(manuscript.Mark{})
	} else {
		h.w.Mark().Gap = true
	}
	h.broken = false
}

// longCell is the width from which the cell of a table holds prose and is no part of a row: the table is a layout.
const longCell = line.ProseWidth

// cell keeps the cells of a row in one line, unless they are long.
func (h *reader) cell() {
	if h.inRow() {
		h.blank()
		return
	}
	if h.w.Begun() && h.letters < longCell {
		h.w.Print(" ")
		h.w.Mark().Fixed = true
		h.broken = false
		return
	}
	h.begin()
}
