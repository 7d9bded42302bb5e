package table

import (
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// maxWritten is the width of the widest row that is shown under what its columns are called: twenty lines of a phone.
const maxWritten = 800

// Write writes a table whose source is its words: each row in a line, but a row of prose that nothing is called by in a line
// for each cell.
func (t *Table) Write(w *manuscript.Writer, base manuscript.Mark) {
	shown, heads := t.Rows()
	for i, row := range t.rows {
		m := base
		m.Wall, m.Fixed = true, true
		var cells []string
		width, prose := 0, false
		for _, cell := range row {
			if cell.Text != "" && !cell.Merged {
				cells = append(cells, cell.Text)
				width += line.Width(cell.Text)
				prose = prose || line.Width(cell.Text) >= line.ProseWidth
			}
		}
		switch {
		case heads[i] && m.Aside == "":
			m.Aside = manuscript.ColumnHeads
		case shown[i] != nil && width <= maxWritten:
			m.Row, m.Whole = shown[i], true
		case prose:
			for _, cell := range cells {
				w.Begin(m)
				w.Print(cell)
			}
			continue
		}
		w.Begin(m)
		w.Print(strings.Join(cells, "  "))
	}
}
