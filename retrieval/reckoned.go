package retrieval

import "chuchu/retrieval/language"

// Reckoned is a date that a quote gives by a word like "yesterday", as it is by the date of its text.
type Reckoned struct {
	Word string // as it stands in the quote
	Date string // ISO 8601, as exact as the word; "" for none
}

// reckoned returns the date that a passage answers a question for a time with, where its best sentence has no other.
func (q question) reckoned(p Passage) Reckoned {
	best := p.Text[p.Quote.Best.Start:p.Quote.Best.End]
	if q.asks != time && q.asks != year || q.dated(best) {
		return Reckoned{}
	}
	word, date := language.Reckon(best, p.Date)
	return Reckoned{word, date}
}
