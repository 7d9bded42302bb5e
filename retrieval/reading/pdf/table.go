package pdf

import (
	"strings"

	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

// cellsOf cuts the letters of a line into its pieces.
func cellsOf(letters string, pieces []piece) []table.Piece {
	var cells []table.Piece
	for i, p := range pieces {
		to := len(letters)
		if i+1 < len(pieces) {
			to = pieces[i+1].from
		}
		if s := strings.TrimSpace(letters[p.from:to]); s != "" {
			cells = append(cells, table.Piece{Text: s, Start: p.x, End: p.end})
		}
	}
	return cells
}

// rows says of the lines of a column that are rows of tables how they are shown.
func (c *column) rows(levels map[float64]int) map[*textLine]manuscript.Mark {
	marks := map[*textLine]manuscript.Mark{}
	for i := 0; i < len(c.lines); i++ {
		j := i
		var lines [][]table.Piece
		for j < len(c.lines) && len(c.lines[j].cells) > 1 && !c.lines[j].isHeading(levels) {
			lines = append(lines, c.lines[j].cells)
			j++
		}
		if t := table.Aligned(lines); t != nil {
			rows, heads := t.Rows()
			for k, l := range c.lines[i:j] {
				switch {
				case heads[k]:
					marks[l] = manuscript.Mark{Aside: manuscript.ColumnHeads}
				case rows[k] != nil:
					marks[l] = manuscript.Mark{Row: rows[k], Whole: true}
				}
			}
		}
		i = max(i, j)
	}
	return marks
}
