package llm

import (
	"strings"
	"unicode/utf8"
)

// answer gathers what the events of a reply tell.
type answer struct {
	Outcome
	begun    bool // an event came: the endpoint works on it, and counts
	finished bool // it said how it ended, or that the stream is done
	ended    bool // there is nothing more to read
	filtered bool
	thought  bool            // the model thinks before it answers
	said     strings.Builder // words, with the thoughts that stand among them
	written  strings.Builder // words and thoughts
	thoughts thoughts
	shown    int // characters of the answer
}

// add takes note of a piece and returns its words that are no thoughts. Some endpoints give all that was said again, with more behind it
// or at the end.
func (a *answer) add(p piece) string {
	a.begun = true
	if p.usage.In > 0 {
		a.Usage = p.usage
	}
	said := a.said.String()
	switch {
	case p.ending != goesOn && p.words == said:
		p.words = ""
	case utf8.RuneCountInString(said) > 1 && len(p.words) > len(said):
		p.words = strings.TrimPrefix(p.words, said)
	}
	a.finished = a.finished || p.ending != goesOn
	a.Truncated = a.Truncated || p.ending == tooLong
	a.filtered = a.filtered || p.ending == filtered
	a.said.WriteString(p.words)
	a.written.WriteString(p.thoughts + p.words)
	words := a.thoughts.strip(p.words)
	a.thought = a.thought || p.thought || a.thoughts.seen || strings.TrimSpace(p.thoughts) != ""
	return words
}

// verdict says why the reply, at its end, was no answer; nil if it was one.
func (a *answer) verdict() error {
	switch {
	case !a.finished:
		return errCut
	case a.filtered:
		return errFiltered
	case a.shown == 0 && (a.Truncated || a.thought):
		return errThoughtOnly
	case a.shown == 0:
		return errEmpty
	}
	return nil
}
