package record

import (
	"context"
	"slices"

	"chuchu/retrieval/language"
)

// Mention says how often a text has a phrase.
type Mention struct {
	Text  int
	Times int
	First string // the id of the first passage that has it
}

// Mentions returns each text that has a phrase, in order, and how often: its words one behind the other, whatever their
// script, their capitals, their endings and the quotation marks around them. Every paragraph is read.
func (r *Record) Mentions(ctx context.Context, phrase string) ([]Mention, error) {
	wanted := sequence(phrase)
	if len(wanted) == 0 {
		return nil, nil
	}
	set := slices.Compact(slices.Sorted(slices.Values(wanted)))
	matcher := language.NewMatcher(set)
	var found []Mention
	var matches []language.Match
	for text := range r.texts.Texts() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		whole, err := r.texts.Text(text)
		if err != nil {
			return nil, err
		}
		for i, b := range whole.Blocks {
			matches, _ = matcher.Find(matches[:0], b.Text)
			if len(matches) < len(wanted) {
				continue
			}
			n := occurrences(sequence(b.Text), wanted)
			if n == 0 {
				continue
			}
			if last := len(found) - 1; last < 0 || found[last].Text != text {
				found = append(found, Mention{Text: text})
			}
			m := &found[len(found)-1]
			m.Times += n
			if m.First == "" {
				m.First = r.texts.ID(text, i)
			}
		}
	}
	return found, nil
}

// occurrences returns how often words stand in a sequence one behind the other.
func occurrences(in, words []string) int {
	n := 0
	for i := 0; i+len(words) <= len(in); {
		if slices.Equal(in[i:i+len(words)], words) {
			n++
			i += len(words)
		} else {
			i++
		}
	}
	return n
}
