package checking

import (
	"chuchu/retrieval/language"
	"slices"
	"strings"
)

// denial is a word that denies what follows it.
type denial struct {
	at    int // token
	scope []int
	soft  bool // denies in its own meaning: refuse, lack
}

// How far a denial reaches, in tokens that say something; and how near to a word one has to stand to deny it.
const (
	scopeHan    = 4
	scopeLatin  = 3
	denialReach = 8
)

// denials returns the words of a text that deny.
func (t *text) denials() []denial {
	var all []denial
	for i := range t.tokens {
		soft, ok := t.denies(i)
		if !ok {
			continue
		}
		d := denial{at: i, soft: soft}
		reach := scopeLatin
		if t.tokens[i].han {
			reach = scopeHan
		}
		for k := i + 1; k < len(t.tokens) && len(d.scope) < reach && k <= i+2*denialReach; k++ {
			if t.tokens[k].clause != t.tokens[i].clause {
				break
			}
			if tok := t.tokens[k]; !tok.little && !denyingCharacters()[tok.folded] {
				d.scope = append(d.scope, k)
			}
		}
		all = append(all, d)
	}
	return all
}

// denies reports whether the token denies what follows it.
func (t *text) denies(i int) (soft, ok bool) {
	tok := t.tokens[i]
	if !tok.han {
		switch word := t.word(i); {
		case denyingWords()[word], strings.HasSuffix(word, "n't"), strings.HasSuffix(word, "n’t"):
			return false, true
		case softDenials()[tok.folded]:
			return true, true
		}
		return false, false
	}
	pair := t.pairAt(i)
	if softDenials()[pair] {
		return true, true
	}
	if !denyingCharacters()[tok.folded] || affirming()[pair] {
		return false, false
	}
	return false, i == 0 || !tok.joined || !affirming()[t.tokens[i-1].folded+tok.folded]
}

var (
	denyingWords      = language.Set("denying word")
	denyingCharacters = language.Set("denying character")
	softDenials       = language.Set("softly denying")
	affirming         = language.Set("affirming") // words in which the character denies nothing
)

// negations are words that the sentence denies and the passages do not, or the other way round.
func (c *claim) negations() []Reason {
	var wrong []Reason
	mine := c.denials()
	for _, d := range mine {
		if !d.soft && !c.deniedToo(d) {
			wrong = append(wrong, Reason{Negation, c.around(d)})
		}
	}
	if len(wrong) == 0 {
		wrong = append(wrong, c.affirmed()...)
	}
	for _, p := range c.passages {
		if words := c.flipped(p); words != "" && len(wrong) == 0 {
			wrong = append(wrong, Reason{Negation, words})
		}
	}
	return wrong
}

func (c *claim) around(d denial) string {
	end := d.at
	if len(d.scope) > 0 {
		end = d.scope[min(1, len(d.scope)-1)]
	}
	return c.raw[c.tokens[d.at].start:c.tokens[end].end]
}

// scopeFeatures returns what a denial denies: pairs of characters, words.
func (t *text) scopeFeatures(d denial) []string {
	var found []string
	for k, at := range d.scope {
		tok := t.tokens[at]
		switch {
		case !tok.han:
			found = append(found, tok.folded)
		case k+1 < len(d.scope) && d.scope[k+1] == at+1 && t.tokens[at+1].han:
			found = append(found, tok.folded+t.tokens[at+1].folded)
		}
	}
	return found
}

// deniedToo reports whether some passage denies what the sentence denies: the first of it that a passage has at all. Where
// its likest sentence has it, that one has to.
func (c *claim) deniedToo(d denial) bool {
	if i := d.at; c.tokens[i].han {
		if i+1 < len(c.tokens) && c.tokens[i+1].joined && !c.tokens[i+1].little && c.holds(c.tokens[i].folded+c.tokens[i+1].folded) {
			return true
		}
	}
	for _, feature := range c.scopeFeatures(d) {
		if !c.holds(feature) {
			continue
		}
		return slices.ContainsFunc(c.passages, func(p *passage) bool {
			from, to := c.likest(p)
			inLikest := slices.ContainsFunc(p.at[feature], func(at int) bool { return from <= at && at < to })
			return slices.ContainsFunc(p.at[feature], func(at int) bool {
				return p.text.deniedAt(at) && (!inLikest || from <= at && at < to)
			})
		})
	}
	for _, p := range c.passages { // it is said in other words
		from, to := c.likest(p)
		for i := from; i < to; i++ {
			if _, ok := p.text.denies(i); ok {
				return true
			}
		}
	}
	return false
}

// deniedAt reports whether a word of the text stands behind one that denies, in its clause or near.
func (t *text) deniedAt(at int) bool {
	for i := at + 1; i >= 0 && i >= at-denialReach; i-- {
		if i >= len(t.tokens) || i < at && t.tokens[i].clause != t.tokens[at].clause {
			continue
		}
		if _, ok := t.denies(i); ok {
			return true
		}
	}
	return false
}

// affirmed are words that the likest sentence of a passage denies and the sentence does not, where all around the denial
// is the same.
func (c *claim) affirmed() []Reason {
	for _, p := range c.passages {
		from, to := c.likest(p)
		if share(c.tokens, p.text.tokens[from:to]) < minVerbatim {
			continue
		}
		for _, d := range p.text.denials() {
			if d.soft || d.at < from || d.at >= to || len(d.scope) == 0 {
				continue
			}
			features := p.text.scopeFeatures(d)
			if len(features) == 0 || !c.says(features[0]) || len(features) > 1 && !c.says(features[1]) {
				continue
			}
			affirmed, denied := none, false
			for _, f := range c.features {
				if f.text == features[0] {
					affirmed, denied = f.at, denied || c.deniedAt(f.at)
				}
			}
			if affirmed != none && !denied && !p.affirms(features[0], from, to) {
				return []Reason{{Negation, c.raw[c.tokens[affirmed].start:c.tokens[affirmed].end]}}
			}
		}
	}
	return nil
}

// flipped returns the words between which the likest sentence of the passage has a denial more or less than the sentence,
// all around being the same.
func (c *claim) flipped(p *passage) string {
	from, to := c.likest(p)
	matched := aligned(c.tokens, p.text.tokens[from:to])
	if c.like(matched) < minLike {
		return ""
	}
	for i := 1; i < len(matched); i++ {
		before := i - 1
		for before > i-longestDenial && before > 0 && matched[before] == none {
			before--
		}
		if matched[i] == none || matched[before] == none {
			continue
		}
		mine, theirs := i-before-1, matched[i]-matched[before]-1
		switch {
		case mine == 0 && 0 < theirs && theirs < longestDenial && p.text.deniesIn(from+matched[before]+1, from+matched[i]),
			theirs == 0 && 0 < mine && c.deniesIn(before+1, i):
			return c.raw[c.tokens[before].start:c.tokens[i].end]
		}
	}
	return ""
}

// longestDenial is in tokens: "did not".
const longestDenial = 4

// deniesIn reports whether one of the tokens denies, other than in its own meaning.
func (t *text) deniesIn(from, to int) bool {
	for i := from; i < to; i++ {
		if soft, ok := t.denies(i); ok && !soft {
			return true
		}
	}
	return false
}

// affirms reports whether the passage has the feature without a denial among the tokens from the one to the other.
func (p *passage) affirms(feature string, from, to int) bool {
	return slices.ContainsFunc(p.at[feature], func(at int) bool { return from <= at && at < to && !p.text.deniedAt(at) })
}
