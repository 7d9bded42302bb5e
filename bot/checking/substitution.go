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
		if words = c.brought(p, matched, from, to); words == "" {
			words = c.spliced(p, matched, from)
		}
	}
	return words, verbatim
}

// spliced returns two phrases of the sentence that stand together, where the stored sentence goes on otherwise behind the
// first, has another phrase before the second, and parts the two: 江苏省委书记易炼红 of 江苏省委书记信长星、浙江省委书记易炼红.
// Where only one end of what was left out is amid a phrase, or the phrases before are not alike, something was left out.
func (c *claim) spliced(p *passage, matched []int, from int) string {
	before := none
	for i, m := range matched {
		if m == none {
			if !c.tokens[i].little {
				before = none
			}
			continue
		}
		if before != none && c.tokens[before].clause == c.tokens[i].clause && c.together(before, i) {
			if p.text.amid(from+matched[before]+1, from+m) && p.text.parallel(from+matched[before], from+m-1) {
				return c.raw[c.tokens[max(0, before-1)].start:c.tokens[min(i+1, len(c.tokens)-1)].end]
			}
		}
		before = i
	}
	return ""
}

// parallel tells whether two phrases end alike: 江苏省委书记, 浙江省委书记.
func (t *text) parallel(i, j int) bool {
	n := 0
	for i >= 0 && j > i && t.tokens[i].folded == t.tokens[j].folded {
		if !t.tokens[i].little {
			n++
		}
		if !t.tokens[i].han && n > 0 {
			return true
		}
		i, j = i-1, j-1
	}
	return n >= leastNeighbours
}

// together tells whether nothing but blanks and little words stands between two tokens.
func (t *text) together(i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if !t.adjoins(k) {
			return false
		}
	}
	return true
}

// adjoins tells whether nothing but a blank parts a token from the one before.
func (t *text) adjoins(i int) bool {
	return i > 0 && strings.TrimSpace(t.raw[t.tokens[i-1].end:t.tokens[i].start]) == ""
}

// amid tells whether the tokens of the span begin and end amid phrases, and a mark within parts them.
func (t *text) amid(from, to int) bool {
	if to-from < 2 || !t.adjoins(from) || !t.adjoins(to) {
		return false
	}
	for i := from + 1; i < to; i++ {
		if strings.ContainsAny(t.raw[t.tokens[i-1].end:t.tokens[i].start], "、，,；;") {
			return true
		}
	}
	return false
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

// aligned returns for each token of a which of b it is matched with, or none: the heaviest common subsequence. Names and
// numbers weigh less than what is said of them, so that it is they that are found to have changed places.
func aligned(a, b []token) []int {
	width := len(b) + 1
	weights := make([]uint16, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		weight := weightOf(a[i])
		for j := len(b) - 1; j >= 0; j-- {
			at := i*width + j
			weights[at] = max(weights[at+width], weights[at+1])
			if a[i].folded == b[j].folded {
				weights[at] = max(weights[at], weights[at+width+1]+weight)
			}
		}
	}
	matched := make([]int, len(a))
	for i, j := 0, 0; i < len(a); i++ {
		matched[i] = none
		for j < len(b) {
			at := i*width + j
			if a[i].folded == b[j].folded && weights[at] == weights[at+width+1]+weightOf(a[i]) {
				matched[i] = j
				j++
				break
			}
			if weights[at] == weights[at+width] {
				break
			}
			j++
		}
	}
	return matched
}

func weightOf(tok token) uint16 {
	if !tok.little && names([]token{tok}) {
		return 2
	}
	return 3
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
	least := leastNeighbours
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
	switch {
	case i > 0 && (before < least || c.parted(i) != p.text.parted(from+left+1)),
		end < len(matched) && (after < least || c.parted(end) != p.text.parted(from+right)),
		before+after < 2*least:
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

// parted tells whether a token begins a clause.
func (t *text) parted(i int) bool {
	return i > 0 && i < len(t.tokens) && t.tokens[i].clause != t.tokens[i-1].clause
}

// names tells whether tokens are names in capitals, or numbers.
func names(tokens []token) bool {
	return !slices.ContainsFunc(tokens, func(tok token) bool { return !tok.little && !tok.number && (!tok.capital || tok.han) })
}

const (
	leastNeighbours = 2 // for names and numbers one will do; tokens that have to be the same on either side of a phrase
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
