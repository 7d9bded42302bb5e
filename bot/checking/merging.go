package checking

import (
	"slices"

	"chuchu/retrieval/language"
)

// Two events can be merged under two citations: the day of the one, the deed of the other. Each passage has its half.

// minMerged is how much more of a clause one passage has to have than those that have its number, for the clause to be of that passage
// alone. Set by reading.
const minMerged = 1.5

// merged returns a number of the sentence that stands in one of its passages with what another one tells, which has a number of its
// kind in the place, or does not come behind the day that the first one tells.
func (c *claim) merged() string {
	if len(c.passages) < 2 {
		return ""
	}
	var last []value // each holds until another of its kind comes
	mine := c.values()
	for clause := 0; clause <= c.tokens[len(c.tokens)-1].clause; clause++ {
		here := slices.DeleteFunc(slices.Clone(mine), func(v value) bool { return c.tokens[v.at].clause != clause })
		for _, v := range here {
			last = append(slices.DeleteFunc(last, func(o value) bool { return o.kind == v.kind }), v)
		}
		for _, v := range last {
			if !slices.ContainsFunc(here, func(o value) bool { return o.kind == v.kind }) {
				here = append(here, v)
			}
		}
		for _, v := range here {
			if c.merges(v, clause) {
				return c.raw[c.tokens[v.at].start:c.tokens[v.to-1].end]
			}
		}
	}
	return ""
}

// dates are the kinds of values that hold in a text for what is told after them.
var dates = language.Set("kind of date")

// merges reports whether a clause of the sentence is told by a passage that does not have the value that the sentence gives with it.
func (c *claim) merges(v value, clause int) bool {
	var with, without float64
	var source, teller *passage
	for _, p := range c.passages {
		held := c.heldOf(p, clause)
		switch {
		case p.Cells != nil || has(p.above(), v):
			return false
		case has(p.values(), v):
			if source == nil || held > with {
				with, source = held, p
			}
		case held > without:
			without, teller = held, p
		}
	}
	if source == nil || teller == nil || without < minMerged*with {
		return false
	}
	if slices.ContainsFunc(teller.values(), func(o value) bool { return o.kind == v.kind }) {
		return true
	}
	return dates()[v.kind] && (teller.Place.File != source.Place.File || teller.Place.First < source.Place.First)
}

// has reports whether some values have one of the same kind and name.
func has(all []value, v value) bool {
	return slices.ContainsFunc(all, func(o value) bool { return o.kind == v.kind && o.name == v.name })
}

// heldOf returns how much of a clause of the sentence a passage has, numbers left out, by weight.
func (c *claim) heldOf(p *passage, clause int) float64 {
	held := 0.0
	for _, f := range c.features {
		if c.tokens[f.at].clause == clause && !c.tokens[f.at].number && !c.tokens[f.at].plain && p.holds(f.text) {
			held += p.weight(f.text)
		}
	}
	return held
}
