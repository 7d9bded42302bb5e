package pdf

import (
	"slices"
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
		for j < len(c.lines) && len(c.lines[j].cells) > 1 && !c.lines[j].isHeading(levels) {
			j++
		}
		if j > i+1 && !shape(c.lines[i:j], marks) { // what the table is called may stand in pieces too
			shape(c.lines[i+1:j], marks)
		}
		i = max(i, j)
	}
	return marks
}

// shape marks lines as the rows of a table, and reports whether they say what its columns are called. If they do not, each of those whose
// cells stand below each other stays a line.
func shape(lines []*textLine, marks map[*textLine]manuscript.Mark) bool {
	cells, all := make([][]table.Piece, len(lines)), 0
	for i, l := range lines {
		cells[i] = l.cells
		all += len(l.cells)
	}
	t := table.Aligned(cells)
	if t == nil {
		return false
	}
	rows, heads := t.Rows()
	called := slices.Contains(heads, true)
	for i, l := range lines {
		switch {
		case heads[i]:
			marks[l] = manuscript.Mark{Aside: manuscript.ColumnHeads}
		case rows[i] != nil:
			marks[l] = manuscript.Mark{Row: rows[i], Whole: true}
		case all >= minCells*len(lines) && !called:
			marks[l] = manuscript.Mark{}
		}
	}
	return called
}

// minCells is how many cells the lines of a table have at least, taken together, that does not say what its columns are called: prose in
// two columns has two.
const minCells = 3
