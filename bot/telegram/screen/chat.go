package screen

import (
	"fmt"
	"slices"

	"chuchu/bot"
	"chuchu/bot/act"
	"chuchu/bot/telegram/markup"
)

// Start greets, with examples to tap; texts is how many texts there are.
func (v Viewer) Start(texts int) Screen {
	return v.start(fmt.Sprintf(v.Language.Inventory().About, texts))
}

func (v Viewer) start(about string) Screen {
	p := v.phrases()
	said := []markup.Node{markup.Text(about)}
	if len(v.questions()) > 0 {
		said = append(said, markup.Text(p.StartTry))
	}
	return v.withExamples(parts(said...), []Button{{Text: p.Sources, Data: Data{Verb: List, N: 1}}})
}

// Help tells how to ask, with examples.
func (v Viewer) Help() Screen { return v.withExamples(markup.Text(v.phrases().Help)) }

// GroupHint tells a group how the bot is asked there.
func (v Viewer) GroupHint() Screen { return plain(fmt.Sprintf(v.phrases().Group, v.Bot)) }

// NewBegun says that the conversation begins anew.
func (v Viewer) NewBegun() Screen { return plain(v.phrases().NewBegun) }

// Languages lets the person choose the language of the interface; a check mark stands at the present one.
func (v Viewer) Languages() Screen {
	mark := func(chosen bool, text string) string {
		if chosen {
			return "✓ " + text
		}
		return text
	}
	var row []Button
	for _, l := range bot.Languages() {
		text := mark(v.Chosen && v.Language == l, languageNames[string(l)])
		row = append(row, Button{Text: text, Data: Data{Verb: Speak, Word: string(l)}})
	}
	phone := Button{Text: mark(!v.Chosen, v.phrases().ByPhone), Data: Data{Verb: Speak, Word: PhoneLanguage}}
	return Screen{markup.Text(v.phrases().Language), Keyboard{row, {phone}}}
}

// Spoken says in the new language that it is set.
func (v Viewer) Spoken() Screen { return plain(v.phrases().Spoken) }

// Privacy says what is stored of a person, and what leaves the machine for the model that writes answers and for the one that
// compares by meaning, by their names; "" is none.
func (v Viewer) Privacy(model, embedder string) Screen {
	p := v.phrases()
	body := []markup.Node{markup.Text(p.Privacy)}
	if model != "" {
		body = append(body, markup.Text(inert(fmt.Sprintf(p.PrivacyModel, model))))
	}
	if embedder != "" {
		body = append(body, markup.Text(inert(fmt.Sprintf(p.PrivacyEmbedder, embedder))))
	}
	return Screen{Body: parts(body...)}
}

// ForgetAsk asks before all that is stored of a person is deleted.
func (v Viewer) ForgetAsk() Screen {
	p := v.phrases()
	return Screen{markup.Text(p.ForgetAsk), Keyboard{{
		{Text: p.ForgetYes, Data: Data{Verb: Forget, Word: Yes}}, {Text: p.ForgetNo, Data: Data{Verb: Forget, Word: No}},
	}}}
}

// Forgotten says that it is deleted, or that nothing was.
func (v Viewer) Forgotten(deleted bool) Screen {
	if deleted {
		return plain(v.phrases().Forgotten)
	}
	return plain(v.phrases().Kept)
}

// plain is a phrase without buttons.
func plain(phrase string) Screen { return Screen{Body: markup.Text(phrase)} }

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
