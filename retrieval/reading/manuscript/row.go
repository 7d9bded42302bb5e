package manuscript

// Row is a row of a table: what its cells hold, and what their columns are called.
type Row struct {
	Heads []string // of the columns, as many as there are cells; "" for a column that is not called anything
	Cells []Cell
}

// Cell is a cell of a row.
type Cell struct {
	Text   string // white space folded; "" for an empty cell
	Merged bool   // what it holds stands in another cell, which spans this one
}
