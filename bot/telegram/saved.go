package telegram

import (
	"chuchu/bot"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
	"chuchu/retrieval/reading"
)

// keeping is a saved answer with what it has become.
func keeping(s state.Answer, a bot.Answer) state.Answer {
	s.Draft, s.Sources, s.Sentences = false, nil, nil
	s.Dropped, s.Outcome = a.Dropped, string(a.Writing.Outcome)
	for _, source := range a.Sources {
		kept := state.Source{Passage: source.ID, File: source.Place.File, Line: source.Place.First, Quote: source.Quoted()}
		for _, q := range source.Quote.Sentences {
			if a.Mode == bot.Model {
				kept.Quoted = append(kept.Quoted, [2]int{q.Start, q.End})
			}
		}
		s.Sources = append(s.Sources, kept)
	}
	if a.Mode == bot.Model {
		for _, said := range a.Sentences {
			s.Sentences = append(s.Sentences, state.Sentence(said))
		}
	}
	return s
}

// restored puts the sentences of a saved answer in the place of quotes, with the passages in the order of their numbers. It
// is false if there are none, and if the texts have changed since and do not hold all that they cite: then the quotes
// of now are the answer.
func restored(saved state.Answer, a bot.Answer) (bot.Answer, bool) {
	if len(saved.Sentences) == 0 || a.Mode != bot.Quote {
		return a, false
	}
	found := map[string]bot.Source{}
	for _, s := range a.Sources {
		if _, known := found[s.ID]; !known {
			found[s.ID] = s
		}
	}
	a.Sources = nil
	for _, kept := range saved.Sources {
		s, ok := found[kept.Passage]
		if !ok {
			return a, false
		}
		s.N = len(a.Sources) + 1
		s.Quote.Sentences, s.Quote.Answer = nil, reading.Span{}
		for _, q := range kept.Quoted {
			if q[0] < 0 || q[0] > q[1] || q[1] > len(s.Text) {
				return a, false
			}
			s.Quote.Sentences = append(s.Quote.Sentences, reading.Span{Start: q[0], End: q[1]})
		}
		if s.Quoted() != kept.Quote {
			return a, false
		}
		a.Sources = append(a.Sources, s)
	}
	a.Versions = 0
	a.Mode, a.Dropped, a.Writing.Outcome = bot.Model, saved.Dropped, bot.Outcome(saved.Outcome)
	for _, said := range saved.Sentences {
		a.Sentences = append(a.Sentences, bot.Sentence(said))
	}
	return a, true
}

// buttons are what the buttons under a saved answer name and show: its id, and what the person who asked thinks of it.
func (j *journal) buttons(saved state.Answer) (screen.Saved, error) {
	shown := screen.Saved{ID: saved.ID.String()}
	v, ok, err := j.Verdict(saved.ID, saved.User)
	if err != nil || !ok || v.Of.Question != saved.Question { // the question was edited: the verdict was of another
		return shown, err
	}
	shown.Verdict = screen.Verdict(v.Vote)
	for word, reason := range reasons {
		if reason == v.Reason {
			shown.Reason = word
		}
	}
	return shown, nil
}

// reasons are the words of the buttons as the state keeps them.
var reasons = map[screen.Reason]state.Reason{
	screen.WrongPassage: state.WrongPassage, screen.WrongQuote: state.WrongQuote,
	screen.NoAnswer: state.NotAnAnswer, screen.OutOfDate: state.OutOfDate,
}
