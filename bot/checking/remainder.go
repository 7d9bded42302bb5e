package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// saysNoMore reports whether the sentence says nothing but what it takes from the table and the question, and that it stands in one.
func (c *claim) saysNoMore(g given) bool {
	told := make([]bool, len(c.tokens))
	mentions := slices.Concat(g.columns, g.keys, g.values)
	for _, word := range language.Words("says of a table") {
		mentions = append(mentions, c.places(newText(word).tokens)...)
	}
	for _, v := range g.values {
		mentions = append(mentions, mention{at: v.end, end: min(v.end+c.unitBehind(v, g), len(c.tokens))})
	}
	for _, m := range mentions {
		for i := m.at; i < m.end; i++ {
			told[i] = true
		}
	}
	for i, tok := range c.tokens {
		_, denies := c.denies(i)
		if told[i] || tok.little || tok.plain || denies || c.question.says(tok.folded) || slices.ContainsFunc(g.rows, func(r tableRow) bool { return r.cited && r.holds(tok.folded) }) {
			continue
		}
		return false
	}
	return true
}

// unitBehind returns how many tokens behind a value are its unit in other words than those that its column is called by: 千瓦 for kW.
func (c *claim) unitBehind(v mention, g given) int {
	behind := language.FoldString(c.raw[c.tokens[v.end-1].end:])
	row := g.rows[v.rows[0]]
	head := row.Cells[v.columns[0]].Head
	called := language.FoldString(row.Text[head.Start:head.End])
	for _, pair := range language.Words("unit of a column") {
		if unit, word, _ := strings.Cut(pair, "="); strings.Contains(called, unit) && strings.HasPrefix(strings.TrimSpace(behind), word) {
			return len(newText(word).tokens)
		}
	}
	return 0
}
