package table

import (
	"cmp"
	"slices"
)

// Piece is a stretch of a line that white space sets apart: what it says, and where it begins and ends, in any measure.
type Piece struct {
	Text       string
	Start, End float64
}

// Aligned makes a table of lines whose pieces stand below each other: nil if they do not. A column may be empty in a line, but has a
// name in the first one.
func Aligned(lines [][]Piece) *Table {
	if len(lines) < 2 {
		return nil
	}
	placed := inColumns(lines, columnsOf(lines))
	if placed == nil { // a long name stands over two columns
		placed = inColumns(lines, columnsOf(lines[1:]))
	}
	if placed == nil {
		return nil
	}
	t := &Table{}
	for _, cells := range placed {
		t.Add(cells)
	}
	return t
}

// columnsOf returns the stretches that pieces of lines share, from the left.
func columnsOf(lines [][]Piece) []Piece {
	all := slices.Concat(lines...)
	slices.SortFunc(all, func(a, b Piece) int { return cmp.Compare(a.Start, b.Start) })
	var columns []Piece
	for _, p := range all {
		if n := len(columns); n > 0 && p.Start < columns[n-1].End {
			columns[n-1].End = max(columns[n-1].End, p.End)
			continue
		}
		columns = append(columns, p)
	}
	return columns
}

// inColumns puts the pieces of lines into the columns that they stand in, or nearest to; nil if one takes two pieces of a line, or there
// are fewer than two, or the first line names one of them only.
func inColumns(lines [][]Piece, columns []Piece) [][]Cell {
	if len(columns) < 2 || len(lines[0]) < len(columns)-1 {
		return nil
	}
	placed := make([][]Cell, len(lines))
	for i, pieces := range lines {
		placed[i] = make([]Cell, len(columns))
		last := -1
		for _, p := range pieces {
			c := nearest(p, columns)
			if c <= last {
				return nil
			}
			placed[i][c].Text = p.Text
			last = c
		}
	}
	return placed
}

// nearest returns the column that a piece shares most of its stretch with, or is least far from.
func nearest(p Piece, columns []Piece) int {
	best, most := 0, 0.0
	for i, c := range columns {
		shared := min(p.End, c.End) - max(p.Start, c.Start)
		if i == 0 || shared > most {
			best, most = i, shared
		}
	}
	return best
}
