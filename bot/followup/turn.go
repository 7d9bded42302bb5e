package followup

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// Turn is what a question can lean on: one before it, with its answer. A refused question is leant on like any other:
// "and Zhejiang?" does so all the same.
type Turn struct {
	question utterance
	quoted   utterance
	answer   string
	passages []string // folded
}

// NewTurn returns a turn. question is what was understood; quoted the sentences that answered, empty after a refusal;
// answer the words in them that answer, if that is sure; passages show how the texts use words, the best first, and few
// are enough.
func NewTurn(question, quoted, answer string, passages []string) Turn {
	t := Turn{question: newUtterance(question), quoted: newUtterance(quoted), answer: answer}
	for _, p := range passages[:min(len(passages), maxEvidence)] {
		t.passages = append(t.passages, language.FoldString(p))
	}
	return t
}

// Question returns what was understood, as it was written.
func (t Turn) Question() string { return string(t.question.runes) }

// Answer returns the answering words, "" if they are not sure.
func (t Turn) Answer() string { return t.answer }

// maxEvidence is how many passages of an answer show how words are used. More would be of other things.
const maxEvidence = 3

// evidence is how the texts use words: passages, folded.
type evidence string

func (e evidence) has(s string) bool { return s != "" && strings.Contains(string(e), s) }

// evidenceOf returns how the texts use the words of a conversation: the passages of its turns, and those found for the
// new question as it stands.
func evidenceOf(literal Turn, turns []Turn) evidence {
	passages := slices.Clone(literal.passages)
	for _, t := range turns {
		passages = append(passages, t.passages...)
	}
	return evidence(strings.Join(passages, "\n"))
}
