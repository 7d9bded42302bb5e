package telegram

import (
	"context"
	"errors"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
	"chuchu/retrieval"
)

// router decides what an update wants, and whether its sender may have that. There is a method for each kind of update:
// message, edited, pressed and inline; and one, interrupted, for those whose answer may have arrived already.
type router struct {
	settings Settings
	me       api.User
	taps     taps
	underway *underway
	journal  *journal
	viewers  *viewers
	asker    *asker
	answerer *answerer
	sender   *sender
	tally    *tally
}

// handler returns what handles a task.
func (r *router) handler(t *task) handler {
	switch {
	case t.Message != nil:
		return r.message
	case t.EditedMessage != nil:
		return r.edited
	case t.CallbackQuery != nil:
		return r.pressed
	case t.InlineQuery != nil:
		return r.inline
	}
	return func(context.Context, *task) error { return nil } // of a kind that was not asked for
}

// line returns where a task waits.
func (r *router) line(t *task) line {
	m := t.message()
	if m == nil {
		return unbound
	}
	switch wanted, ok := addressed(m, r.me); {
	case !ok || t.EditedMessage != nil && !(m.Chat.Private() && wanted.asks()):
		return unbound
	case wanted.asks():
		return asked
	}
	return told
}

// message handles a message: a question, a command, or something that is not for the bot.
func (r *router) message(ctx context.Context, t *task) error {
	m := t.Message
	wanted, ok := addressed(m, r.me)
	if !ok {
		return nil
	}
	if err := r.journal.write(ctx, t, func() error { return r.journal.SetBlocked(r.journal.Key(m.Chat.ID), false) }); err != nil {
		return err
	}
	view := r.viewers.of(ctx, m.From)
	switch {
	case !r.settings.allows(m.From.ID, m.Chat):
		return r.sender.reply(ctx, t, m, view.NotAllowed(m.Chat.ID), nil)
	case !wanted.asks():
		return r.command(ctx, t, wanted, view)
	case wanted.argument != "":
		return r.answerer.answer(ctx, t, m, wanted, state.Answer{ID: r.journal.NewAnswerID()})
	case m.Text == "" && !(m.Unread() && m.Chat.Private()):
		return nil // a sticker, a photo, a poll, what Telegram itself says: nobody asks by it
	case m.Text == "":
		return r.sender.reply(ctx, t, m, screen.Say(view.Phrases().NotText), nil)
	case !m.Chat.Private():
		return r.sender.reply(ctx, t, m, view.GroupHint(), nil)
	}
	return r.sender.reply(ctx, t, m, view.NoQuestion(), nil)
}

// tellPlace says how many questions are answered before one that has to wait, unless it is answered by now. Nobody misses that
// if it fails.
func (r *router) tellPlace(ctx context.Context, t *task, ahead int) {
	m := t.message()
	if t.finished.Load() || !r.settings.allows(m.From.ID, m.Chat) {
		return
	}
	if err := r.sender.say(ctx, m, r.viewers.of(ctx, m.From).InLine(ahead)); err != nil && ctx.Err() == nil {
		r.sender.log.Warn("the place in line could not be told", "id", t.id, "error", err)
	}
}

// refuse says that no more is taken in from a person for now.
func (r *router) refuse(ctx context.Context, t *task) error {
	m := t.message()
	return r.sender.reply(ctx, t, m, r.viewers.of(ctx, m.From).Full(maxWaiting), nil)
}

// edited answers a question that was edited, in the place of its answer. In groups an edit is nobody's call. What was begun
// by a process that ended is done again, though the question is saved by then.
func (r *router) edited(ctx context.Context, t *task) error {
	m := t.EditedMessage
	wanted, _ := addressed(m, r.me)
	if t.line != asked || wanted.argument == "" || !r.settings.allows(m.From.ID, m.Chat) {
		return nil
	}
	old, ok, err := r.journal.AnswerAt(r.journal.Key(m.Chat.ID), m.ID)
	if err != nil || !ok || old.Message == 0 || old.Question == wanted.argument && t.entry.Tries == 0 {
		return err
	}
	return r.answerer.answer(ctx, t, m, wanted, old)
}

// interrupted meets a question whose answer may have arrived with a note that can become the answer. What was no question is
// not repeated. If the message is known in which a model's answer was being shown, that becomes the answer.
func (r *router) interrupted(ctx context.Context, t *task) error {
	m, question := r.asked(ctx, t)
	if question == "" {
		return nil
	}
	chat := r.journal.Key(m.Chat.ID)
	if blocked, err := r.journal.Blocked(chat); err != nil || blocked {
		return err
	}
	saved, ok, err := r.journal.AnswerAt(chat, m.ID)
	switch {
	case err != nil:
		return err
	case !ok:
		saved = r.answerer.saved(m, question, bot.Answer{})
	case saved.Message != 0:
		return r.answerer.resume(ctx, t, m, saved)
	}
	saved.ID = r.journal.NewAnswerID() // the note is another message
	saved.Draft = false
	return r.sender.reply(ctx, t, m, r.viewers.of(ctx, m.From).Interrupted(saved.ID.String()), &saved)
}

// asked returns the question that a task asks, and the message to reply to; "" if it asks none, or nobody who may.
func (r *router) asked(ctx context.Context, t *task) (m *api.Message, question string) {
	switch {
	case t.Message != nil:
		m = t.Message
		if wanted, ok := addressed(m, r.me); ok && wanted.asks() {
			question = wanted.argument
		}
	case t.sends():
		m, question = r.asks(ctx, t.CallbackQuery)
	}
	if question == "" || !r.settings.allows(m.From.ID, m.Chat) {
		return nil, ""
	}
	return m, question
}

// apologise tells the person that it failed, unless sending itself was what failed: then nothing more would arrive.
func (r *router) apologise(ctx context.Context, t *task, err error) {
	if _, refused := errors.AsType[*api.Error](err); refused || api.Unsure(err) || t.Message == nil {
		return
	}
	view := r.viewers.of(ctx, t.Message.From)
	sorry := view.Failed(t.id)
	if errors.Is(err, retrieval.ErrUnreachable) {
		sorry = screen.Say(view.Phrases().Unreachable)
	}
	if err := r.sender.reply(ctx, t, t.Message, sorry, nil); err != nil {
		r.sender.log.Error("the apology could not be sent", "id", t.id, "error", err)
	}
}
