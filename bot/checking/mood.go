package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// An aim is no fact. What is to be built is told with 要, "should", "hopes to", in the text; a sentence that tells the same with 已经, 了 or
// "is" says what no text does, in the text's own words.

var (
	aiming       = language.Set("aiming")
	notAiming    = language.Set("not aiming")
	soAlready    = language.Set("so already")
	soBehind     = language.Set("so behind")
	notSo        = language.Set("not so")
	aimingWords  = language.Set("aiming word")
	biddingWords = language.Set("bidding word")
	reportsStems = language.Set("reporting stem")
	copulas      = language.Set("copula")
)

// pairAt returns a character with the one behind it, or alone where none is joined to it.
func (t *text) pairAt(i int) string {
	if i+1 < len(t.tokens) && t.tokens[i+1].joined && t.tokens[i+1].han {
		return t.tokens[i].folded + t.tokens[i+1].folded
	}
	return t.tokens[i].folded
}

// gap returns what stands between a token and the one before it.
func (t *text) gap(i int) string { return t.raw[t.tokens[i-1].end:t.tokens[i].start] }

// word returns a token as it is written, in small letters.
func (t *text) word(i int) string { return strings.ToLower(t.raw[t.tokens[i].start:t.tokens[i].end]) }

// inWord reports whether a character stands in one of some words of two characters.
func (t *text) inWord(i int, words map[string]bool) bool {
	return words[t.pairAt(i)] || i > 0 && t.tokens[i].joined && words[t.tokens[i-1].folded+t.tokens[i].folded]
}

// aimsAt reports whether a token makes an aim of what follows it.
func (t *text) aimsAt(i int) bool {
	if !t.tokens[i].han {
		return aimingWords()[t.word(i)]
	}
	return aiming()[t.pairAt(i)] || aiming()[t.tokens[i].folded] && !t.inWord(i, notAiming())
}

// factAt reports whether a token makes a fact of what stands around it.
func (t *text) factAt(i int) bool {
	if !t.tokens[i].han {
		return copulas()[t.word(i)]
	}
	return soAlready()[t.pairAt(i)] || soAlready()[t.tokens[i].folded] || soBehind()[t.tokens[i].folded] && i > 0 && !t.inWord(i, notSo())
}

// aimedTokens returns for each token of the passage whether an aim is told there: a word that makes one stands before it in its sentence,
// and none that makes a fact between them.
func (p *passage) aimedTokens() []bool {
	aimed := make([]bool, len(p.text.tokens))
	sentence, on := none, false
	for i, tok := range p.text.tokens {
		if p.sentence[i] != sentence || !tok.han && p.text.parted(i) {
			sentence, on = p.sentence[i], false
		}
		switch {
		case p.text.aimsAt(i):
			on = true
		case tok.han && p.text.factAt(i):
			on = false
		}
		aimed[i] = on
	}
	return aimed
}

// bids reports whether some tokens have a word that says what is to be done, which is done then: "adults should take" for "adults take".
func (t *text) bids(from, to int) bool {
	for i := from; i < to; i++ {
		if biddingWords()[t.word(i)] {
			return true
		}
	}
	return false
}

// How much of what a sentence tells as a fact has to be told as an aim alone, for it to be none. Set by reading.
const (
	minAimed      = 0.6
	minAimedWords = 2
)

// aims are what a sentence tells as a fact and its passages as an aim.
func (c *claim) aims() []Reason {
	fact := none
	for i, tok := range c.tokens {
		if c.aimsAt(i) || !tok.han && reportsStems()[tok.folded] {
			return nil
		}
		if fact == none && c.factAt(i) {
			fact = i
		}
	}
	if fact == none && c.chinese() {
		return nil
	}
	already := fact != none && c.tokens[fact].han && !soBehind()[c.tokens[fact].folded]
	least := minAimedWords
	if already {
		least = 1
	}
	for _, p := range c.passages {
		aimed := p.aimed()
		if !slices.Contains(aimed, true) || fact == none && p.text.bids(c.likest(p)) {
			continue
		}
		from, to := 0, len(aimed)
		if already {
			from, to = c.likest(p)
		}
		only, all := 0, 0
		for _, f := range c.features {
			if fact != none && (c.tokens[f.at].clause != c.tokens[fact].clause || (f.word || already) && f.at < fact) || c.tokens[f.at].plain {
				continue
			}
			within := func(at int) bool { return from <= at && at < to }
			if !slices.ContainsFunc(p.at[f.text], within) {
				continue
			}
			all++
			if !slices.ContainsFunc(p.at[f.text], func(at int) bool { return within(at) && !aimed[at] }) {
				only++
			}
		}
		if only >= least && float64(only) >= minAimed*float64(all) {
			return []Reason{{Mood, c.raw}}
		}
	}
	return nil
}
