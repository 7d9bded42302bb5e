package checking

import (
	"chuchu/retrieval/language"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestRefusal is how long a sentence can be, in characters, that only says that the answer is not there.
const longestRefusal = 80

// refuses reports whether a sentence says that the passages do not hold the answer: in the words that the model was given
// for it, or others. One with a number or name that the question does not have says more.
func (c *Checker) refuses(s string) bool {
	said := letters(s)
	for _, refusal := range c.refusals {
		if refusal != "" && strings.Contains(said, refusal) && len(said) <= 2*len(refusal) {
			return true
		}
	}
	if folded := language.FoldString(s); !refusalForm.MatchString(folded) || utf8.RuneCountInString(s) > longestRefusal || but.MatchString(folded) {
		return false
	}
	t := newText(s)
	return !slices.ContainsFunc(t.tokens, func(tok token) bool {
		return (language.BeginsWithDigit(tok.folded) || tok.capital && !tok.opens) && !c.evidence.question.says(tok.folded)
	})
}

var (
	refusalForm = language.NewPattern(`<says that the texts lack it>`)
	but         = language.NewPattern(`<but>`)
)
