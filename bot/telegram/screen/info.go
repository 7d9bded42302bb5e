package screen

import (
	"fmt"
	"slices"

	"chuchu/bot"
	"chuchu/bot/act"
	"chuchu/bot/telegram/markup"
)

// info is what the bot says of itself, with examples, or of the texts, with a button that opens each one that it names.
func (v Viewer) info(a bot.Answer, s Saved) Screen {
	switch {
	case a.Act.Kind == act.About && a.Act.What == act.Usage:
		return v.Help()
	case a.Act.Kind == act.About:
		return v.start(a.Text)
	}
	shown := Screen{Body: markup.Text(a.Text)}
	if s.ID == "" {
		return shown
	}
	var row []Button
	for _, t := range a.Texts[:min(len(a.Texts), maxTextButtons)] {
		if t.First != "" {
			row = append(row, Button{Text: fmt.Sprintf("📖 %d", t.N), Data: Data{Verb: Open, Passage: t.First, Answer: s.ID, N: 1}})
		}
	}
	shown.Keyboard = slices.Collect(slices.Chunk(row, textsInRow))
	if len(a.Texts) > 0 && a.Act.Kind == act.Collection && a.Act.What == act.List {
		shown.Keyboard = append(shown.Keyboard, []Button{{Text: v.phrases().Sources, Data: Data{Verb: List, N: 1}}})
	}
	return shown
}

const (
	// maxTextButtons is how many texts get a button, and textsInRow how many of these fit beside each other.
	maxTextButtons = 10
	textsInRow     = 5
)
