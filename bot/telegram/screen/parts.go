package screen

import (
	"fmt"

	"chuchu/bot"
	"chuchu/bot/telegram/markup"
)

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
		said = append(said, lines(asked, unsure, quoteOf(first.Passage), v.glosses(first.Passage), v.source(first)))
	}
	return parts(said...)
}
