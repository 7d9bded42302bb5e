package telegram

import (
	"bytes"
	"context"
	"errors"
	"time"

	"chuchu/bot"
	"chuchu/bot/spending"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/retrieval"
)

// command obeys a command. In groups only a few make sense; the others are told to a person alone.
func (r *router) command(ctx context.Context, t *task, c request, view screen.Viewer) error {
	m := t.Message
	if c.command == "feedback" && r.settings.admin(m.From.ID) {
		return r.feedback(ctx, t, view)
	}
	shown, err := r.commanded(ctx, m, c, view)
	if err != nil {
		return err
	}
	return r.sender.reply(ctx, t, m, shown, nil)
}

// commanded is the screen that a command shows. What it changes is changed by then.
func (r *router) commanded(ctx context.Context, m *api.Message, c request, view screen.Viewer) (screen.Screen, error) {
	switch c.command {
	case "help", "language", "forget": // others could press what they show
		if !m.Chat.Private() {
			return view.GroupHint(), nil
		}
	case "why", "stats", "reload", "feedback":
		if !r.settings.admin(m.From.ID) {
			return screen.Say(view.Phrases().AdminsOnly), nil
		}
	}
	switch c.command {
	case "start":
		return r.fromTexts(func(texts *retrieval.Collection) screen.Screen {
			if passage, ok := screen.ParseStart(c.argument); ok {
				return view.Open(texts, screen.Data{Verb: screen.Open, Passage: passage}, nil)
			}
			return view.Start(len(texts.Texts()))
		}), nil
	case "sources":
		return r.fromTexts(func(texts *retrieval.Collection) screen.Screen { return view.Sources(texts, 1) }), nil
	case "language":
		return view.Languages(), nil
	case "forget":
		return view.ForgetAsk(), nil
	case "new":
		r.asker.conversations.forget(conversationOf(m))
		return screen.Say(view.Phrases().NewBegun), nil
	case "privacy":
		return view.Privacy(r.settings.Model.name(), r.settings.Embedder), nil
	case "why":
		return r.why(ctx, m, c, view)
	case "stats":
		return r.fromTexts(func(texts *retrieval.Collection) screen.Screen { return view.Stats(r.stats(texts)) }), nil
	case "reload":
		if err := r.settings.Reload(ctx); err != nil {
			return view.NotReloaded(err.Error()), nil
		}
		return r.fromTexts(func(texts *retrieval.Collection) screen.Screen { return view.Reloaded(len(texts.Texts())) }), nil
	}
	return view.Help(), nil
}

// fromTexts makes a screen of the texts. They stay as they are until it is made.
func (r *router) fromTexts(show func(*retrieval.Collection) screen.Screen) (shown screen.Screen) {
	r.asker.bot.With(func(c *retrieval.Collection) { shown = show(c) })
	return shown
}

// why explains how a question is answered: the one that stands behind the command, or of the answer that is replied to,
// or the last one of the person.
func (r *router) why(ctx context.Context, m *api.Message, c request, view screen.Viewer) (screen.Screen, error) {
	question := c.argument
	if question == "" {
		var err error
		if question, err = r.answerer.repliedTo(m, c); err != nil {
			return screen.Screen{}, err
		}
	}
	if question == "" {
		question = r.asker.conversations.last(conversationOf(m))
	}
	if question == "" {
		return screen.Say(view.Phrases().NothingYet), nil
	}
	explanation, err := r.asker.why(ctx, question)
	if _, ok := errors.AsType[*bot.QuestionError](err); ok {
		return faulty(view, question), nil
	}
	if err != nil {
		return screen.Screen{}, err
	}
	return view.Why(question, explanation), nil
}

// stats are the figures of the tally, of the texts and of the model.
func (r *router) stats(texts *retrieval.Collection) screen.Stats {
	s := r.tally.figures()
	s.Texts, s.Paragraphs = len(texts.Texts()), texts.Size()
	if r.settings.Model == nil {
		return s
	}
	ledger := r.settings.Model.Ledger
	today, _ := ledger.Today("")
	s.Model = &screen.ModelStats{Calls: today.Answers, In: today.In, Out: today.Out}
	if limits := ledger.Limits(); limits.Prices != (spending.Prices{}) {
		s.Model.Cost = today.Cost.String()
		if limits.Budget > 0 {
			s.Model.Budget = limits.Budget.String()
		}
	}
	return s
}

// feedback sends the operator what people thought of the answers, as questions that `chuchu eval` reads.
func (r *router) feedback(ctx context.Context, t *task, view screen.Viewer) error {
	m := t.Message
	var file bytes.Buffer
	n, err := r.journal.ExportVerdicts(&file)
	if err != nil {
		return err
	}
	if n == 0 || !m.Chat.Private() {
		return r.sender.reply(ctx, t, m, view.Feedback(0), nil)
	}
	return r.sender.sendFile(ctx, t, m, api.SendDocument{
		Document: api.File{Name: "feedback-" + time.Now().UTC().Format("2006-01-02") + ".jsonl", Content: file.Bytes()},
		Caption:  view.Feedback(n).Body.Plain(),
	})
}
