package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// shownSources are shown under an answer at most, unless all are asked for.
const shownSources = 3

// Answer writes an answer: the quote set off, then the sources by number. all shows every source, not only the best
// few; more names how to ask for the rest.
func (s *Screen) Answer(a bot.Answer, all bool, more string) {
	p := a.Language.Phrases()
	from, shown := max(1, a.From)-1, len(a.Sources)
	if !all {
		shown = worthShowing(a)
	}
	said := 0 // of how many sources, the first ones, the quote is shown above
	switch {
	case len(a.Parts) > 0:
		s.parts(a)
		said = a.Quoting()
	case a.Mode == bot.Info:
		s.say("%s", a.Text)
	case a.Outlined():
		s.outline(a)
		return
	case a.From > 0:
	case a.Vague, a.Courtesy():
		s.line("", "", a.Text, s.bold)
	case a.Answered():
		if !a.Sure() {
			s.say("%s", p.Unsure)
		}
		if remark := a.Remark(); remark != "" {
			s.say("%s", remark)
			a.Text = a.Text[len(remark)+1:]
		}
		s.quote(a)
		said = 1
	case shown > 0:
		s.line("", "", cmp.Or(a.Text, p.NotInTexts), s.bold)
		s.say("%s", p.Nearest)
	default:
		s.line("", "", cmp.Or(a.Text, p.NotInTexts), s.bold)
	}
	s.sources(a, from, shown, more, said)
}

// parts writes what answers each question of a message that holds several, under its number. A quote that answers two is
// written once.
func (s *Screen) parts(a bot.Answer) {
	p := a.Language.Phrases()
	written := map[int]bool{}
	for i, part := range a.Parts {
		s.line(fmt.Sprintf("%d. ", i+1), "   ", part.Question, s.bold)
		switch {
		case part.Mode != bot.Quote || part.Vague || part.Outlined() || written[part.Sources[0].N]:
			s.say("%s", part.Text)
			continue
		case !part.Sure():
			s.say("%s", p.Unsure)
		}
		s.quote(part)
		written[part.Sources[0].N] = true
	}
}

// sources writes the sources of an answer behind the first so many, up to those that are to be shown, and how to see the
// others; of the first said ones the answer has shown the quote already.
func (s *Screen) sources(a bot.Answer, from, shown int, more string, said int) {
	p := a.Language.Phrases()
	if shown > 0 && from == 0 {
		fmt.Fprintln(s.out)
	}
	for _, source := range a.Sources[from:shown] {
		s.source(source, p, source.N <= said)
	}
	if rest := len(a.Sources) - shown; rest > 0 && shown > 0 {
		s.line("", "", fmt.Sprintf(p.More, rest, more), s.faint)
	}
}

// quote writes what is quoted. If the answering words are known, they alone are set off by the bold style.
func (s *Screen) quote(a bot.Answer) {
	answer := reading.Span{End: len(a.Text)}
	if known := a.Sources[0].AnswerWords(); known != "" {
		answer.Start = strings.Index(a.Text, known)
		answer.End = answer.Start + len(known)
	}
	s.styled("▏ ", "▏ ", a.Text, func(row string, at int) string {
		return markRow(row, at, []reading.Span{answer}, func(words string) string { return s.bold.Sprint(words) })
	})
}

// AskBack writes with which of several things an answer stays, or asks which is meant; numbered if that can be said by number.
func (s *Screen) AskBack(a bot.Answer, numbered bool) {
	if said := a.AskBack(numbered); said != "" {
		fmt.Fprintln(s.out)
		s.say("%s", said)
	}
}

// outline writes quotes under their headings, and behind them where each stands.
func (s *Screen) outline(a bot.Answer) {
	for _, line := range a.Lines() {
		if line.Source == 0 {
			s.line("", "", line.Text, s.bold)
		} else {
			s.line("▏ ", "▏ ", line.Text, nil)
		}
	}
	fmt.Fprintln(s.out)
	for _, source := range a.Sources {
		s.source(source, a.Language.Phrases(), true)
	}
}

// worthShowing returns how many sources are shown unless all are asked for.
func worthShowing(a bot.Answer) int {
	switch {
	case a.From > 0:
		return a.To
	case a.Outlined():
		return len(a.Sources)
	case len(a.Parts) > 0:
		return a.Quoting()
	case a.Act.Brief && a.Answered():
		return min(1, len(a.Sources))
	}
	if !a.Answered() && !a.Near() {
		return 0
	}
	if a.Vague {
		return min(shownSources, len(a.Sources))
	}
	return min(shownSources, a.Relevant())
}

// source writes a source: number, title and headings, place, date, id; its quote, unless the answer has said it; and
// where else that stands.
func (s *Screen) source(source bot.Source, p bot.Phrases, said bool) {
	front := fmt.Sprintf("[%d] ", source.N)
	indent := strings.Repeat(" ", len(front))
	s.line(front, indent, strings.Join(source.Headings(), " › "), nil)
	s.line(indent, indent, fmt.Sprintf("%s · %s · %s",
		where(source.Place), dated(source.Date, p), source.ID), s.faint)
	if !said {
		s.line(indent+"▏ ", indent+"▏ ", source.Quoted(), nil)
	}
	if len(source.Glosses) > 0 {
		s.line(indent, indent, glossed(source.Glosses), s.faint)
	}
	for _, place := range source.Also {
		s.line(indent, indent, p.Also+" "+where(place)+" · "+place.Title, s.faint)
	}
}

// glossed says which words of the passage stand for which of the question.
func glossed(glosses []retrieval.Gloss) string {
	pairs := make([]string, len(glosses))
	for i, g := range glosses {
		pairs[i] = strings.TrimSpace(g.Found + " " + g.Asked)
	}
	return strings.Join(pairs, " · ")
}
