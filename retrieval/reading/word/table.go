package word

import (
	"encoding/xml"
	"strconv"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

// row is a row of a table that is being read: the paragraphs of its cells.
type row struct {
	lines []cellLine
	cells []cell
	head  bool // it is repeated at the top of each page
}

// cell is what the file says of a cell.
type cell struct {
	across int  // columns that it spans; 0 if the file does not say
	goesOn bool // the cell above spans it
}

type cellLine struct {
	text   string
	mark   manuscript.Mark
	cell   int      // counted from 1
	number []string // that Word shows before it, the outermost first
}

// property takes what an element says of the row or of its last cell, and reports whether it does; tc begins a cell.
func (r *row) property(e xml.StartElement) bool {
	value := archive.Attribute(e, "val")
	switch e.Name.Local {
	case "tc":
		r.cells = append(r.cells, cell{})
		return true
	case "tblHeader":
		r.head = isOn(value)
		return true
	}
	if len(r.cells) == 0 {
		return false
	}
	switch last := &r.cells[len(r.cells)-1]; e.Name.Local {
	case "gridSpan":
		last.across, _ = strconv.Atoi(value)
	case "vMerge":
		last.goesOn = value != "restart"
	default:
		return false
	}
	return true
}

// table writes a table, each row in one line as far as that can be read.
func (r *reader) table(rows []*row) {
	var t table.Table
	for _, row := range rows {
		t.Add(row.laidOut(&t))
	}
	shown, heads := t.Rows()
	for i, row := range rows {
		r.row(row, shown[i], heads[i])
	}
}

// laidOut returns the cells of a row, below those that were added to its table.
func (r *row) laidOut(above *table.Table) []table.Cell {
	cells := make([]table.Cell, len(r.cells))
	bold := make([]bool, len(r.cells))
	said := make([][]string, len(r.cells))
	for _, l := range r.lines {
		if i := l.cell - 1; i >= 0 && strings.TrimSpace(l.text) != "" {
			bold[i] = l.mark.Bold && (bold[i] || said[i] == nil)
			said[i] = append(said[i], l.text)
		}
	}
	column := 0
	for i := range cells {
		c := &cells[i]
		c.Text = strings.Join(said[i], " ")
		c.Head, c.Bold, c.Across = r.head, bold[i], max(1, r.cells[i].across)
		if r.cells[i].goesOn {
			up := above.Above(column)
			c.Text, c.Bold, c.Merged = up.Text, up.Bold, true
		}
		column += c.Across
	}
	return cells
}

// maxRow is the width of the longest row that is shown as one: twenty lines of a phone.
const maxRow = 800

// row writes a row of a table in one line, unless a cell holds prose or headings; where its columns are called something, unless it
// is very long.
func (r *reader) row(row *row, shown *manuscript.Row, head bool) {
	var cells []string
	whole, width, headed := true, 0, false
	for i, l := range row.lines {
		headed = headed || l.mark.Level > 0
		width += line.Width(l.text)
		whole = whole && line.Width(l.text) < line.ProseWidth && l.mark.Level == 0 && (i == 0 || l.cell > row.lines[i-1].cell || strings.TrimSpace(l.text) == "")
		if s := strings.Join(strings.Fields(l.text), " "); s != "" {
			cells = append(cells, s)
		}
	}
	m := r.base
	m.Fixed = true
	switch {
	case head && !headed && m.Aside == "":
		m.Aside = manuscript.ColumnHeads
	case shown != nil && !headed && width <= maxRow:
		m.Row, m.Whole = shown, true
	case !whole || len(cells) < 2:
		for _, l := range row.lines {
			r.out(l)
		}
		return
	}
	r.out(cellLine{text: strings.Join(cells, "  "), mark: m})
}

// out writes a line, or keeps it for the row around.
func (r *reader) out(l cellLine) {
	if n := len(r.rows); n > 0 {
		l.cell = len(r.rows[n-1].cells)
		r.rows[n-1].lines = append(r.rows[n-1].lines, l)
		return
	}
	r.line(l)
}
