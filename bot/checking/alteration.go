package checking

import (
	"chuchu/retrieval/language"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// alterations are the first phrase that has become another by a character.
func (c *claim) alterations() []Reason {
	for _, p := range c.passages {
		if words := c.altered(p); words != "" {
			return []Reason{{Wording, words}}
		}
	}
	return nil
}

// altered returns a phrase that the likest stored sentence of the passage has but for one character, which is new: one in the
// place of another, or one more amid those that are the same (a deputy for the chair). One less is not told from
// what was left out, and is no fault. Of the true statements of xquad-zh one in three thousand more is
// marked with it.
func (c *claim) altered(p *passage) string {
	from, to := c.likest(p)
	stored := p.text.tokens[from:to]
	matched := aligned(c.tokens, stored)
	for i := 1; i+1 < len(matched); i++ {
		tok, left, right := c.tokens[i], matched[i-1], matched[i+1]
		if !tok.han || tok.little || tok.plain || !tok.joined || left == none || matched[i] != none || right == none || c.restated(i) {
			continue
		}
		fresh := !c.known(tok.folded) || turningCharacters()[tok.folded] && !c.covered(i)
		if fresh && (right == left+1 && c.tokens[i+1].joined || right == left+2 && !stored[left+1].little) {
			return c.raw[c.tokens[i-1].start:c.tokens[i+1].end]
		}
	}
	return ""
}

// turningCharacters make another office or thing of the word behind them, though the passage may have them elsewhere.
var turningCharacters = language.Set("turning character")

// turned are words that turn what a sentence says: only, all, perhaps, will; if neither the question nor the
// sentences that carry it have one of the same meaning.
func (c *claim) turned() []Reason {
	for _, turn := range turns() {
		words := turn.words.FindString(c.raw)
		if words == "" || turn.bearing.MatchString(c.question.raw) {
			continue
		}
		has := func(p *passage) bool {
			if len(p.sentences) == 0 || strings.Contains(p.text.letters, c.folded()) {
				return len(p.sentences) > 0
			}
			span := p.sentences[c.carrier(p)]
			return turn.bearing.MatchString(p.text.raw[span.Start:span.End])
		}
		if !slices.ContainsFunc(c.passages, has) {
			return []Reason{{Wording, words}}
		}
	}
	return nil
}

//go:embed turns.txt
var turnList string

// turning is a line of turns.txt.
type turning struct {
	words   *regexp.Regexp
	bearing *regexp.Regexp // matches them, and what bears it out besides
}

var turns = sync.OnceValue(func() []turning {
	var all []turning
	for line := range strings.Lines(turnList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words, besides, _ := strings.Cut(line, " | ")
		all = append(all, turning{anyOf(words), anyOf(words + besides)})
	}
	return all
})

// anyOf matches any of some words, English ones whole; a word may be a regular expression.
func anyOf(words string) *regexp.Regexp {
	var han, latin []string
	for word := range strings.FieldsSeq(words) {
		if strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxLatin1 }) {
			han = append(han, word)
		} else {
			latin = append(latin, word)
		}
	}
	return regexp.MustCompile(`(?i)` + strings.Join(han, "|") + `|\b(?:` + strings.Join(latin, "|") + `)\b`)
}
