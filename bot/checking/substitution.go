package checking

import (
	"slices"
	"strings"
)

// substituted returns the phrase of the sentence that stands where the likest sentence of the passage has another phrase,
// and that the passage has elsewhere: 易炼红 behind 江苏省委书记, where the passage has 信长星. It also tells whether the
// sentence repeats the stored one so closely that nothing else needs to be compared.
func (c *claim) substituted(p *passage) (words string, verbatim bool) {
	from, to := c.likest(p)
	matched := aligned(c.tokens, p.text.tokens[from:to])
	same, all := 0, 0
	for i, m := range matched {
		if !c.tokens[i].little && !c.tokens[i].plain {
			all++
			if m != none {
				same++
			}
		}
	}
	like := float64(same) / float64(max(1, all))
	if like < leastLike {
		return "", false
	}
	verbatim = like >= leastVerbatim
	for i, m := range matched {
		if m != none || i > 0 && matched[i-1] == none {
			continue
		}
		if words := c.replaced(p, matched, i, from, to, verbatim); words != "" {
			return words, verbatim
		}
	}
	if verbatim {
		words = c.brought(p, matched, from, to)
	}
	return words, verbatim
}

// brought returns a number or name that the passage has, but not in the sentence that is repeated otherwise.
func (c *claim) brought(p *passage, matched []int, from, to int) string {
	for i, tok := range c.tokens {
		digits := startsWithDigit(tok.folded)
		if matched[i] != none || tok.little || !digits && (!tok.capital || tok.opens) || !p.holds(tok.folded) {
			continue
		}
		moved := false // within the sentence, but to where it is among other words
		for _, at := range p.at[tok.folded] {
			moved = moved || from <= at && at < to
		}
		if !moved || c.within(matched, i) {
			return c.raw[tok.start:tok.end]
		}
	}
	return ""
}

// within tells whether the tokens to both sides are matched and of the same clause: a date or place that opens or ends a
// sentence may be put elsewhere, one amid other words not.
func (c *claim) within(matched []int, i int) bool {
	return i > 0 && i+1 < len(matched) && matched[i-1] != none && matched[i+1] != none &&
		c.tokens[i-1].clause == c.tokens[i].clause && c.tokens[i+1].clause == c.tokens[i].clause
}

// leastLike is the least share of a sentence's tokens that a stored sentence has to have in the same order to be compared
// with it phrase by phrase; from leastVerbatim on it is the stored sentence but for what was left out. Set by reading.
const (
	leastLike     = 0.6
	leastVerbatim = 0.85
)

// likest returns the tokens of the passage's sentence that has most of the sentence's features.
func (c *claim) likest(p *passage) (from, to int) {
	s := p.likest(c.text)
	for from < len(p.sentence) && p.sentence[from] < s {
		from++
	}
	for to = from; to < len(p.sentence) && p.sentence[to] == s; to++ {
	}
	return from, to
}

// likest returns the sentence of the passage that has most of a text's features, by weight; the first of equals.
func (p *passage) likest(t *text) int {
	sums := make([]float64, len(p.sentences))
	seen := map[string]bool{}
	for _, f := range t.features {
		if seen[f.text] {
			continue
		}
		seen[f.text] = true
		weight, last := p.weight(f.text), none
		for _, at := range p.at[f.text] {
			if s := p.sentence[at]; s != last {
				sums[s] += weight
				last = s
			}
		}
	}
	best := 0
	for s, sum := range sums {
		if sum > sums[best] {
			best = s
		}
	}
	return best
}

// aligned returns for each token of a which of b it is matched with, or none: the longest common subsequence.
func aligned(a, b []token) []int {
	width := len(b) + 1
	lengths := make([]uint16, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			at := i*width + j
			if a[i].folded == b[j].folded {
				lengths[at] = lengths[at+width+1] + 1
			} else {
				lengths[at] = max(lengths[at+width], lengths[at+1])
			}
		}
	}
	matched := make([]int, len(a))
	for i, j := 0, 0; i < len(a); i++ {
		matched[i] = none
		for j < len(b) {
			at := i*width + j
			if a[i].folded == b[j].folded && lengths[at] == lengths[at+width+1]+1 {
				matched[i] = j
				j++
				break
			}
			if lengths[at+width] >= lengths[at+1] {
				break
			}
			j++
		}
	}
	return matched
}

// replaced returns the phrase of the sentence that begins at the token i, where the stored sentence has another between
// the same neighbours; "" where that is not so.
func (c *claim) replaced(p *passage, matched []int, i, from, to int, verbatim bool) string {
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
	if !telling(mine) || !telling(theirs) || len(theirs) > 3*len(mine)+longestReplaced {
		return ""
	}
	same := 0
	for k := i - 1; k >= 0 && matched[k] == left-(i-1-k) && matched[k] != none; k-- {
		same++
	}
	before := same
	for k := end; k < len(matched) && matched[k] == right+(k-end); k++ {
		same++
	}
	if before < leastNeighbours && i > 0 || same-before < leastNeighbours && end < len(matched) || same < 2*leastNeighbours {
		return ""
	}
	if !verbatim && !slices.ContainsFunc(mine, func(tok token) bool { return !tok.little && !c.question.says(tok.folded) }) {
		return "" // the question's words may stand anywhere
	}
	for k, tok := range mine {
		if tok.little {
			continue
		}
		if !p.holds(tok.folded) || tok.han && k > 0 && mine[k-1].han && !mine[k-1].little && !p.holds(mine[k-1].folded+tok.folded) {
			return "" // said otherwise, or new: not from elsewhere in the passage
		}
	}
	return c.raw[mine[0].start:mine[len(mine)-1].end]
}

const (
	leastNeighbours = 2 // tokens that have to be the same on either side of a phrase
	longestReplaced = 6 // tokens; more were left out, not replaced
)

// telling tells whether tokens say more than a pronoun does.
func telling(tokens []token) bool {
	for _, tok := range tokens {
		if !tok.little && !tok.plain && !strings.Contains(pronouns, tok.folded) {
			return true
		}
	}
	return false
}

const pronouns = "他她它们我你自己本这那者"
