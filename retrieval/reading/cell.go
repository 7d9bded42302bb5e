package reading

import (
	"cmp"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// Cell is a cell of a row of a table, as the text of a block shows it.
type Cell struct {
	Head   Span // what its column is called; empty where that is not shown
	Text   Span // what it holds, letter for letter, or the mark of an empty cell
	Empty  bool
	Merged bool // what it holds stands in another cell, which spans this one
}

// cellMark stands between the cells of a row.
const cellMark = " · "

// shown writes a row: before each cell what its column or its field is called, but not before a name in the first column.
func shown(row *manuscript.Row) (text string, cells []Cell) {
	var b strings.Builder
	mark := language.Words("empty cell")[emptyMark(row)]
	for i, cell := range row.Cells {
		if i > 0 {
			b.WriteString(cellMark)
		}
		c := Cell{Empty: cell.Text == "", Merged: cell.Merged}
		c.Head.Start = b.Len()
		c.Head.End = c.Head.Start
		if head := row.Heads[i]; head != "" && (i > 0 || row.Keyed || !strings.ContainsFunc(cell.Text, unicode.IsLetter)) {
			b.WriteString(head)
			c.Head.End = b.Len()
			if row.Keyed {
				b.WriteByte(':')
			}
			b.WriteByte(' ')
		}
		c.Text.Start = b.Len()
		b.WriteString(cmp.Or(cell.Text, mark))
		c.Text.End = b.Len()
		cells = append(cells, c)
	}
	return b.String(), cells
}

// emptyMark returns which of the marks of an empty cell a row takes, by the script of its columns' heads and its cells.
func emptyMark(row *manuscript.Row) int {
	said := strings.Join(row.Heads, "")
	for _, c := range row.Cells {
		said += c.Text
	}
	if strings.ContainsFunc(said, line.IsHan) {
		return 0
	}
	return 1
}
