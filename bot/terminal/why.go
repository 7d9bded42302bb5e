package terminal

import (
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
)

// maxWays is how many translations of a word are shown.
const maxWays = 6

// Why writes an explanation: what was looked for, what each candidate was judged by, and what made the confidence. It
// is for whoever tunes a collection, and in English.
func (s *Screen) Why(e retrieval.Explanation) {
	for _, v := range e.Views {
		s.view(v)
	}
	if e.Unlike != "" {
		s.line("", "", "Searched by keyword only: "+e.Unlike, s.bold)
		fmt.Fprintln(s.out)
	}
	for i, c := range e.Candidates {
		s.candidate(i+1, c)
	}
	if len(e.Candidates) == 0 {
		s.line("", "", "No paragraph matches: not in the texts.", s.bold)
		return
	}
	s.line("", "", "Confidence", s.bold)
	s.sum(e.Evidence, "log-odds")
	verdict := "not in the texts"
	switch {
	case e.Confidence >= retrieval.Sure:
		verdict = "answered"
	case e.Confidence >= retrieval.Bar:
		verdict = "answered, as possibly related"
	}
	s.say("%8.2f  confidence; answered from %.2f, sure from %.2f: %s", e.Confidence, retrieval.Bar, retrieval.Sure, verdict)
}

func (s *Screen) view(v retrieval.ViewExplained) {
	title := "Searched in " + v.Script + " paragraphs"
	if v.Foreign {
		title += ", translated"
	}
	s.line("", "", title, s.bold)
	for _, u := range v.Units {
		text := u.Asked
		if len(u.Ways) > 0 {
			text += " → " + strings.Join(u.Ways[:min(maxWays, len(u.Ways))], ", ")
		}
		if u.Absent {
			text += "  (in no text)"
		}
		s.line(fmt.Sprintf("%8.2f  ", u.Weight), strings.Repeat(" ", 10), text, nil)
	}
	fmt.Fprintln(s.out)
}

func (s *Screen) candidate(n int, c retrieval.Candidate) {
	p := c.Passage
	s.line("", "", fmt.Sprintf("%d. %s · %s · %s", n, where(p.Place, bot.English.Phrases()), p.ID, p.Title), s.bold)
	s.line("  matches ", "          ", strings.Join(c.Held, " "), nil)
	s.sum(c.Addends, "")
	if c.Share != 1 {
		s.say("%8.2f  × for its language", c.Share)
	}
	s.sum([]retrieval.Addend{c.Read}, "")
	s.say("%8.2f  score", c.Score)
	fmt.Fprintln(s.out)
}

// sum writes the terms of a sum that are not nothing, and the sum if it has a name.
func (s *Screen) sum(addends []retrieval.Addend, name string) {
	total := 0.0
	for _, a := range addends {
		total += a.Value * a.Weight
		if a.Value != 0 {
			s.say("%+8.2f  = %.2f × %+.2f  %s", a.Value*a.Weight, a.Value, a.Weight, a.Name)
		}
	}
	if name != "" {
		s.say("%8.2f  %s", total, name)
	}
}
