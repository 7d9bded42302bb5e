package markdown

import (
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
)

// table returns how the rows of a table are shown, in order, and which are at its head.
func (r *reader) table(n *tables.Table) (rows []*manuscript.Row, heads []bool) {
	var t table.Table
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []table.Cell
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, table.Cell{Text: r.shows(cell), Head: row.Kind() == tables.KindTableHeader})
		}
		t.Add(cells)
	}
	return t.Rows()
}

func (r *reader) shows(cell ast.Node) string {
	s := &inlineReader{source: r.source, ruler: r.ruler, at: -1}
	s.children(cell)
	s.end(false)
	shown := ""
	for _, l := range s.lines {
		shown += l.text + " "
	}
	return shown
}
