package telegram

import (
	"cmp"
	"context"
	"errors"
	"time"
	"unicode/utf8"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// message handles a message: a question, a command, or something that is not for the bot.
func (v *Service) message(ctx context.Context, t *task) error {
	m := t.Message
	r, ok := addressed(m, v.me)
	if !ok {
		return nil
	}
	if err := v.store(ctx, t, func() error { return v.state.SetBlocked(v.state.Key(m.Chat.ID), false) }); err != nil {
		return err
	}
	view := v.viewer(m.From)
	if wait := v.limits.allow(m.From.ID, m.Chat.ID, time.Now()); wait > 0 {
		if !v.limits.tell(m.From.ID, time.Now()) {
			return nil
		}
		return v.reply(ctx, t, m, view.Slower(wait), nil)
	}
	switch {
	case !v.settings.allows(m.From.ID, m.Chat):
		return v.reply(ctx, t, m, view.NotAllowed(m.Chat.ID), nil)
	case !r.asks():
		return v.command(ctx, t, r, view)
	case r.argument != "":
		return v.question(ctx, t, m, r)
	case m.Media():
		return v.reply(ctx, t, m, view.NotText(), nil)
	case !m.Chat.Private():
		return v.reply(ctx, t, m, view.GroupHint(), nil)
	}
	return v.reply(ctx, t, m, view.NoQuestion(), nil)
}

// question answers a question.
func (v *Service) question(ctx context.Context, t *task, m *api.Message, r request) error {
	view := v.viewer(m.From)
	stop := v.typing(ctx, m)
	defer stop()
	about, err := v.repliedTo(m, r)
	if err != nil {
		return err
	}
	answer, err := v.ask(ctx, t, m, r.argument, about)
	_, fault := errors.AsType[*bot.QuestionError](err)
	if err != nil && !fault {
		return err
	}
	saved := v.saved(m, r.argument, answer) // of any kind: the message may be edited to be a question
	switch {
	case fault:
		return v.reply(ctx, t, m, faulty(view, r.argument), &saved)
	case answer.Courtesy():
		return v.reply(ctx, t, m, view.Answer(answer, screen.Saved{}), &saved)
	}
	v.account(t, m.Chat, answer)
	if t.Message == nil { // a press: what it waits in is not for seconds
		return v.deliver(ctx, t, m, view, answer, saved)
	}
	return v.answered(ctx, t, m, answer, saved)
}

// ask puts a question to the texts, within its conversation. A model that may put it in other words can take some seconds for
// that, so there are places of their own for it; where none is free, and for presses, the question stands as it is.
func (v *Service) ask(ctx context.Context, t *task, m *api.Message, question, about string) (bot.Answer, error) {
	if v.settings.Model != nil && t.CallbackQuery == nil {
		select {
		case v.wording <- struct{}{}:
			defer func() { <-v.wording }()
			who := asker{v.settings.Model.Author, v.state.Key(m.From.ID).String()}
			return v.memory.ask(ctx, who, talkOf(m), question, about, time.Now())
		default:
		}
	}
	return think(ctx, v, func() (bot.Answer, error) {
		return v.memory.ask(ctx, asker{}, talkOf(m), question, about, time.Now())
	})
}

// think answers a question by ask, or explains it, when there is a place to think.
func think[T any](ctx context.Context, v *Service, ask func() (T, error)) (found T, err error) {
	select {
	case v.thinking <- struct{}{}:
		defer func() { <-v.thinking }()
	case <-ctx.Done():
		return found, context.Cause(ctx)
	}
	return ask()
}

// repliedTo returns the question whose answer a message replies to, as it was understood; "" where there is none.
func (v *Service) repliedTo(m *api.Message, r request) (string, error) {
	if !r.replied {
		return "", nil
	}
	old, ok, err := v.state.AnswerAt(v.state.Key(m.Chat.ID), m.ReplyTo.ID)
	if err != nil || !ok {
		return "", err
	}
	return cmp.Or(old.Understood, old.Question), nil
}

// faulty says what is wrong with a question.
func faulty(view screen.Viewer, question string) screen.Screen {
	if n := utf8.RuneCountInString(question); n > bot.LongestQuestion {
		return view.TooLong(n, bot.LongestQuestion)
	}
	return view.NoQuestion()
}

func talkOf(m *api.Message) talkKey { return talkKey{m.Chat.ID, m.Topic(), m.From.ID} }

// saved is what has to be known of an answer later.
func (v *Service) saved(m *api.Message, question string, a bot.Answer) state.Answer {
	s := state.Answer{
		ID: v.state.NewAnswerID(), User: v.state.Key(m.From.ID), Chat: v.state.Key(m.Chat.ID), Asked: m.ID,
		Question: question, Understood: a.Understood, Language: string(a.Language),
		Refused: !a.Answered(), Confidence: a.Confidence,
	}
	return keeping(s, a)
}

// edited answers a question that was edited, in the place of its answer. In groups an edit is nobody's call. What was begun
// by a process that ended is done again, though the question is saved by then.
func (v *Service) edited(ctx context.Context, t *task) error {
	m := t.EditedMessage
	r, ok := addressed(m, v.me)
	if !ok || !m.Chat.Private() || !r.asks() || r.argument == "" || !v.settings.allows(m.From.ID, m.Chat) {
		return nil
	}
	old, ok, err := v.state.AnswerAt(v.state.Key(m.Chat.ID), m.ID)
	if err != nil || !ok || old.Message == 0 || old.Question == r.argument && t.entry.Tries == 0 {
		return err
	}
	at := place{m.Chat, old.Message}
	view := v.viewer(m.From)
	if v.limits.allow(m.From.ID, m.Chat.ID, time.Now()) > 0 {
		return nil // the answer that stands there is better than being told to wait
	}
	about, err := v.repliedTo(m, r)
	if err != nil {
		return err
	}
	answer, err := v.ask(ctx, t, m, r.argument, about)
	if _, ok := errors.AsType[*bot.QuestionError](err); ok {
		return v.edit(ctx, at, faulty(view, r.argument))
	}
	if err != nil {
		return err
	}
	if !answer.Courtesy() {
		v.account(t, m.Chat, answer)
	}
	saved := v.saved(m, r.argument, answer)
	saved.ID, saved.Message = old.ID, old.Message
	if answer.Courtesy() {
		return v.deliver(ctx, t, m, view, answer, saved)
	}
	return v.answered(ctx, t, m, answer, saved)
}
