package checking

import (
	"slices"

	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Summary is what became of an answer.
type Summary struct {
	Supported int      // sentences shown unmarked, those cited by the program among them
	Dropped   int      // sentences not shown, because nothing bears them out
	Full      bool     // the answer was ended: it had become too long, or went round in circles
	Sources   []Source // in the order of their numbers
	repeated  int      // sentences, not shown
	shown     int      // characters
}

// Answers reports whether there is a supported sentence left. If there is none, or the model refused and no sentence is
// supported, the extractive answer or the refusal is to be shown in its place.
func (s Summary) Answers() bool { return s.Supported > 0 }

// Source is a passage that shown sentences cite. Its number is its place in [Summary.Sources], from 1.
type Source struct {
	Passage int             // index among the passages that the model was given
	Quote   retrieval.Quote // the stored sentences that carry the sentences citing it, letter for letter
}

// Summary returns what became of the answer so far; call it after Close.
func (c *Checker) Summary() Summary {
	s := c.summary
	s.Sources = slices.Clone(s.Sources)
	for i := range s.Sources {
		source := &s.Sources[i]
		p := c.evidence.passages[source.Passage]
		carrying := slices.Clone(c.carrying[source.Passage])
		slices.Sort(carrying)
		source.Quote.Sentences = make([]reading.Span, 0, len(carrying))
		for _, at := range carrying {
			source.Quote.Sentences = append(source.Quote.Sentences, p.sentences[at])
		}
	}
	return s
}
