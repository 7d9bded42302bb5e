package screen

import (
	"fmt"
	"slices"

	"chuchu/bot"
)

// answerKeyboard is the buttons under an answer: the shown passages in their surroundings and the next one; the verdict,
// unless the answer only asks back. Under a model's answer all that it cites is shown.
func (v Viewer) answerKeyboard(a bot.Answer, s Saved) Keyboard {
	if s.ID == "" {
		return nil
	}
	shown := shown(a)
	var row []Button
	for _, n := range shown {
		text := v.Phrases().Open
		if len(shown) > 1 {
			text = fmt.Sprintf("📖 [%d]", n)
		}
		row = append(row, Button{Text: text, Data: opened(a, s, n)})
	}
	if next := len(shown) + 1; len(a.Parts) > 0 && next <= len(a.Sources) {
		row = append(row, turn(s, "▸", next, len(a.Sources)))
	} else if len(a.Parts) == 0 && len(a.Sources) > 1 && !a.Outlined() {
		row = append(row, turn(s, "▸", 2, len(a.Sources)))
	}
	rows := slices.AppendSeq(choiceRows(a, s), slices.Chunk(row, buttonsInRow))
	if a.Vague {
		return rows
	}
	return append(rows, v.verdictRows(s, 1)...)
}

// choiceRows is a button for each of the things that the question may be about, beside each other if they fit.
func choiceRows(a bot.Answer, s Saved) Keyboard {
	var row []Button
	inRow := len(a.Choices)
	for i, choice := range a.Choices {
		row = append(row, Button{Text: choice.Label, Data: Data{Verb: Choose, Answer: s.ID, N: i + 1}})
		if columns(choice.Label) > buttonWidth/len(a.Choices) {
			inRow = 1
		}
	}
	return slices.Collect(slices.Chunk(row, max(1, inRow)))
}

// shown returns the numbers of the sources that an answer shows.
func shown(a bot.Answer) []int {
	last := 1
	switch {
	case a.Vague:
		last = min(vagueSources, len(a.Sources))
	case a.Outlined():
		last = len(a.Sources)
	case a.Mode == bot.Model:
		last = max(1, cited(a))
	case len(a.Parts) > 0:
		last = a.Quoting()
	case a.Answered() && a.Versions > 0:
		last = a.Versions
	case a.Answered() && rival(a) > 0:
		return []int{1, rival(a)}
	}
	numbers := make([]int, last)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

func opened(a bot.Answer, s Saved, n int) Data {
	return Data{Verb: Open, Passage: a.Sources[n-1].ID, Answer: s.ID, N: n}
}

func turn(s Saved, sign string, n, of int) Button {
	return Button{Text: fmt.Sprintf("%s %d/%d", sign, n, of), Data: Data{Verb: Turn, Answer: s.ID, N: n}}
}

// verdictRows is 👍 and 👎, the one that was tapped with a check mark; under a 👎 the reasons, until one is given. n is the
// passage above, which goes on being shown.
func (v Viewer) verdictRows(s Saved, n int) Keyboard {
	p := v.Phrases()
	button := func(text string, verdict Verdict) Button {
		if s.Verdict == verdict {
			text += " ✓"
			if s.Reason != "" {
				text += " " + p.reason(s.Reason)
			}
		}
		return Button{Text: text, Data: Data{Verb: Vote, Answer: s.ID, Word: string(verdict), N: n}}
	}
	rows := Keyboard{{button("👍", Up), button("👎", Down)}}
	if s.Verdict != Down || s.Reason != "" {
		return rows
	}
	var reasons []Button
	for _, r := range Reasons() {
		reasons = append(reasons, Button{Text: p.reason(r), Data: Data{Verb: Explain, Answer: s.ID, Word: string(r), N: n}})
	}
	return slices.AppendSeq(rows, slices.Chunk(reasons, 2))
}
