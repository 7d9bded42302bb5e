package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// A row of a table says something of one thing, and each of its cells something else of it. A sentence that takes its words from rows
// has to give a value to the row and to the column where it stands: all of its words are in the right passage otherwise, too.

// given is what a sentence takes from a table: where it names columns and rows, and where it has what cells hold.
type given struct {
	rows                  []tableRow
	columns, keys, values []mention
	used                  map[int]bool // columns, by their mentions, that a value was given to
}

// told is how much of a sentence tables bear out.
type told uint8

const (
	notTold told = iota
	inPlace      // what it takes from cells is of the row and, as far as it says one, of the column that it is given to
	allTold      // and it says nothing else, so that it need not be held against the rows as against prose
)

// columns returns what the sentence gives to another row or column than the tables that it cites, and how much of it they bear out.
func (c *claim) columns() ([]Reason, told) {
	g := given{rows: c.rows(), used: map[int]bool{}}
	if len(g.rows) == 0 {
		return nil, notTold
	}
	g.columns, g.keys = c.namedColumns(g.rows[0]), c.namedRows(g.rows)
	if len(g.keys) > 0 && !slices.ContainsFunc(g.keys, func(m mention) bool { return g.rows[m.rows[0]].cited || c.inProse(m) }) {
		return []Reason{{Binding, c.said(g.keys[0])}}, notTold // it speaks of a row that it does not cite
	}
	g.columns = slices.DeleteFunc(g.columns, func(m mention) bool { return slices.Contains(m.columns, g.rows[0].key) })
	g.values = c.valuesOf(g)
	alone := c.saysNoMore(g)
	var wrong []Reason
	sure := false // of the column of a value
	for n, v := range g.values {
		columns := c.columnsFor(n, g)
		if len(g.columns) == 0 && len(g.values) == 1 && alone {
			columns = c.asked(v, g)
		}
		if !v.standsIn(columns, c.rowsFor(v, g)) && !c.inProse(v) {
			wrong = append(wrong, Reason{Binding, c.said(v)})
			c.note(g.rows, c.rowsFor(v, g), columns)
		}
		sure = sure || len(columns) > 0
	}
	if wrong != nil {
		return wrong, notTold
	}
	wrong, answered := c.emptyOrNot(g)
	switch {
	case wrong != nil:
		return wrong, notTold
	case alone && (answered || sure && len(c.denials()) == 0):
		return nil, allTold
	case len(g.values) > 0 && len(g.keys) > 0:
		return nil, inPlace
	}
	return nil, notTold
}

// note keeps what the first of some rows that is cited has in columns: its name, and each cell with what its column is called.
func (c *claim) note(rows []tableRow, of, columns []int) {
	if len(columns) == 0 || c.stored != "" {
		return
	}
	for _, i := range of {
		if r := rows[i]; r.cited {
			key := r.Cells[r.key]
			c.stored = r.Text[key.Head.Start:key.Text.End]
			for _, column := range columns {
				c.stored += " · " + r.Text[r.Cells[column].Head.Start:r.Cells[column].Text.End]
			}
			return
		}
	}
}

// inProse reports whether the sentence cites a passage that is no row of a table and says what is mentioned.
func (c *claim) inProse(v mention) bool {
	return slices.ContainsFunc(c.passages, func(p *passage) bool { return p.Cells == nil && p.text.places(c.tokens[v.at:v.end]) != nil })
}

// said is what the sentence says at a mention.
func (c *claim) said(m mention) string { return c.raw[c.tokens[m.at].start:c.tokens[m.end-1].end] }

// asked returns the columns that the question names, if the sentence speaks of no other row than it does: those that hold figures for a
// figure, words for words, or nothing.
func (c *claim) asked(v mention, g given) []int {
	if slices.ContainsFunc(g.keys, func(m mention) bool { return !g.rows[m.rows[0]].asked(c.question) }) {
		return nil
	}
	figure := func(row, column int) bool { return len(g.rows[row].cells[column].quantities) > 0 }
	var columns []int
	for _, m := range c.question.namedColumns(g.rows[0]) {
		for _, column := range m.columns {
			if column != g.rows[0].key && (g.rows[0].cells[column].empty || figure(0, column) == figure(v.rows[0], v.columns[0])) {
				columns = append(columns, column)
			}
		}
	}
	return columns
}

// asked reports whether a question names the row.
func (r tableRow) asked(question *text) bool {
	return slices.ContainsFunc(question.places(r.cells[r.key].tokens), func(m mention) bool { return r.isNamed(question, m) })
}

// columnsFor returns the columns that the sentence gives the n-th value to: those that are named right before it, in order if there are
// as many values as names; else the one that is named behind it in its clause; nil if nothing tells.
func (c *claim) columnsFor(n int, g given) []int {
	v := g.values[n]
	clause := func(m mention) int { return c.tokens[m.at].clause }
	before := none
	for i, m := range g.columns {
		if m.at < v.at {
			before = i
		}
	}
	behind := slices.IndexFunc(g.columns, func(m mention) bool { return m.at > v.at && clause(m) == clause(v) })
	if before >= 0 && behind >= 0 && g.used[before] && !g.used[behind] && !g.listed(before) {
		before = none
	}
	switch {
	case before >= 0 && behind < 0 && g.used[before] && !g.listed(before): // of a column that is named in other words
		return nil
	case before >= 0:
		g.used[before] = true
		return g.group(n, before)
	case behind >= 0:
		g.used[behind] = true
		return g.columns[behind].columns
	}
	return nil
}

// listed reports whether a column is named behind another one, and no value between them.
func (g given) listed(column int) bool {
	return column > 0 && !slices.ContainsFunc(g.values, func(o mention) bool { return g.columns[column-1].at < o.at && o.at < g.columns[column].at })
}

// group returns which of the columns that are named together, up to the last one, the n-th value is of: the one of its place among the
// values that follow, if they are as many, else any.
func (g given) group(n, last int) []int {
	first := last
	for g.listed(first) {
		first--
	}
	nth, size := 0, 0
	for i, o := range g.values {
		if o.at > g.columns[last].at && (last+1 == len(g.columns) || o.at < g.columns[last+1].at) {
			if i == n {
				nth = size
			}
			size++
		}
	}
	if last+1-first == size {
		return g.columns[first+nth].columns
	}
	var all []int
	for _, m := range g.columns[first : last+1] {
		all = append(all, m.columns...)
	}
	return all
}

// rowsFor returns the rows that the sentence gives a value to: those named in the clause of the last name before it, or of the first; else
// those that it cites, of which the question names some if it can.
func (c *claim) rowsFor(v mention, g given) []int {
	var all, asked []int
	if len(g.keys) > 0 {
		best := g.keys[0]
		for _, m := range g.keys {
			if m.at < v.at {
				best = m
			}
		}
		for _, m := range g.keys {
			if c.tokens[m.at].clause == c.tokens[best.at].clause {
				all = append(all, m.rows...)
			}
		}
		return all
	}
	for i, r := range g.rows {
		if r.cited {
			all = append(all, i)
			if r.asked(c.question) {
				asked = append(asked, i)
			}
		}
	}
	if asked != nil {
		return asked
	}
	return all
}

// emptyOrNot looks at the columns that the sentence names without a value: it has to say that a cell is empty, or to say yes or no as the
// cell does. answered is whether it does.
func (c *claim) emptyOrNot(g given) (wrong []Reason, answered bool) {
	denies := len(c.denials()) > 0
	for _, m := range g.columns {
		if len(m.columns) != 1 || slices.ContainsFunc(g.values, func(v mention) bool { return slices.Contains(v.columns, m.columns[0]) }) {
			continue
		}
		for _, r := range c.rowsFor(m, g) {
			switch cell := g.rows[r].cells[m.columns[0]]; {
			case m.columns[0] == g.rows[r].key:
			case cell.empty && !denies && !c.saysAny("says a cell is empty"), cell.no && !denies, denies && !cell.empty && !cell.no:
				c.note(g.rows, []int{r}, m.columns)
				return []Reason{{Binding, c.said(m)}}, false
			default:
				answered = answered || cell.empty || cell.no || cell.yes
			}
		}
	}
	return nil, answered
}

// saysAny reports whether the sentence has a word of a list.
func (c *claim) saysAny(list string) bool {
	said := language.FoldString(c.raw)
	return slices.ContainsFunc(language.Words(list), func(word string) bool { return strings.Contains(said, word) })
}
