package retrieval

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// Reckoned is a date that a quote gives by a word like "yesterday", as it is by the date of its text.
type Reckoned struct {
	Word string // as it stands in the quote
	Date string // ISO 8601, as exact as the word; "" for none
}

// relatives returns the words of s, of a text of that date, that name a date by the day of who writes (昨天, last year) and that the
// question does not say, if they are as exact as the time or year that it asks for.
func (q question) relatives(s, date string) []language.Relative {
	if q.asks != time && q.asks != year || date == "" {
		return nil
	}
	return slices.DeleteFunc(language.Reckon(s, date), func(r language.Relative) bool {
		return strings.Contains(q.text, s[r.Start:r.End]) || !language.ExactEnough(r.Date, q.folded)
	})
}

// reckoned returns the date that a quote answers a question for a time with, if its best sentence has no other. Of several it is
// the one whose clause says most of the question; none if two say as much.
func (q question) reckoned(j judgement, best reading.Span) Reckoned {
	s := j.block.Text[best.Start:best.End]
	sentence := slices.Index(j.match.sentences, best)
	relatives := q.relatives(s, j.date)
	if sentence < 0 || len(relatives) == 0 || q.dated(s) {
		return Reckoned{}
	}
	var found Reckoned
	most := -1.0
	for _, r := range relatives {
		at := reading.Span{Start: best.Start + r.Start, End: best.Start + r.End}
		said := j.view.clauseHolds(j.block.Text, j.match, sentence, at, 0)
		switch {
		case said > most:
			found, most = Reckoned{s[r.Start:r.End], r.Date}, said
		case said == most && r.Date != found.Date:
			found = Reckoned{}
		}
	}
	return found
}
