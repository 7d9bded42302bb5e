package reading

import (
	"slices"
	"strings"
)

// manuscript is what a format makes of a file: its words in lines, what the format says of each line, and where they
// stand in the source. A plain text is its own manuscript, and the lines of other formats go the same way as its own:
// page numbers, dates, disclaimers and numbered headings look alike in all of them.
type manuscript struct {
	source string // what Spans point into
	text   string // the words; the source itself where the origin is nil
	origin origin
	marks  []mark // one for each line of the text; none for a plain text

	title, date, lang string // what the file's properties say; the title may be that of its site too
	dated             bool   // the date is one of publication, and goes before what the text says
}

// mark is what a format says of a line.
type mark struct {
	page  int    // counted from 1; 0 where there are none
	level int    // of a heading, from 1; 0 where the format knows of none
	wall  bool   // nothing flows into it from the line before
	gap   bool   // a blank line stands before it
	join  bool   // it goes on with the line before, however it looks
	fixed bool   // no heading however it looks, as an item of a list or the row of a table
	whole bool   // never cut in pieces
	bold  bool   // all of its words are set in bold
	link  bool   // all of its words are links
	main  bool   // it stands in what a web page marks as its main part
	aside string // why it is no part of the prose; "" where nothing says so
}

// writer lays out a manuscript line by line.
type writer struct {
	text   strings.Builder
	origin origin
	marks  []mark
	begun  bool // the last line holds something
}

// begin opens a line. An empty line before it takes its mark, but keeps its wall.
func (w *writer) begin(m mark) {
	n := len(w.marks)
	switch {
	case w.begun:
		w.text.WriteByte('\n')
		w.marks = append(w.marks, m)
	case n == 0:
		w.marks = append(w.marks, m)
	default:
		m.wall = m.wall || w.marks[n-1].wall
		m.join = m.join && !m.wall
		w.marks[n-1] = m
	}
	w.begun = false
}

// mark is that of the line being written.
func (w *writer) mark() *mark {
	if len(w.marks) == 0 {
		w.marks = append(w.marks, mark{})
	}
	return &w.marks[len(w.marks)-1]
}

// write adds words that stand in the source from a byte on, letter for letter.
func (w *writer) write(s string, from int) {
	w.place(s, from, from+len(s), true)
}

// stand adds words for a stretch of the source.
func (w *writer) stand(s string, from, to int) {
	w.place(s, from, to, false)
}

func (w *writer) place(s string, from, to int, literal bool) {
	if s == "" {
		return
	}
	w.origin = append(w.origin, segment{at: w.text.Len(), from: from, to: to, literal: literal})
	w.print(s)
}

// print adds what stands nowhere in a source: a space between cells, or the words of a source yet to be made.
func (w *writer) print(s string) {
	w.mark()
	w.text.WriteString(s)
	w.begun = w.begun || strings.TrimSpace(s) != ""
}

// lines adds the lines of another manuscript, below a wall.
func (w *writer) lines(m *manuscript) {
	if strings.TrimSpace(m.text) == "" {
		return
	}
	for i, s := range strings.Split(m.text, "\n") {
		k := m.marks[i]
		k.wall = k.wall || i == 0
		w.begin(k)
		w.print(s)
	}
}

// manuscript ends the writing. Without a source, what was written is one.
func (w *writer) manuscript(source string) *manuscript {
	m := &manuscript{source: source, text: w.text.String(), origin: w.origin, marks: w.marks}
	if source == "" {
		m.source, m.origin = m.text, nil
	}
	return m
}

// origin says where the words of a manuscript stand in the source, in the order of the manuscript.
type origin []segment

type segment struct {
	at       int  // byte of the manuscript
	from, to int  // bytes of the source
	literal  bool // letter for letter
}

// span is where a span of the manuscript, that begins and ends with words, stands in the source.
func (o origin) span(s Span) Span {
	first := o[max(0, o.after(s.Start)-1)]
	last := o[max(0, o.after(s.End-1)-1)]
	in := Span{first.from, last.to}
	if first.literal {
		in.Start += s.Start - first.at
	}
	if last.literal {
		in.End = min(last.to, last.from+s.End-last.at)
	}
	return in
}

// after is the first segment that begins behind a byte of the manuscript.
func (o origin) after(at int) int {
	n, _ := slices.BinarySearchFunc(o, at+1, func(s segment, at int) int { return s.at - at })
	return n
}

// leastNamed is how many bytes of a headline, found in the title of a page, tell that it is the page's headline.
const leastNamed = 6

// properties adds what the file says of itself. Its words go before its properties, as these are often those of a
// template, but for the date of a publication. A heading goes before the title of a file, which mostly repeats it and
// adds the name of a site.
func (m *manuscript) properties(t *Text, p *page) {
	if t.Lang == "und" && m.lang != "" {
		t.Lang = languageTag(m.lang)
	}
	if m.date != "" && (m.dated || t.Date == "") {
		t.Date = m.date
	}
	if m.title == "" {
		return
	}
	named, titled := "", false
	for _, d := range p.drafts {
		if d.kind == Heading && d.first().level > 0 {
			titled = titled || d.title
			if named == "" && len(d.text) >= leastNamed && strings.Contains(m.title, d.text) {
				named = d.text
			}
		}
	}
	switch {
	case named != "":
		t.Title = named
	case !titled:
		t.Title = m.title
	}
}

// ruler counts the lines of a source, as editors do.
type ruler []int // where each line begins

func newRuler(source string) ruler {
	r := ruler{0}
	for at := 0; at < len(source); {
		_, at = lineEnd(source, at)
		r = append(r, at)
	}
	return r
}

func (r ruler) line(at int) int {
	n, _ := slices.BinarySearch(r, at+1)
	return n
}
