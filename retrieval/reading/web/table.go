package web

import (
	"slices"
	"strconv"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"

	"golang.org/x/net/html"
)

// tableLines is a table of data whose rows are being written, each as a line.
type tableLines struct {
	rows  []*manuscript.Row
	heads []bool
	lines []int // of each row that was begun; -1 if it shows nothing
}

const (
	// maxTable is how many bytes a table may have that is read ahead: a larger one is shown as it stands.
	maxTable = 4 << 20
	// maxCell is the width of the widest cell of a table of data: what holds more lays out a page.
	maxCell = 4 * line.ProseWidth
)

// readAhead reads the table whose inner part begins here; nil if it is no table of data: it does not say what its columns are called,
// or holds headings, another table, or what is no prose.
func (h *reader) readAhead(source string, xml bool) *tableLines {
	s := &reader{rules: h.rules, open: map[string]int{}, linked: map[int]bool{}, ahead: &scan{}}
	s.start(html.Token{Data: "table"}, false)
	s.read(source[:min(len(source), maxTable)], xml)
	if s.ahead.layout {
		return nil
	}
	return s.ahead.table()
}

// scan is a table that is read ahead.
type scan struct {
	rows          table.Table
	within, begun bool // a table, a row
	cells         []table.Cell
	text          strings.Builder // of the last cell
	letters, bold int             // of the last cell
	layout        bool            // it is no table of data
}

// start takes the tag that opens an element: in the head of the table, or apart if what is in it is a heading or no prose.
func (s *scan) start(t html.Token, head, apart bool) {
	s.layout = s.layout || apart
	switch t.Data {
	case "table":
		s.layout = s.layout || s.within
		s.within = true
	case "tr":
		s.endRow()
		s.begun = true
	case "td", "th":
		s.endCell()
		s.cells = append(s.cells, table.Cell{Head: head || t.Data == "th", Across: number(t, "colspan"), Down: number(t, "rowspan")})
	}
}

// number is the value of an attribute that counts; 1 if it has none.
func number(t html.Token, key string) int {
	n, err := strconv.Atoi(strings.TrimSpace(attribute(t, key)))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

func (s *scan) put(words string) {
	if len(s.cells) > 0 {
		s.text.WriteString(words)
	}
}

func (s *scan) endCell() {
	if n := len(s.cells); n > 0 {
		s.cells[n-1].Text = s.text.String()
		s.cells[n-1].Bold = s.letters > 0 && s.bold == s.letters
		s.layout = s.layout || s.letters > maxCell
	}
	s.text.Reset()
	s.letters, s.bold = 0, 0
}

func (s *scan) endRow() {
	s.endCell()
	if s.begun {
		s.rows.Add(s.cells)
	}
	s.cells = nil
}

// table returns how the rows are shown; nil if the columns are not called anything.
func (s *scan) table() *tableLines {
	s.endRow()
	t := &tableLines{}
	t.rows, t.heads = s.rows.Rows()
	if !slices.ContainsFunc(t.rows, func(r *manuscript.Row) bool { return r != nil }) {
		return nil
	}
	return t
}
