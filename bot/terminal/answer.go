package terminal

import (
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
)

// shownSources is how many sources stand under an answer unless all are asked for.
const shownSources = 3

// Answer writes an answer: the quote set off, then the sources by number. all shows every source, not only the first
// few; more names how to ask for the rest.
func (s *Screen) Answer(a bot.Answer, all bool, more string) {
	p := a.Language.Phrases()
	switch {
	case !a.Answered():
		s.line("", "", p.NotInTexts, s.bold)
		if len(a.Sources) > 0 {
			s.say("%s", p.Nearest)
		}
	case !a.Sure():
		s.say("%s", p.Unsure)
		fallthrough
	default:
		s.line("▏ ", "▏ ", a.Text, s.bold)
	}
	if len(a.Sources) > 0 {
		fmt.Fprintln(s.out)
	}
	shown := len(a.Sources)
	if !all {
		shown = min(shown, shownSources)
	}
	for _, source := range a.Sources[:shown] {
		s.source(source, p, source.N == 1 && a.Answered())
	}
	if rest := len(a.Sources) - shown; rest > 0 {
		s.line("", "", fmt.Sprintf(p.More, rest, more), s.faint)
	}
}

// source writes a source: number, title and headings, place, date, id; its quote, unless the answer has said it; and
// where else that stands.
func (s *Screen) source(source bot.Source, p bot.Phrases, said bool) {
	front := fmt.Sprintf("[%d] ", source.N)
	indent := strings.Repeat(" ", len(front))
	s.line(front, indent, strings.Join(headings(source.Passage), " › "), nil)
	s.line(indent, indent, fmt.Sprintf("%s · %s · %s",
		where(source.Place.File, source.Place.First, source.Place.Last), dated(source.Date, p), source.ID), s.faint)
	if !said {
		s.line(indent+"▏ ", indent+"▏ ", source.Quoted(), nil)
	}
	for _, place := range source.Also {
		s.line(indent, indent, p.Also+" "+where(place.File, place.First, place.Last)+" · "+place.Title, s.faint)
	}
}

// headings returns the title of the passage's text and the headings that it stands under, the title once.
func headings(p retrieval.Passage) []string {
	if len(p.Trail) > 0 && p.Trail[0] == p.Title {
		return p.Trail
	}
	return append([]string{p.Title}, p.Trail...)
}
