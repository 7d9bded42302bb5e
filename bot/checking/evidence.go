package checking

import (
	"chuchu/retrieval"
	"chuchu/retrieval/terms/lexicon"
)

// Evidence is what the sentences of an answer are checked against: the passages that the model was given, in the order
// in which it was given them, and the question. It does not change and is safe for concurrent use.
type Evidence struct {
	words    *lexicon.Lexicon
	question *text
	passages []*passage
}

// NewEvidence makes question and passages ready to check sentences against them. The lexicon is for sentences in another
// language than their passages.
func NewEvidence(words *lexicon.Lexicon, question string, passages []retrieval.Passage) *Evidence {
	e := &Evidence{words: words, question: newText(question)}
	for _, p := range passages {
		e.passages = append(e.passages, newPassage(p))
	}
	return e
}

// claim is a sentence with the passages that are to support it.
type claim struct {
	*text
	question *text
	passages []*passage
}

// holds tells whether a passage has the feature or token.
func (c *claim) holds(feature string) bool {
	for _, p := range c.passages {
		if p.holds(feature) {
			return true
		}
	}
	return false
}

// known tells whether passages or question have it.
func (c *claim) known(feature string) bool {
	return c.holds(feature) || c.question.says(feature)
}

// check returns what keeps the passages from supporting the sentence.
func (c *claim) check() []Reason {
	var all []Reason
	all = append(all, c.numbers()...)
	all = append(all, c.names()...)
	all = append(all, c.wording()...)
	all = append(all, c.quotations()...)
	all = append(all, c.coverage()...)
	all = append(all, c.negations()...)
	all = append(all, c.bindings()...)
	return all
}
