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
		}
		s.quotes(a)
		said = max(1, a.Versions)
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
		s.quotes(part)
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

// quotes writes what an answer quotes, a quote a line. Where it is known what answers, or what differs from other versions, that alone is
// set off by the bold style.
func (s *Screen) quotes(a bot.Answer) {
	for _, line := range a.Lines() {
		if line.Source == 0 {
			continue
		}
		marked := inQuote(a.Sources[line.Source-1].Passage)
		if marked == nil {
			marked = []reading.Span{{End: len(line.Text)}}
		}
		s.styled("▏ ", "▏ ", line.Text, func(row string, at int) string {
			return markRow(row, at, marked, func(words string) string { return s.bold.Sprint(words) })
		})
	}
}

// inQuote returns what is to be set off in a quote, as spans of what [retrieval.Passage.Quoted] returns.
func inQuote(p retrieval.Passage) []reading.Span {
	var found []reading.Span
	quoted, from := p.Quoted(), 0
	for _, sentence := range p.Quote.Sentences {
		start := from + strings.Index(quoted[from:], p.Text[sentence.Start:sentence.End])
		for _, at := range p.Marked() {
			if sentence.Start <= at.Start && at.End <= sentence.End {
				found = append(found, reading.Span{Start: start + at.Start - sentence.Start, End: start + at.End - sentence.Start})
			}
		}
		from = start + sentence.End - sentence.Start
	}
	return found
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
	standing := []string{where(source.Place, p), cmp.Or(source.Date, p.Undated), source.ID}
	if said := p.Superseded(source.Superseded); said != "" {
		standing = append(standing, said)
	}
	s.line(indent, indent, strings.Join(standing, " · "), s.faint)
	if !said {
		s.line(indent+"▏ ", indent+"▏ ", source.Quoted(), nil)
	}
	if len(source.Glosses) > 0 {
		s.line(indent, indent, glossed(source.Glosses), s.faint)
	}
	for _, place := range source.Also {
		s.line(indent, indent, p.Also+" "+where(place, p)+" · "+place.Title, s.faint)
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
