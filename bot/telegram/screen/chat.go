package screen

import (
	"fmt"
	"slices"
	"time"

	"chuchu/bot"
	"chuchu/bot/act"
	"chuchu/bot/telegram/markup"
)

// Start greets, with examples to tap; texts is how many texts there are.
func (v Viewer) Start(texts int) Screen {
	return v.start(fmt.Sprintf(v.Language.Inventory().About, texts))
}

func (v Viewer) start(about string) Screen {
	p := v.Phrases()
	said := []markup.Node{markup.Text(about)}
	if len(v.questions()) > 0 {
		said = append(said, markup.Text(p.StartTry))
	}
	return v.withExamples(parts(said...), []Button{{Text: p.Sources, Data: Data{Verb: List, N: 1}}})
}

// Help tells how to ask, with examples.
func (v Viewer) Help() Screen { return v.withExamples(markup.Text(v.Phrases().Help)) }

// GroupHint tells a group how the bot is asked there.
func (v Viewer) GroupHint() Screen { return Say(fmt.Sprintf(v.Phrases().Group, v.Bot)) }

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
	phone := Button{Text: mark(!v.Chosen, v.Phrases().ByPhone), Data: Data{Verb: Speak, Word: PhoneLanguage}}
	return Screen{markup.Text(v.Phrases().Language), Keyboard{row, {phone}}}
}

// Privacy says what is stored of a person, and what leaves the machine for the model that writes answers and for the one that
// compares by meaning, by their names; "" is none.
func (v Viewer) Privacy(model, embedder string) Screen {
	p := v.Phrases()
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
	p := v.Phrases()
	return Screen{markup.Text(p.ForgetAsk), Keyboard{{
		{Text: p.ForgetYes, Data: Data{Verb: Forget, Word: Yes}}, {Text: p.ForgetNo, Data: Data{Verb: Forget, Word: No}},
	}}}
}

// Forgotten says that it is deleted, or that nothing was.
func (v Viewer) Forgotten(deleted bool) Screen {
	if deleted {
		return Say(v.Phrases().Forgotten)
	}
	return Say(v.Phrases().Kept)
}

// Say shows a phrase without buttons.
func Say(phrase string) Screen { return Screen{Body: markup.Text(phrase)} }

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
		shown.Keyboard = append(shown.Keyboard, []Button{{Text: v.Phrases().Sources, Data: Data{Verb: List, N: 1}}})
	}
	return shown
}

const (
	// maxTextButtons is how many texts get a button, and textsInRow how many of these fit beside each other.
	maxTextButtons = 10
	textsInRow     = 5
)

// NoQuestion says that there is nothing to look for in a message, with questions that there are answers to.
func (v Viewer) NoQuestion() Screen { return v.withExamples(markup.Text(v.Phrases().NoQuestion)) }

// TooLong says that a question has more characters than are taken.
func (v Viewer) TooLong(characters, limit int) Screen {
	return Say(fmt.Sprintf(v.Phrases().TooLong, characters, limit))
}

// InLine says how many questions are answered before the one just asked.
func (v Viewer) InLine(ahead int) Screen { return Say(fmt.Sprintf(v.Phrases().InLine, ahead)) }

// Full says that so many messages of a person wait, and that no more are taken in until then.
func (v Viewer) Full(waiting int) Screen { return Say(fmt.Sprintf(v.Phrases().Full, waiting)) }

// Slower asks whoever presses to wait, in whole seconds, at least one.
func (v Viewer) Slower(wait time.Duration) Screen {
	return Say(fmt.Sprintf(v.Phrases().Slower, max(1, (wait+time.Second-1)/time.Second)))
}

// NotAllowed says that the bot is not for everybody, and gives the number that its operator can let in: a person's or a
// group's.
func (v Viewer) NotAllowed(id int64) Screen { return Say(fmt.Sprintf(v.Phrases().NotAllowed, id)) }

// Failed says that the fault is not the person's. The cause is the operator's affair; id is by which he finds it.
func (v Viewer) Failed(id string) Screen { return Say(fmt.Sprintf(v.Phrases().Failed, id)) }

// Interrupted is the note under a question at which the bot was stopped. Its button makes the note the answer, which is
// the one saved under that id.
func (v Viewer) Interrupted(answer string) Screen {
	p := v.Phrases()
	return Screen{markup.Text(p.Interrupted), Keyboard{{{Text: p.Resume, Data: Data{Verb: Resume, Answer: answer}}}}}
}
