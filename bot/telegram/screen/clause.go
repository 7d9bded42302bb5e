package screen

import (
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/reading"
)

// clauseMarks end a clause.
const clauseMarks = "，,；;：:。！？!?"

// clauses are the parts of a sentence that end in one of the marks.
type clauses struct {
	text     string
	sentence reading.Span
	marks    string
}

// around returns the clauses that hold a focus and as many more beside them as there is room for, in columns; false if
// there is no room for the first.
func (c clauses) around(focus reading.Span, room int) (reading.Span, bool) {
	fits := func(s reading.Span) bool { return columns(c.text[s.Start:s.End]) <= room }
	kept := reading.Span{Start: c.start(focus.Start), End: c.end(focus.End)}
	if !fits(kept) {
		return kept, false
	}
	for {
		before := kept
		if wider := (reading.Span{Start: kept.Start, End: c.end(kept.End)}); fits(wider) {
			kept = wider
		}
		if wider := (reading.Span{Start: c.before(kept.Start), End: kept.End}); fits(wider) {
			kept = wider
		}
		if kept == before {
			return kept, true
		}
	}
}

// start returns where the clause begins in which a byte stands.
func (c clauses) start(at int) int {
	before := c.text[c.sentence.Start:at]
	mark := strings.LastIndexAny(before, c.marks)
	if mark < 0 {
		return c.sentence.Start
	}
	_, size := utf8.DecodeRuneInString(before[mark:])
	return at - len(strings.TrimLeft(before[mark+size:], " ”’\"'"))
}

// before returns where the clause begins that ends in front of a byte.
func (c clauses) before(at int) int {
	return c.start(c.sentence.Start + len(strings.TrimRight(c.text[c.sentence.Start:at], c.marks+" \"'“”‘’")))
}

// end returns where the clause ends that begins at a byte or in which it stands.
func (c clauses) end(at int) int {
	mark := strings.IndexAny(c.text[at:c.sentence.End], c.marks)
	if mark < 0 {
		return c.sentence.End
	}
	_, size := utf8.DecodeRuneInString(c.text[at+mark:])
	return at + mark + size
}
