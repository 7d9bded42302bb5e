package screen

import (
	"fmt"

	"chuchu/bot"
	"chuchu/bot/telegram/markup"
)

// Passage shows passage n of an answer, counted from 1, in the place of the answer; the first is the answer itself, and so
// is a number that the answer does not have.
func (v Viewer) Passage(a bot.Answer, s Saved, n int) Screen {
	if n < 2 || n > len(a.Sources) {
		return v.Answer(a, s)
	}
	v = v.hearing(a.Language)
	p, source := v.phrases(), a.Sources[n-1]
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
		quoteOf(source.Passage), v.glosses(source.Passage), v.source(source),
	), append(keyboard, v.verdictRows(s, n)...)}
}
