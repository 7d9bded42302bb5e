package checking

import (
	"chuchu/retrieval/language"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestLeadIn is how long a heading or lead-in can be, in characters.
const longestLeadIn = 60

// meta reports whether a sentence without a citation says nothing that could be wrong: it is a heading or leads in a list,
// in words of the question, without a number; or it has no word that says anything, and is no yes or no.
func (c *claim) meta(shown string) bool {
	if len(c.quantities) > 0 || yesOrNo.MatchString(language.FoldString(shown)) {
		return false
	}
	if !slices.ContainsFunc(c.tokens, func(tok token) bool { return !tok.little && !tok.plain }) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(shown)
	if !strings.ContainsRune("：:", last) || utf8.RuneCountInString(shown) > longestLeadIn {
		return false
	}
	return len(c.names()) == 0 && len(c.wording()) == 0 && len(c.denials()) == 0 // no passages yet: the question's words alone
}

var yesOrNo = language.NewPattern(`<yes or no>`)

// minProgramCoverage is what a passage has to hold of a sentence for the program to cite it, after all other checks:
// more than of one that the model cites, for here nobody but the program says that it is about the same.
const minProgramCoverage = 0.6

// supporter returns the number of the passage that supports a sentence without a citation, the one that holds most of it.
func (c *claim) supporter(passages []*passage) (n int, ok bool) {
	if len(c.features) == 0 {
		return 0, false
	}
	most := 0.0
	for i, p := range passages {
		c.passages = []*passage{p}
		if held := c.held(); held > most && held >= minProgramCoverage && !c.foreign(p) && len(c.check()) == 0 {
			n, most = i+1, held
		}
	}
	c.passages = nil
	if n > 0 {
		c.passages = []*passage{passages[n-1]}
	}
	return n, n > 0
}
