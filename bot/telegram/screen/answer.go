package screen

import (
	"fmt"

	"chuchu/bot"
	"chuchu/bot/telegram/markup"
)

// Saved is what is known of an answer beside itself: what its buttons need.
type Saved struct {
	ID      string // by which its buttons name it, at most 16 of A-Za-z0-9_-; "" for an answer without buttons
	Verdict Verdict
	Reason  Reason // of a verdict against it
}

const (
	// questionWidth is how much of a question is repeated, in columns.
	questionWidth = 120
	// vagueSources is how many texts a question that only names something is met with.
	vagueSources = 3
)

// Answer shows what the bot says to a question: what it was understood as, the quote with its source, and a second quote
// if another text answers as well; or a model's sentences with theirs; or that the texts do not hold it,
// with the nearest passage, or with questions that they do answer. A greeting is returned.
func (v Viewer) Answer(a bot.Answer, s Saved) Screen {
	if a.Courtesy() {
		return Screen{Body: markup.Text(a.Text)}
	}
	if a.From > 0 {
		return v.Passage(a, s, a.From)
	}
	v = v.Hearing(a.Language)
	if a.Mode == bot.Info {
		return v.info(a, s)
	}
	understood := v.understood(a)
	var said markup.Node
	switch {
	case len(a.Parts) > 0:
		said = lines(markup.Italic(markup.Text(v.note(a))), v.parts(a))
	case a.Vague:
		said = v.vague(a)
	case a.Outlined():
		said = outlined(a)
	case a.Mode == bot.Model:
		said = v.written(a)
	case a.Answered():
		said = lines(markup.Italic(markup.Text(v.note(a))), v.answered(a))
	case len(a.Sources) > 0 && a.Near():
		said = v.nearest(a)
	default:
		return v.nothing(a, understood)
	}
	a.Language = v.Language
	return Screen{parts(lines(understood, said), markup.Text(a.AskBack(false))), v.answerKeyboard(a, s)}
}

// understood says which question was answered, if that is not the one as it stands.
func (v Viewer) understood(a bot.Answer) markup.Node {
	if a.Understood == "" {
		return markup.Node{}
	}
	return markup.Italic(markup.Text(fmt.Sprintf(v.Language.Phrases().Understood, short(a.Understood, questionWidth))))
}

// answered is an answer, with how sure it is in words.
func (v Viewer) answered(a bot.Answer) markup.Node {
	p, first := v.Phrases(), a.Sources[0]
	sure := p.Sure
	if !a.Sure() {
		sure = v.Language.Phrases().Unsure
	}
	if remark := a.Remark(); remark != "" && (a.Reckoned() || a.Versions > 0 && !a.Sure()) {
		sure += "\n" + remark
	} else if remark != "" {
		sure = remark
	}
	said := []markup.Node{lines(markup.Text(sure), v.quoted(first))}
	if a.Versions > 0 {
		for _, s := range a.Sources[1:a.Versions] {
			said = append(said, v.quoted(s))
		}
	} else if n := rival(a); n > 0 {
		said = append(said, lines(markup.Text(p.OtherText), v.quoted(a.Sources[n-1])))
	}
	return parts(said...)
}

// quoted is the quote of a source, with what names it.
func (v Viewer) quoted(s bot.Source) markup.Node {
	return lines(quoteOf(s.Passage), v.glosses(s.Passage), v.source(s))
}

// rival returns the number of the source that answers as well as the first one; 0 if none does, or the answer stays with
// what was spoken of.
func rival(a bot.Answer) int {
	if a.Scope == "" {
		for _, choice := range a.Choices {
			if 1 < choice.Source && choice.Source <= len(a.Sources) {
				return choice.Source
			}
		}
	}
	return 0
}

// outlined is quotes under their headings.
func outlined(a bot.Answer) markup.Node {
	var said []markup.Node
	for _, line := range a.Lines() {
		if line.Source == 0 {
			said = append(said, markup.Bold(markup.Text(line.Text)))
		} else {
			said = append(said, markup.Quote(markup.Text(line.Text)))
		}
	}
	return lines(said...)
}

// vague meets a question that only names something with passages of different texts.
func (v Viewer) vague(a bot.Answer) markup.Node {
	said := []markup.Node{markup.Text(v.Language.Phrases().Vague)}
	for _, s := range a.Sources[:min(vagueSources, len(a.Sources))] {
		s.Also = nil
		said = append(said, lines(glance(s.Passage), v.source(s)))
	}
	return parts(said...)
}

// nearest is a refusal with the nearest passage as what it is.
func (v Viewer) nearest(a bot.Answer) markup.Node {
	p, first := v.Language.Phrases(), a.Sources[0]
	first.Also = nil
	return lines(markup.Bold(markup.Text(v.refusal(a))), markup.Text(p.Nearest), glance(first.Passage),
		v.glosses(first.Passage), v.source(first))
}

// refusal is what is said to a question that the texts do not answer.
func (v Viewer) refusal(a bot.Answer) string {
	if a.Text != "" && a.Language == v.Language {
		return a.Text
	}
	return v.Language.Phrases().NotInTexts
}

// nothing is a refusal of what is far from the texts: only questions that they do answer.
func (v Viewer) nothing(a bot.Answer, understood markup.Node) Screen {
	said := markup.Bold(markup.Text(v.refusal(a)))
	if len(v.questions()) > 0 {
		said = markup.Join(said, markup.Text(v.Phrases().TryInstead))
	}
	return v.withExamples(lines(understood, said))
}

// Passage shows passage n of an answer, counted from 1, in the place of the answer; the first is the answer itself, and so
// is a number that the answer does not have.
func (v Viewer) Passage(a bot.Answer, s Saved, n int) Screen {
	if n < 2 || n > len(a.Sources) {
		return v.Answer(a, s)
	}
	v = v.Hearing(a.Language)
	p, source := v.Phrases(), a.Sources[n-1]
	row := []Button{{Text: p.Open, Data: opened(a, s, n)}, turn(s, "◂", n-1, len(a.Sources))}
	if n < len(a.Sources) {
		row = append(row, turn(s, "▸", n+1, len(a.Sources)))
	}
	keyboard := Keyboard{row}
	if n > 2 {
		keyboard = append(keyboard, []Button{{Text: p.BackToAnswer, Data: Data{Verb: Turn, Answer: s.ID, N: 1}}})
	}
	return Screen{lines(
		markup.Italic(markup.Text(short(a.Question, questionWidth))),
		markup.Text(fmt.Sprintf(p.PassageOf, n, len(a.Sources))),
		v.quoted(source),
	), append(keyboard, v.verdictRows(s, n)...)}
}

// parts shows the answers to the questions of a message that holds several, each under its number with its source; a quote that
// answers two is shown once.
func (v Viewer) parts(a bot.Answer) markup.Node {
	shown := map[int]bool{}
	var said []markup.Node
	for i, part := range a.Parts {
		asked := markup.Bold(markup.Text(fmt.Sprintf("%d. %s", i+1, short(part.Question, questionWidth))))
		if part.Mode != bot.Quote || part.Vague || part.Outlined() {
			said = append(said, lines(asked, markup.Text(part.Text)))
			continue
		}
		first := part.Sources[0]
		first.Also = nil
		if shown[first.N] {
			answer := fmt.Sprintf("[%d]", first.N)
			if known := first.AnswerWords(); known != "" {
				answer = known + " " + answer
			}
			said = append(said, lines(asked, markup.Text(answer)))
			continue
		}
		shown[first.N] = true
		var unsure markup.Node
		if !part.Sure() {
			unsure = markup.Text(v.Language.Phrases().Unsure)
		}
		said = append(said, lines(asked, unsure, v.quoted(first)))
	}
	return parts(said...)
}
