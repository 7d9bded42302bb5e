package checking

import (
	"slices"

	"chuchu/retrieval/language"
)

// A passage that gives several values of a kind, a fee for each office, a party for each duty, binds each to the words around it. A
// sentence that has those words, and a value from among others, says what nobody said.

// value is a number or a party to a contract, where a text names it.
type value struct {
	kind string // values of one kind are rivals
	name string
	at   int // its first token
	to   int // behind its last
}

var parties = language.Set("party to a contract")

// values returns what a text names of the kinds that can be rivals. Numbers are of a kind if they count the same.
func (t *text) values() []value {
	var all []value
	for _, q := range t.quantities {
		at := t.tokenAt(q.Start)
		to := t.tokenAt(q.End-1) + 1
		kind := q.Unit + " " + counter(t.raw, q)
		switch {
		case datesYear(q):
			kind = "year"
		case kind != " ":
		case to < len(t.tokens) && !t.parted(to):
			kind += t.tokens[to].folded
		}
		all = append(all, value{kind, valueOf(q), at, to})
	}
	for i, tok := range t.tokens {
		if !tok.han {
			continue
		}
		if pair := t.pairAt(i); parties()[pair] {
			all = append(all, value{"party", pair, i, i + 2})
		}
	}
	return all
}

// How far words belong to a value, in tokens; how much farther those of another clause are; and how near the words of a sentence have to
// be to its value, as a share of how near they are to another of its kind. The share was chosen among 0.5, 0.6, 0.65 and 0.72 by the
// statements written by hand and by xquad-zh: less lets more of the moved dates pass, more marks more of the true statements. TestWritten
// and the citation benchmark notice.
const (
	rivalNearness = 8.0
	rivalFarther  = 5.0
	maxRival      = 0.65
)

// rivalled returns a value of the sentence that its passages have with other words than a rival of it, which stands where those of the
// sentence do.
func (c *claim) rivalled() string {
	mine := c.values()
	for _, v := range mine {
		own, other := 0.0, 0.0
		var source *passage
		at := 0
		for _, p := range c.passages {
			if p.Cells != nil || !slices.ContainsFunc(p.values(), func(o value) bool { return o.kind == v.kind }) {
				continue // column.go binds what stands in cells
			}
			sums := c.nearAround(p, v)
			for _, theirs := range p.values() {
				switch closeness := sums[theirs.at]; {
				case theirs.kind != v.kind:
				case theirs.name == v.name:
					own = max(own, closeness)
				case !has(mine, theirs) && closeness > other:
					other, source, at = closeness, p, theirs.at
				}
			}
		}
		if own > 0 && own < maxRival*other {
			c.keepClause(source, at)
			return c.raw[c.tokens[v.at].start:c.tokens[v.to-1].end]
		}
	}
	return ""
}

// nearAround returns for each token of a passage how near the words are that the sentence has in the clause of a value.
func (c *claim) nearAround(p *passage, v value) []float64 {
	var around []weighed
	seen := map[string]bool{}
	for _, f := range c.features {
		if c.tokens[f.at].clause != c.tokens[v.at].clause || f.at >= v.at && f.at < v.to || c.tokens[f.at].plain || c.tokens[f.at].number || seen[f.text] ||
			!p.holds(f.text) || p.context.says(f.text) {
			continue
		}
		seen[f.text] = true
		around = append(around, weighed{f.text, p.rarity(f.text)})
	}
	return near(p, around, rivalNearness, rivalFarther)
}

// rarity says how much a feature tells about which clause of the passage is meant: more, the fewer have it.
func (p *passage) rarity(feature string) float64 {
	all := 1
	if n := len(p.text.tokens); n > 0 {
		all += p.text.tokens[n-1].clause
	}
	return rarity(p.at[feature], func(at int) int { return p.text.tokens[at].clause }, all)
}
