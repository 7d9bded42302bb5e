package telegram

import (
	"bytes"
	"context"
	"errors"
	"time"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/retrieval"
)

// command obeys a command. In groups only a few make sense; the others are told to a person alone.
func (v *Service) command(ctx context.Context, t *task, r request, view screen.Viewer) error {
	m := t.Message
	switch r.command {
	case "start":
		if passage, ok := screen.ParseStart(r.argument); ok {
			return v.reply(ctx, t, m, v.fromTexts(func(c *retrieval.Collection) screen.Screen {
				return view.Open(c, screen.Data{Verb: screen.Open, Passage: passage}, nil)
			}), nil)
		}
		return v.reply(ctx, t, m, v.fromTexts(func(c *retrieval.Collection) screen.Screen { return view.Start(len(c.Texts())) }), nil)
	case "help":
		if !m.Chat.Private() {
			return v.reply(ctx, t, m, view.GroupHint(), nil)
		}
		return v.reply(ctx, t, m, view.Help(), nil)
	case "sources":
		return v.reply(ctx, t, m, v.fromTexts(func(c *retrieval.Collection) screen.Screen { return view.Sources(c, 1) }), nil)
	case "language", "forget":
		if !m.Chat.Private() { // others could press what it shows
			return v.reply(ctx, t, m, view.GroupHint(), nil)
		}
		if r.command == "forget" {
			return v.reply(ctx, t, m, view.ForgetAsk(), nil)
		}
		return v.reply(ctx, t, m, view.Languages(), nil)
	case "new":
		v.memory.forget(talkOf(m))
		return v.reply(ctx, t, m, view.NewBegun(), nil)
	case "privacy":
		model := ""
		if v.settings.Model != nil {
			model = v.settings.Model.Name
		}
		return v.reply(ctx, t, m, view.Privacy(model, v.settings.Embedder), nil)
	case "why", "stats", "reload", "feedback":
		if !v.settings.admin(m.From.ID) {
			return v.reply(ctx, t, m, view.AdminsOnly(), nil)
		}
		return v.operate(ctx, t, r, view)
	}
	return v.reply(ctx, t, m, view.Help(), nil)
}

// operate obeys the operator's commands.
func (v *Service) operate(ctx context.Context, t *task, r request, view screen.Viewer) error {
	switch m := t.Message; r.command {
	case "why":
		return v.why(ctx, t, r, view)
	case "stats":
		return v.reply(ctx, t, m, v.fromTexts(func(c *retrieval.Collection) screen.Screen { return view.Stats(v.stats(c)) }), nil)
	case "reload":
		if err := v.settings.Reload(ctx); err != nil {
			return v.reply(ctx, t, m, view.NotReloaded(err.Error()), nil)
		}
		return v.reply(ctx, t, m, v.fromTexts(func(c *retrieval.Collection) screen.Screen { return view.Reloaded(len(c.Texts())) }), nil)
	}
	return v.feedback(ctx, t, view)
}

// fromTexts makes a screen of the texts. They stay as they are until it is made.
func (v *Service) fromTexts(show func(*retrieval.Collection) screen.Screen) (shown screen.Screen) {
	v.bot.With(func(c *retrieval.Collection) { shown = show(c) })
	return shown
}

// why explains how a question is answered: the one that stands behind the command, or of the answer that is replied to,
// or the last one of the person.
func (v *Service) why(ctx context.Context, t *task, r request, view screen.Viewer) error {
	m := t.Message
	question := r.argument
	if question == "" && r.replied {
		about, err := v.repliedTo(m, r)
		if err != nil {
			return err
		}
		question = about
	}
	if question == "" {
		question = v.memory.last(talkOf(m))
	}
	if question == "" {
		return v.reply(ctx, t, m, view.NothingYet(), nil)
	}
	explanation, err := think(ctx, v, func() (retrieval.Explanation, error) { return v.bot.Why(ctx, question) })
	if _, ok := errors.AsType[*bot.QuestionError](err); ok {
		return v.reply(ctx, t, m, faulty(view, question), nil)
	}
	if err != nil {
		return err
	}
	return v.reply(ctx, t, m, view.Why(question, explanation), nil)
}

// feedback sends the operator what people thought of the answers, as questions that `chuchu eval` reads.
func (v *Service) feedback(ctx context.Context, t *task, view screen.Viewer) error {
	m := t.Message
	var file bytes.Buffer
	n, err := v.state.ExportVerdicts(&file)
	if err != nil {
		return err
	}
	if n == 0 || !m.Chat.Private() {
		return v.reply(ctx, t, m, view.Feedback(0), nil)
	}
	return v.send(ctx, t, m, api.SendDocument{
		Document: api.File{Name: "feedback-" + time.Now().UTC().Format("2006-01-02") + ".jsonl", Content: file.Bytes()},
		Caption:  view.Feedback(n).Body.Plain(),
	})
}
