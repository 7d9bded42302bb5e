// Package sheet reads spreadsheets: workbooks of Excel, and tables whose cells are parted by commas or tabs.
package sheet

import (
	"strings"

	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

// row is a row of a sheet, with where it stands in the source, if that is a text.
type row struct {
	cells    []table.Cell // without those that others span
	from, to int
}

func (r row) shows() string {
	var said []string
	for _, c := range r.cells {
		if s := strings.Join(strings.Fields(c.Text), " "); s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, "  ")
}

// write writes rows, each in a line. Blank ones part tables.
func write(w *manuscript.Writer, rows []row) {
	for len(rows) > 0 {
		n := 0
		for n < len(rows) && rows[n].shows() != "" {
			n++
		}
		if n > 0 {
			writeTable(w, rows[:n])
		}
		rows = rows[min(n+1, len(rows)):]
	}
}

func writeTable(w *manuscript.Writer, rows []row) {
	var t table.Table
	var lines []int
	for i, r := range rows {
		t.Add(r.cells)
		w.Begin(manuscript.Mark{Wall: true, Gap: i == 0, Fixed: len(r.cells) > 1, Whole: true})
		w.Render(r.shows(), r.from, r.to)
		lines = append(lines, w.Lines()-1)
	}
	shown, heads := t.Rows()
	w.Shape(lines, shown, heads)
}
