package checking

import (
	"chuchu/retrieval"
	"chuchu/retrieval/language/lexicon"
	"slices"
)

// Evidence is what the sentences of an answer are checked against: the passages that the model was given, in the order
// in which it was given them, and the question. It does not change and is safe for concurrent use.
type Evidence struct {
	words    *lexicon.Lexicon
	question *text
	passages []*passage
}

// NewEvidence makes question and passages ready to check sentences against them. The lexicon is for sentences in another
// language than their passages; with nil, those can at best be unverified.
func NewEvidence(words *lexicon.Lexicon, question string, passages []retrieval.Passage) *Evidence {
	e := &Evidence{words: words, question: newText(question)}
	for _, p := range passages {
		e.passages = append(e.passages, newPassage(p, words))
	}
	return e
}

// claimOf makes a claim of a sentence; its passages are not yet known.
func (e *Evidence) claimOf(said string) *claim {
	return &claim{text: newText(said), question: e.question, words: e.words, all: e.passages, likely: map[*passage]int{}}
}

// claim is a sentence with the passages that are to support it.
type claim struct {
	*text
	question  *text
	passages  []*passage
	all       []*passage // those that it does not cite too
	item      bool       // it is one of a list, of which there may be more
	words     *lexicon.Lexicon
	named     []unit           // what units has found
	likely    map[*passage]int // what likest and likestTranslated have found
	otherwise []bool           // what restatements has found
	stored    string           // what the passages have in the place of what is wrong, where a check has found it
}

// holds reports whether a passage has the feature or token.
func (c *claim) holds(feature string) bool {
	return slices.ContainsFunc(c.passages, func(p *passage) bool { return p.holds(feature) })
}

// known reports whether passages, what they stand under, or the question have it.
func (c *claim) known(feature string) bool {
	return c.holds(feature) || c.question.says(feature) || c.headed(feature)
}

// headed reports whether the title, the headings or the date of a passage have the feature or token.
func (c *claim) headed(feature string) bool {
	return slices.ContainsFunc(c.passages, func(p *passage) bool { return p.context.says(feature) })
}

// check returns what keeps the passages from supporting the sentence. If some are in its language and some are not,
// the former decide.
func (c *claim) check() []Reason {
	if len(c.features) == 0 && len(c.quantities) == 0 {
		if wrong, told := c.columns(); wrong != nil || told == allTold {
			return wrong
		}
		return []Reason{{Coverage, c.raw}} // yes, no
	}
	var same []*passage
	for _, p := range c.passages {
		if !c.foreign(p) {
			same = append(same, p)
		}
	}
	all := c.passages
	if len(same) == 0 {
		return c.translated()
	}
	c.passages = same
	defer func() { c.passages = all }()
	wrong, told := c.columns()
	checks := []func() []Reason{c.numbers, c.otherYear, c.names, c.misnamed, c.quotations, c.aims}
	if told < allTold {
		checks = append(checks, c.wording, c.coverage, c.negations)
	}
	if told < inPlace {
		checks = append(checks, c.bindings)
	}
	for _, check := range checks {
		wrong = append(wrong, check()...)
	}
	return wrong
}

// carrier returns the sentence of the passage that carries the claim.
func (c *claim) carrier(p *passage) int {
	if c.foreign(p) {
		return c.likestTranslated(p)
	}
	return p.likest(c.text)
}

// keep notes what a passage has in the place of what is wrong: some tokens of it.
func (c *claim) keep(p *passage, from, to int) {
	if c.stored == "" && from < to {
		c.stored = p.text.raw[p.text.tokens[from].start:p.text.tokens[to-1].end]
	}
}

// keepClause notes the clause of a token of a passage.
func (c *claim) keepClause(p *passage, at int) {
	from, to := p.text.clauseOf(at)
	c.keep(p, from, to)
}
