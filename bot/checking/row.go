package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// tableRow is a row of a table, made ready to be compared.
type tableRow struct {
	*passage
	heads []head
	cells []tableCell
	key   int  // the cell that names the row: the first, but for numbers of rows
	cited bool // by the sentence
}

// head is what a column is called, in pieces: words, and pairs of characters.
type head struct {
	pieces []string
	own    []string // those that no other column has
}

// tableCell is what a cell holds.
type tableCell struct {
	tokens     []token
	quantities []language.Quantity
	empty, no  bool // it holds nothing; it says no
	yes        bool
}

// rowOf makes a passage ready if it is a row whose columns are called something.
func rowOf(p *passage) (row tableRow, ok bool) {
	if p.Cells == nil {
		return row, false
	}
	row = tableRow{passage: p, key: none}
	times := map[string]int{}
	for i, c := range p.Cells {
		name, _, _ := strings.Cut(cutUnit.ReplaceAllString(p.Text[c.Head.Start:c.Head.End], "\n"), "\n")
		h := head{}
		for _, f := range newText(name).pieces() {
			if !slices.Contains(h.pieces, f.text) {
				h.pieces = append(h.pieces, f.text)
				times[f.text]++
			}
		}
		row.heads = append(row.heads, h)
		held := newText(p.Text[c.Text.Start:c.Text.End])
		cell := tableCell{tokens: held.tokens, quantities: held.quantities, empty: c.Empty}
		said := language.FoldString(strings.TrimSpace(held.raw))
		cell.no, cell.yes = slices.Contains(language.Words("cell that says no"), said), slices.Contains(language.Words("cell that says yes"), said)
		row.cells = append(row.cells, cell)
		if row.key == none && !c.Empty && !(counts(name) && !held.hasWord()) {
			row.key = i
		}
	}
	row.key = max(row.key, 0)
	for i := range row.heads {
		for _, f := range row.heads[i].pieces {
			if times[f] == 1 {
				row.heads[i].own = append(row.heads[i].own, f)
			}
		}
	}
	return row, true
}

// pieces are the words of a text that say something, and its pairs of characters, whatever these say; a character if it is alone.
func (t *text) pieces() []feature {
	var all []feature
	for i, tok := range t.tokens {
		switch {
		case !tok.han && !tok.little:
			all = append(all, feature{tok.folded, i, true})
		case tok.han && i+1 < len(t.tokens) && t.tokens[i+1].han && t.tokens[i+1].joined:
			all = append(all, feature{tok.folded + t.tokens[i+1].folded, i, false})
		case tok.han && len(t.tokens) == 1:
			all = append(all, feature{tok.folded, i, false})
		}
	}
	return all
}

var cutUnit = language.NewPattern(`<behind the name of a column>`)

// counts reports whether a column of that name counts the rows.
func counts(name string) bool {
	return slices.Contains(language.Words("column of numbers of rows"), language.FoldString(strings.TrimSpace(name)))
}

// hasWord reports whether a text has a token that is no number.
func (t *text) hasWord() bool {
	return slices.ContainsFunc(t.tokens, func(tok token) bool { return !tok.number })
}

// rows returns the rows of the table that the sentence cites, with its other rows among the passages.
func (c *claim) rows() []tableRow {
	var rows []tableRow
	for _, p := range c.passages {
		if row, ok := p.row(); ok && (len(rows) == 0 || sameTable(rows[0], row)) {
			row.cited = true
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	for _, p := range c.all {
		if slices.Contains(c.passages, p) {
			continue
		}
		if row, ok := p.row(); ok && sameTable(rows[0], row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// sameTable reports whether two rows stand in one text under the same names of columns, but for that of the first, which a row may not
// show.
func sameTable(a, b tableRow) bool {
	return a.Place.File == b.Place.File && len(a.heads) == len(b.heads) &&
		slices.EqualFunc(a.heads[min(1, len(a.heads)):], b.heads[min(1, len(b.heads)):], func(x, y head) bool { return slices.Equal(x.pieces, y.pieces) })
}

// places returns where a text has tokens, one behind the other but for little words, as mentions without rows and columns.
func (t *text) places(tokens []token) []mention {
	said := func(tok token) bool { return !tok.little }
	if !slices.ContainsFunc(tokens, said) {
		said = func(token) bool { return true }
	}
	wanted := slices.DeleteFunc(slices.Clone(tokens), func(tok token) bool { return !said(tok) })
	var at []int
	for i, tok := range t.tokens {
		if said(tok) {
			at = append(at, i)
		}
	}
	var found []mention
	for i := 0; len(wanted) > 0 && i+len(wanted) <= len(at); i++ {
		if t.matches(wanted, at[i:]) {
			found = append(found, mention{at: at[i], end: at[i+len(wanted)-1] + 1})
		}
	}
	return found
}

// matches reports whether a text has tokens at places.
func (t *text) matches(tokens []token, at []int) bool {
	for k, tok := range tokens {
		if t.tokens[at[k]].folded != tok.folded {
			return false
		}
	}
	return true
}

// cellsApart returns the text of a row with its cells parted as clauses are; all else stays where it is.
func cellsApart(s string, cells []reading.Cell) string {
	if len(cells) == 0 {
		return s
	}
	b := []byte(s)
	for i, c := range cells[1:] {
		gap := b[cells[i].Text.End:c.Head.Start]
		for k := range gap {
			gap[k] = ' '
		}
		if len(gap) > 1 {
			gap[0] = ';'
		}
	}
	return string(b)
}
