package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// Who does what to whom: the clause of a sentence has on the one side of its verb whoever does it, on the other whom it is done to;
// words like "by" say so where the order does not. A sentence that has the passage's words around the passage's
// verb, and its sides exchanged, says something else.

// sides are the features of a clause on both sides of one of them.
type sides struct{ doing, done []string }

var (
	doerMarks = language.Set("marks who does")
	doneMarks = language.Set("marks to whom")
	nounMarks = language.Set("makes a noun of a clause")
	tellsWho  = language.Set("tells who does it")
	hearing   = language.Set("hears what others do")

	deeds        = language.Set("deed to another")
	englishDeeds = language.Set("deed in English")
)

// sidesOf returns the sides of the feature at some tokens of the text.
func (t *text) sidesOf(at, width int) sides {
	from, to := t.clauseOf(at)
	if !t.tokens[at].han {
		return t.latinSides(from, at, to)
	}
	before, behind := t.span(from, at), t.span(at+width, to)
	for k := at - 1; k >= from; k-- {
		switch mark := t.tokens[k].folded; {
		case !t.tokens[k].han:
		case hearing()[t.pairAt(k)]:
			return sides{t.span(k+2, at), append(t.span(from, k), behind...)}
		case doerMarks()[mark]:
			return sides{t.span(k+1, at), append(t.span(from, k), behind...)}
		case doneMarks()[mark]:
			return sides{t.span(from, k), append(t.span(k+1, at), behind...)}
		}
	}
	if who, whom, ok := t.turnedRound(at+width, to); ok && len(before) == 0 {
		return sides{who, whom}
	}
	return sides{before, behind}
}

// turnedRound returns what stands behind a verb where its clause names last who does it: "who chaired it was Hu".
func (t *text) turnedRound(from, to int) (who, whom []string, ok bool) {
	for k := from; k+1 < to; k++ {
		if nounMarks()[t.tokens[k].folded] && tellsWho()[t.tokens[k+1].folded] {
			return t.span(k+2, to), t.span(from, k), true
		}
	}
	return nil, nil, false
}

// latinSides are the sides of an English verb.
func (t *text) latinSides(from, at, to int) sides {
	before, behind := t.span(from, at), t.span(at+1, to)
	passive := false
	for k := max(from, at-3); k < at; k++ {
		passive = passive || passiveVerbs()[t.word(k)]
	}
	if !passive {
		return sides{before, behind}
	}
	for k := at + 1; k < to; k++ {
		if t.word(k) == "by" {
			return sides{t.span(k+1, to), append(before, t.span(at+1, k)...)}
		}
	}
	return sides{nil, before}
}

var passiveVerbs = language.Set("form of be")

// span returns the features of the text that begin and end between two tokens, numbers left out.
func (t *text) span(from, to int) []string {
	var found []string
	for _, f := range t.featuresFrom(from) {
		if f.at >= to || !f.word && f.at+1 >= to {
			break
		}
		if !t.tokens[f.at].number && !t.tokens[f.at].plain {
			found = append(found, f.text)
		}
	}
	return found
}

// featuresFrom returns the features that begin at a token or behind it.
func (t *text) featuresFrom(from int) []feature {
	at, _ := slices.BinarySearchFunc(t.features, from, func(f feature, at int) int { return f.at - at })
	return t.features[at:]
}

// exchanged returns a deed of the sentence that the passages have with its sides exchanged, and nowhere as the sentence has it.
func (c *claim) exchanged() string {
	for _, f := range c.features {
		width := 2
		if f.word {
			width = 1
		}
		if !deeds()[f.text] && !(f.word && englishDeeds()[c.word(f.at)]) || !c.holds(f.text) || c.listed(f.at, width) || f.word && c.noun(f.at) {
			continue
		}
		mine := c.sidesOf(f.at, width)
		if len(mine.doing) == 0 || len(mine.done) == 0 {
			continue
		}
		turned, straight := false, false
		for _, p := range c.passages {
			for _, at := range p.at[f.text] {
				if at+width > len(p.text.tokens) || p.text.listed(at, width) {
					continue
				}
				theirs := p.text.sidesOf(at, width)
				turned = turned || mine.against(theirs)
				straight = straight || mine.with(theirs)
			}
		}
		if turned && !straight {
			return c.raw[c.tokens[f.at].start:c.tokens[f.at+width-1].end]
		}
	}
	return ""
}

// noun reports whether an English word is one, by the word before it: the repairs.
func (t *text) noun(at int) bool { return at > 0 && beforeNouns()[t.word(at-1)] }

var beforeNouns = language.Set("before an English noun")

// listed reports whether a feature is of an item of a list: the order of those tells nothing.
func (t *text) listed(at, width int) bool {
	const reach = 6 // tokens
	for k := max(1, at-reach); k < min(len(t.tokens), at+width+reach+1); k++ {
		if t.tokens[k].clause == t.tokens[at].clause && strings.Contains(t.gap(k), language.ListMark) {
			return true
		}
	}
	return false
}

// with reports whether both have something of who does it in common.
func (s sides) with(o sides) bool {
	return shares(s.doing, only(o.doing, o.done)) && shares(s.done, o.done)
}

// against reports whether whom one has as who does it, the other has as to whom it is done.
func (s sides) against(o sides) bool {
	doing := only(o.doing, o.done)
	return shares(only(s.done, s.doing), doing) && !shares(s.doing, doing)
}

// only returns what the one has and the other has not.
func only(features, others []string) []string {
	var kept []string
	for _, f := range features {
		if !slices.Contains(others, f) {
			kept = append(kept, f)
		}
	}
	return kept
}

func shares(features, others []string) bool {
	return slices.ContainsFunc(features, func(f string) bool { return slices.Contains(others, f) })
}
