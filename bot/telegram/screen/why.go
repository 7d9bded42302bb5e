package screen

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
)

// How much of an explanation a phone shows; the whole is on the terminal.
const (
	maxUnits      = 8 // words of the question
	maxCandidates = 3
	maxAddends    = 5 // of the confidence, those that weigh most
)

// Why explains an answer in short: the words of the question with their weights, the best candidates, and what made the
// confidence. The names of the addends are those of the code, in English.
func (v Viewer) Why(question string, e retrieval.Explanation) Screen {
	p := v.Phrases()
	verdict := p.WhyRefused
	switch {
	case e.Confidence >= retrieval.Sure:
		verdict = p.WhyAnswered
	case e.Confidence >= retrieval.Bar:
		verdict = p.WhyPossibly
	}
	said := []markup.Node{lines(
		markup.Join(markup.Bold(markup.Text(p.WhyTitle)), markup.Text(" "+short(question, questionWidth))),
		markup.Text(verdict+": "+fmt.Sprintf(p.WhyBars, e.Confidence, retrieval.Bar, retrieval.Sure)),
	)}
	for _, view := range e.Views {
		said = append(said, markup.Text(v.units(view)))
	}
	if e.Unlike != "" {
		said = append(said, markup.Text(inert(fmt.Sprintf(p.WhyByWords, e.Unlike))))
	}
	for i, c := range e.Candidates[:min(maxCandidates, len(e.Candidates))] {
		said = append(said, lines(
			v.link(c.Passage.ID, fmt.Sprintf("%d. %s", i+1, short(c.Passage.Title, titleWidth))),
			markup.Text(fmt.Sprintf("%.2f · %s", c.Score, v.standing(c.Passage))),
			markup.Italic(markup.Text(short(strings.Join(c.Held, " "), 2*titleWidth))),
		))
	}
	return Screen{Body: parts(append(said, addends(e.Evidence))...)}
}

// units lists the words that were looked for in paragraphs of a script, the heaviest first.
func (v Viewer) units(view retrieval.ViewExplained) string {
	units := slices.Clone(view.Units)
	slices.SortStableFunc(units, func(a, b retrieval.UnitExplained) int { return cmp.Compare(b.Weight, a.Weight) })
	var words []string
	for _, u := range units[:min(maxUnits, len(units))] {
		word := fmt.Sprintf("%s %.2f", short(u.Asked, titleWidth), u.Weight)
		if len(u.Ways) > 0 {
			word = fmt.Sprintf("%s → %s %.2f", short(u.Asked, titleWidth), u.Ways[0], u.Weight)
		}
		if u.Absent {
			word += " (" + v.Phrases().WhyAbsent + ")"
		}
		words = append(words, word)
	}
	return view.Script + ": " + strings.Join(words, " · ")
}

// addends lists what weighs most in a sum.
func addends(sum []retrieval.Addend) markup.Node {
	weight := func(a retrieval.Addend) float64 { return a.Value * a.Weight }
	heaviest := slices.Clone(sum)
	slices.SortStableFunc(heaviest, func(a, b retrieval.Addend) int {
		return cmp.Compare(math.Abs(weight(b)), math.Abs(weight(a)))
	})
	var rows []markup.Node
	for _, a := range heaviest[:min(maxAddends, len(heaviest))] {
		if a.Value != 0 {
			rows = append(rows, markup.Text(fmt.Sprintf("%+.2f %s", weight(a), a.Name)))
		}
	}
	return lines(rows...)
}
