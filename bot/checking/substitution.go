package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// substituted returns the phrase of the sentence that stands where the likest sentence of the passage has another phrase,
// and that the passage has elsewhere: a name behind an office, if the passage has another name. It also reports whether the
// sentence repeats the stored one so closely that nothing else needs to be compared.
func (c *claim) substituted(p *passage) (words string, verbatim bool) {
	from, to := c.likest(p)
	matched := aligned(c.tokens, p.text.tokens[from:to])
	like := c.like(matched)
	if like < minLike {
		return c.moved(p, matched, from, to), false
	}
	verbatim = like >= minVerbatim
	for i, m := range matched {
		if m != none || i > 0 && matched[i-1] == none {
			continue
		}
		if words := c.replaced(p, matched, i, from, to); words != "" {
			return words, verbatim
		}
	}
	if verbatim {
		if words = c.brought(p, matched, from, to); words == "" {
			words = c.spliced(p, matched, from)
		}
	}
	if words == "" {
		words = c.moved(p, matched, from, to)
	}
	return words, verbatim
}

// brought returns a number or name that the passage has, but not in the sentence that is repeated otherwise.
func (c *claim) brought(p *passage, matched []int, from, to int) string {
	for i, tok := range c.tokens {
		digits := language.BeginsWithDigit(tok.folded)
		if matched[i] != none || tok.little || !digits && (!tok.capital || tok.opens) || !p.holds(tok.folded) {
			continue
		}
		if !slices.ContainsFunc(p.at[tok.folded], func(at int) bool { return from <= at && at < to }) {
			return c.raw[tok.start:tok.end]
		}
	}
	return ""
}

// moved returns a phrase that has changed its place, where the sentence has the same words as the stored one: a name in the
// place of another and the other way round. One that opens or ends a clause may be put elsewhere, and so may an item of a list,
// a verb and what it is done to, and all of them where the one tells by whom it is done and the other who does it.
func (c *claim) moved(p *passage, matched []int, from, to int) string {
	stored := p.text.tokens[from:to]
	if share(c.tokens, stored) < minVerbatim || share(stored, c.tokens) < minVerbatim || c.text.passive(0, len(c.tokens)) != p.text.passive(from, to) {
		return ""
	}
	for i := 1; i < len(matched); i++ {
		if matched[i] != none || matched[i-1] == none {
			continue
		}
		end := i
		for end < len(matched) && matched[end] == none {
			end++
		}
		mine := c.tokens[i:end]
		if telling(mine) && end < len(matched) && c.tokens[i-1].clause == mine[0].clause && c.tokens[end].clause == c.tokens[end-1].clause &&
			(len(mine) > 1 || !mine[0].han) && share(mine, stored) == 1 && !c.wholeItem(p, i) && !c.broughtForward(p, i, end, from, to) {
			return c.raw[mine[0].start:mine[len(mine)-1].end]
		}
	}
	return ""
}

// passive reports whether tokens have a word that stands before who does something.
func (t *text) passive(from, to int) bool {
	for i := from; i < to; i++ {
		if t.tokens[i].han && doerMarks()[t.tokens[i].folded] || !t.tokens[i].han && t.word(i) == "by" {
			return true
		}
	}
	return false
}

// wholeItem reports whether a token is of an item of a list that the passage has as well, word for word.
func (c *claim) wholeItem(p *passage, i int) bool {
	from, to := i, i+1
	for from > 0 && !c.itemEnds(from) {
		from--
	}
	for to < len(c.tokens) && !c.itemEnds(to) {
		to++
	}
	return (from > 0 || to < len(c.tokens)) && strings.Contains(p.text.letters, letters(c.raw[c.tokens[from].start:c.tokens[to-1].end]))
}

// itemEnds reports whether a mark between the items of a list, or what joins the last to it, stands before a token or is it.
func (t *text) itemEnds(i int) bool {
	return joining()[t.word(i)] || strings.ContainsAny(t.gap(i), language.ListMark+"，,") || joining()[t.word(i-1)]
}

var joining = language.Set("joining", "joining in English")

// broughtForward reports whether a phrase is the verb that ends a clause of the stored sentence, and stands in the sentence before
// words that stand before it there.
func (c *claim) broughtForward(p *passage, i, end, from, to int) bool {
	first := c.tokens[i].folded
	for k := from + 1; k < to; k++ {
		last := k + 1
		for last < to && last-k < end-i && p.text.tokens[last].folded == c.tokens[i+last-k].folded {
			last++
		}
		if p.text.tokens[k].folded == first && !names(c.tokens[i:end]) && p.text.tokens[k-1].clause == p.text.tokens[k].clause && (last == len(p.text.tokens) || p.text.parted(last)) {
			return p.text.coverbBefore(k)
		}
	}
	return false
}

// coverbBefore reports whether what leads in where or to whom something is done stands before a token in its clause.
func (t *text) coverbBefore(i int) bool {
	for k := i - 1; k >= 0 && t.tokens[k].clause == t.tokens[i].clause; k-- {
		if t.tokens[k].han && (doneMarks()[t.tokens[k].folded] || coverbs()[t.tokens[k].folded]) {
			return true
		}
	}
	return false
}

var coverbs = language.Set("coverb")

// share returns how much of what some tokens say others have, 0 to 1.
func share(tokens, others []token) float64 {
	has := map[string]bool{}
	for _, tok := range others {
		has[tok.folded] = true
	}
	return shareOf(tokens, func(i int) bool { return has[tokens[i].folded] })
}

// like returns the share of what the sentence says that is matched, 0 to 1.
func (c *claim) like(matched []int) float64 {
	return shareOf(c.tokens, func(i int) bool { return matched[i] != none })
}

// shareOf returns of which share of the tokens that say something a condition holds, 0 to 1.
func shareOf(tokens []token, holds func(i int) bool) float64 {
	held, all := 0, 0
	for i, tok := range tokens {
		if tok.little || tok.plain {
			continue
		}
		all++
		if holds(i) {
			held++
		}
	}
	return float64(held) / float64(max(1, all))
}

// minLike is the least share of a sentence's tokens that a stored sentence has to have in the same order to be compared
// with it phrase by phrase; from minVerbatim on it is the stored sentence but for what was left out. Set by reading.
const (
	minLike     = 0.6
	minVerbatim = 0.85
)

// replaced returns the phrase of the sentence that begins at the token i, where the stored sentence has another between
// the same neighbours; "" if that is not so, and for a single character, which is seldom a phrase.
func (c *claim) replaced(p *passage, matched []int, i, from, to int) string {
	end := i
	for end < len(matched) && matched[end] == none {
		end++
	}
	left, right := none, to-from
	if i > 0 {
		left = matched[i-1]
	}
	if end < len(matched) {
		right = matched[end]
	}
	mine, theirs := c.tokens[i:end], p.text.tokens[from+left+1:from+right]
	if !telling(mine) || !telling(theirs) || lone(mine) || c.allRestated(i, end) || c.wholeItem(p, i) || c.broughtForward(p, i, end, from, to) || len(theirs) > 3*len(mine)+longestReplaced {
		return ""
	}
	least := minNeighbours
	if names(mine) && names(theirs) {
		least = 1
	}
	before, after := 0, 0
	for k := i - 1; k >= 0 && matched[k] == left-(i-1-k) && matched[k] != none; k-- {
		before++
	}
	for k := end; k < len(matched) && matched[k] == right+(k-end); k++ {
		after++
	}
	if opens := i-before == 0 && from+left+1-before >= 0 && (from+left+1-before == from || p.text.parted(from+left+1-before)); opens && before > 0 {
		before = max(before, least) // both begin so
	}
	switch {
	case i > 0 && (before < least || c.parted(i) != p.text.parted(from+left+1)),
		end < len(matched) && (after < least || c.parted(end) != p.text.parted(from+right)),
		before+after < 2*least:
		return ""
	}
	asked := !slices.ContainsFunc(mine, func(tok token) bool { return !tok.little && !c.question.says(tok.folded) })
	if asked && (before+after < 2*minNeighbours || little(mine) || little(theirs)) {
		return "" // the question's words may stand anywhere; but another province before an office and its holder is telling
	}
	for k, tok := range mine {
		if tok.little {
			continue
		}
		if !p.holds(tok.folded) || tok.han && k > 0 && mine[k-1].han && !mine[k-1].little && !p.holds(mine[k-1].folded+tok.folded) {
			return "" // said otherwise, or new: not from elsewhere in the passage
		}
	}
	c.keepClause(p, from+left+1)
	return c.raw[mine[0].start:mine[len(mine)-1].end]
}

// lone reports whether all that some tokens say is one character, which is seldom a phrase.
func lone(tokens []token) bool {
	n := 0
	for _, tok := range tokens {
		if !tok.little {
			if n++; n > 1 || !tok.han || tok.number {
				return false
			}
		}
	}
	return true
}

// allRestated reports whether passages have all that some tokens say in other words.
func (c *claim) allRestated(from, to int) bool {
	for i := from; i < to; i++ {
		if !c.tokens[i].little && !c.tokens[i].plain && !c.restated(i) {
			return false
		}
	}
	return true
}

// parted reports whether a token begins a clause.
func (t *text) parted(i int) bool {
	return i > 0 && i < len(t.tokens) && t.tokens[i].clause != t.tokens[i-1].clause
}

// names reports whether tokens are names in capitals, or numbers.
func names(tokens []token) bool {
	return !slices.ContainsFunc(tokens, func(tok token) bool { return !tok.little && !tok.number && (!tok.capital || tok.han) })
}

const (
	minNeighbours   = 2 // for names and numbers one will do; tokens that have to be the same on either side of a phrase
	longestReplaced = 6 // tokens; more were left out, not replaced
)

// telling reports whether tokens say more than a pronoun does.
func telling(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(tok token) bool { return !tok.little && !tok.plain && !pronounCharacters()[tok.folded] })
}

var pronounCharacters = language.Set("pronoun character")
