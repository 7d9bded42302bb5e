package checking

import "slices"

// mention is a place of a sentence that names columns, rows or what cells hold.
type mention struct {
	at, end int // tokens
	columns []int
	rows    []int
}

// namedColumns returns where a text names columns: by a word that no other column has, or by all of its words in one clause.
func (t *text) namedColumns(row tableRow) []mention {
	var all []mention
	pieces := t.pieces()
	for _, f := range pieces {
		m := mention{at: f.at, end: f.at + 1}
		if !f.word {
			m.end = min(f.at+2, len(t.tokens))
		}
		for column, h := range row.heads {
			if slices.Contains(h.own, f.text) || len(h.own) == 0 && slices.Contains(h.pieces, f.text) && t.clauseHas(pieces, f.at, h.pieces) {
				m.columns = append(m.columns, column)
			}
		}
		switch n := len(all); {
		case m.columns == nil:
		case n > 0 && slices.Equal(all[n-1].columns, m.columns) && m.at <= all[n-1].end:
			all[n-1].end = m.end // of the same name
		default:
			all = append(all, m)
		}
	}
	return all
}

// clauseHas reports whether the clause of a token has all of the pieces of a head.
func (t *text) clauseHas(pieces []feature, at int, of []string) bool {
	for _, f := range of {
		if !slices.ContainsFunc(pieces, func(g feature) bool { return g.text == f && t.tokens[g.at].clause == t.tokens[at].clause }) {
			return false
		}
	}
	return len(of) > 0
}

// namedRows returns where the sentence names rows.
func (c *claim) namedRows(rows []tableRow) []mention {
	var all []mention
	for i, r := range rows {
		for _, at := range c.places(r.cells[r.key].tokens) {
			if r.isNamed(c.text, at) {
				at.rows = []int{i}
				all = append(all, at)
			}
		}
	}
	slices.SortFunc(all, func(a, b mention) int { return a.at - b.at })
	return slices.CompactFunc(longest(all), func(a, b mention) bool { return a.at == b.at })
}

// longest returns the mentions that no longer one covers.
func longest(all []mention) []mention {
	var kept []mention
	for _, m := range all {
		if !slices.ContainsFunc(all, func(o mention) bool { return o.at <= m.at && m.end <= o.end && o.end-o.at > m.end-m.at }) {
			kept = append(kept, m)
		}
	}
	return kept
}

// isNamed reports whether a text names the row where it says what names it: a number that is no year does only beside the name of its
// column.
func (r tableRow) isNamed(t *text, at mention) bool {
	key := r.cells[r.key]
	if slices.ContainsFunc(key.tokens, func(tok token) bool { return !tok.number }) || len(key.quantities) == 1 && year(key.quantities[0].Value) {
		return true
	}
	return slices.ContainsFunc(t.pieces(), func(f feature) bool {
		return slices.Contains(r.heads[r.key].pieces, f.text) && at.at-besideKey <= f.at && f.at <= at.end+1
	})
}

// besideKey is how many tokens before a number the name of its column may begin.
const besideKey = 2

// valuesOf returns where the sentence has what a cell of the rows holds, their keys apart, in order: its numbers, and the words of cells.
func (c *claim) valuesOf(g given) []mention {
	taken := func(from, to int) bool {
		within := func(m mention) bool { return from < m.end && m.at < to }
		return slices.ContainsFunc(g.keys, within) || slices.ContainsFunc(g.columns, within)
	}
	var values []mention
	add := func(from, to, row, column int) {
		for i := range values {
			if values[i].at == from && values[i].end == to {
				values[i].rows, values[i].columns = append(values[i].rows, row), append(values[i].columns, column)
				return
			}
		}
		values = append(values, mention{at: from, end: to, rows: []int{row}, columns: []int{column}})
	}
	for r, row := range g.rows {
		for column, cell := range row.cells {
			if column == row.key || cell.empty || cell.yes || cell.no {
				continue
			}
			for _, m := range c.places(cell.tokens) {
				if !taken(m.at, m.end) {
					add(m.at, m.end, r, column)
				}
			}
			if len(cell.quantities) != 1 {
				continue
			}
			for _, q := range c.quantities {
				from := c.tokenAt(q.Start)
				to := from
				for to < len(c.tokens) && c.tokens[to].start < q.End {
					to++
				}
				if q.Value == cell.quantities[0].Value && to > from && !taken(from, to) {
					add(from, to, r, column)
				}
			}
		}
	}
	slices.SortFunc(values, func(a, b mention) int { return a.at - b.at })
	return longest(values)
}

// standsIn reports whether what is mentioned stands in one of the columns, or in any if there are none, of one of the rows.
func (m mention) standsIn(columns, rows []int) bool {
	for i := range m.rows {
		if (len(columns) == 0 || slices.Contains(columns, m.columns[i])) && slices.Contains(rows, m.rows[i]) {
			return true
		}
	}
	return false
}
