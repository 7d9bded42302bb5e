package checking

import (
	"slices"
	"strings"
	"sync"

	"chuchu/retrieval/language"
)

// opposites are words that turn one another round, each as tokens.
var opposites = sync.OnceValue(func() [][2][]string {
	var all [][2][]string
	for _, pair := range slices.Concat(language.Words("opposite in Chinese"), language.Words("opposite in English")) {
		one, other, _ := strings.Cut(pair, "=")
		all = append(all, [2][]string{foldedTokens(one), foldedTokens(other)}, [2][]string{foldedTokens(other), foldedTokens(one)})
	}
	return all
})

// minOpposed is the least share of a sentence that a stored one has to have for a word of the one to answer to a word of the other.
const minOpposed = 0.5

// inverted returns a word of the sentence in the place of its opposite: the likest sentence of a passage has that, and the word not at
// all or before something else.
func (c *claim) inverted() string {
	for _, pair := range opposites() {
		word, opposite := pair[0], pair[1]
		if !c.has[word[0]] || c.hasRun(opposite) || c.question.hasRun(word) {
			continue
		}
		for at := range c.tokens {
			if !c.runAt(at, word) || c.deniedAt(at) {
				continue
			}
			if slices.ContainsFunc(c.passages, func(p *passage) bool { return c.opposed(p, at, word, opposite) }) {
				return c.raw[c.tokens[at].start:c.tokens[at+len(word)-1].end]
			}
		}
	}
	return ""
}

// opposed reports whether the likest sentence of a passage has the opposite of a word where the sentence has the word.
func (c *claim) opposed(p *passage, at int, word, opposite []string) bool {
	from, to := c.likest(p)
	if share(c.tokens, p.text.tokens[from:to]) < minOpposed {
		return false
	}
	has, same, place := false, "", 0
	for k := from; k < to; k++ {
		if p.text.runAt(k, opposite) && !p.text.deniedAt(k) {
			if !has {
				has, place = true, k
			}
			if next := p.text.nextTelling(k + len(opposite)); next != "" && next == c.nextTelling(at+len(word)) {
				same, place = next, k
			}
		}
	}
	has = has && (same != "" || !p.runIn(word, from, to))
	if has {
		c.keepClause(p, place)
	}
	return has
}

// nextTelling returns the next token of the clause that says something; "" if there is none.
func (t *text) nextTelling(i int) string {
	for ; i > 0 && i < len(t.tokens) && t.tokens[i].clause == t.tokens[i-1].clause; i++ {
		if !t.tokens[i].little {
			return t.tokens[i].folded
		}
	}
	return ""
}

// runIn reports whether the passage has a word among some tokens.
func (p *passage) runIn(word []string, from, to int) bool {
	return slices.ContainsFunc(p.at[word[0]], func(at int) bool { return from <= at && at < to && p.text.runAt(at, word) })
}
