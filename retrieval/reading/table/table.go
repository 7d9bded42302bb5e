// Package table lays out the tables of all formats: which of their rows say what the columns are called, and what the cells
// hold that others span.
package table

import (
	"slices"
	"strings"

	"chuchu/retrieval/reading/manuscript"
)

// Table is a table that is being read, row by row. The zero table is ready.
type Table struct {
	rows  [][]Cell
	spans []span // by column: cells above that go on
	said  int    // bytes that the cells hold, with one for each
	more  int    // cells in whose place another goes on
}

// Cell is a cell as the file has it.
type Cell struct {
	Text   string // what it shows
	Head   bool   // the file marks it as one at the head of its column
	Bold   bool   // all of it is set in bold
	Across int    // columns that it spans, 1 if it says nothing
	Down   int    // rows that it spans, 1 if it says nothing
	Merged bool   // it goes on in another cell's place
}

// span is a cell that goes on in the rows below.
type span struct {
	cell Cell
	rows int
}

const (
	// maxColumns is how many columns a row may have; what is beyond them is left out of it.
	maxColumns = 100
	// maxSpanned is how many cells of a table others may span in rows below them.
	maxSpanned = 1 << 18
	// maxGrowth is how many times what its cells hold a table may show with what its columns are called, beyond freeGrowth bytes: a
	// hundred columns of which five are filled come to fourteen. Else a line of long names would be repeated before each digit of a large file.
	maxGrowth  = 20
	freeGrowth = 64 << 10
)

// Add adds a row: its cells as they are written, without those that cells of other rows span. A row of no cells counts.
func (t *Table) Add(cells []Cell) {
	var row []Cell
	fill := func() {
		for c := len(row); c < min(len(t.spans), maxColumns) && t.spans[c].rows > 0 && t.more < maxSpanned; c++ {
			t.spans[c].rows--
			t.more++
			row = append(row, t.spans[c].cell)
		}
	}
	for _, cell := range cells {
		fill()
		cell.Text = strings.Join(strings.Fields(cell.Text), " ")
		t.said += len(cell.Text) + 1
		for range max(1, min(cell.Across, maxColumns-len(row))) {
			if len(row) == maxColumns {
				break
			}
			row = append(row, cell)
			cell.Merged = true
			for len(t.spans) < len(row) {
				t.spans = append(t.spans, span{})
			}
			t.spans[len(row)-1] = span{cell, max(0, cell.Down-1)}
		}
	}
	fill()
	t.rows = append(t.rows, row)
}

// Above returns what the last row has in a column, counted from 0, for formats that mark the cells that go on from above.
func (t *Table) Above(column int) Cell {
	if n := len(t.rows); n > 0 && column < len(t.rows[n-1]) {
		return t.rows[n-1][column]
	}
	return Cell{}
}

// Rows returns how each row is shown, in the order in which they were added, and which are at the head: they say what the columns are
// called, and nothing else. A row is nil if it is shown as it is: all are in a table that does not say what its columns are
// called or would show too much of that, and a row of a single cell is.
func (t *Table) Rows() (rows []*manuscript.Row, heads []bool) {
	rows, heads = make([]*manuscript.Row, len(t.rows)), make([]bool, len(t.rows))
	first, n := t.headRows()
	if n == 0 {
		return rows, heads
	}
	called := t.called(first, n)
	says := func(c Cell, name string) bool { return c.Text == name }
	shows := 0
	for i, row := range t.rows {
		switch {
		case i >= first && i < first+n, slices.EqualFunc(row, called, says): // it may come again at the top of a page
			heads[i] = true
		case i >= first+n && cellsIn(row) > 1:
			rows[i] = shown(row, called)
			for c, cell := range rows[i].Cells {
				shows += len(rows[i].Heads[c]) + len(cell.Text)
			}
			if shows > maxGrowth*t.said+freeGrowth {
				return make([]*manuscript.Row, len(t.rows)), make([]bool, len(t.rows))
			}
		}
	}
	return rows, heads
}

// shown is a row under what the columns are called.
func shown(row []Cell, called []string) *manuscript.Row {
	r := &manuscript.Row{Heads: called, Cells: make([]manuscript.Cell, max(len(row), len(called)))}
	if len(called) < len(r.Cells) {
		r.Heads = append(called[:len(called):len(called)], make([]string, len(r.Cells)-len(called))...)
	}
	for i, cell := range row {
		r.Cells[i] = manuscript.Cell{Text: cell.Text, Merged: cell.Merged}
	}
	return r
}

// called returns what each column is called: by the cells at its head, from the top down, each once.
func (t *Table) called(first, n int) []string {
	var called []string
	for _, row := range t.rows[first : first+n] {
		for c, cell := range row {
			if c == len(called) {
				called = append(called, "")
			}
			if cell.Text != "" && cell.Text != called[c] && !strings.HasSuffix(called[c], " "+cell.Text) {
				called[c] = strings.TrimSpace(called[c] + " " + cell.Text)
			}
		}
	}
	return called
}

// cellsIn returns how many cells a row has that hold something, one that spans several columns once.
func cellsIn(row []Cell) int {
	n := 0
	for c, cell := range row {
		if cell.Text != "" && !(cell.Merged && c > 0 && row[c-1].Text == cell.Text && cell.Across > 1) {
			n++
		}
	}
	return n
}
