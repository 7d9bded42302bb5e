package telegram

import (
	"cmp"
	"context"
	"errors"
	"time"
	"unicode/utf8"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// answerer answers questions: it has the texts asked, lets a model write if there is one, and shows the answer.
type answerer struct {
	asker   *asker
	writer  *writer // nil without a model
	sender  *sender
	journal *journal
	viewers *viewers
	tally   *tally
	metrics *metrics.Metrics
}

// answer answers a question: in the message of old, if there is one, else by a new one. What is saved of the answer has the
// id of old.
func (a *answerer) answer(ctx context.Context, t *task, m *api.Message, r request, old state.Answer) error {
	if old.Message == 0 {
		defer a.sender.typing(ctx, m)()
	}
	below := under{words: r.under}
	if below.words == "" {
		var err error
		if below.question, err = a.repliedTo(m, r); err != nil {
			return err
		}
	}
	person := a.journal.Key(m.From.ID).String()
	if t.CallbackQuery != nil { // a press: what it waits in is not for seconds
		person = ""
	}
	answer, err := a.asker.ask(ctx, m, r.argument, below, person)
	_, fault := errors.AsType[*bot.QuestionError](err)
	if err != nil && !fault {
		return err
	}
	saved := a.saved(m, r.argument, answer) // of any kind: the message may be edited to be a question
	saved.ID, saved.Message = old.ID, old.Message
	switch {
	case fault && old.Message != 0:
		return a.sender.edit(ctx, place{m.Chat, old.Message}, faulty(a.viewers.of(ctx, m.From), r.argument))
	case fault:
		return a.sender.reply(ctx, t, m, faulty(a.viewers.of(ctx, m.From), r.argument), &saved)
	case answer.Courtesy():
		return a.deliver(ctx, t, m, answer, saved)
	}
	a.tally.question(t, m.Chat, answer)
	if t.CallbackQuery != nil {
		return a.deliver(ctx, t, m, answer, saved)
	}
	return a.write(ctx, t, m, answer, saved)
}

// write answers a question for which quotes were found, by a model if there is one that may. If saved has a message,
// that becomes the answer.
func (a *answerer) write(ctx context.Context, t *task, m *api.Message, quoted bot.Answer, saved state.Answer) error {
	if a.writer == nil || quoted.Mode != bot.Quote || quoted.Vague || quoted.Verbatim() {
		a.metrics.Wrote(quoted.Writing) // it may have been put in other words
		return a.deliver(ctx, t, m, quoted, saved)
	}
	w := &writing{writer: a.writer, task: t, to: m, view: a.viewers.of(ctx, m.From), quoted: quoted, id: saved.ID, saved: saved}
	answer, err := w.write(ctx)
	if err != nil {
		return err
	}
	return a.deliver(ctx, t, m, answer, w.saved)
}

// deliver shows an answer: in the message that is there for it, or as a new one. What is stored of it is stored first, so
// that its buttons work, and a process that ends meanwhile is followed by one that shows the same.
func (a *answerer) deliver(ctx context.Context, t *task, m *api.Message, answer bot.Answer, saved state.Answer) error {
	saved = keeping(saved, answer)
	buttons, err := a.journal.buttons(saved)
	if err != nil {
		return err
	}
	if t.forgotten.Load() {
		buttons = screen.Saved{} // nothing is stored that they could name
	}
	shown := a.viewers.of(ctx, m.From).Answer(answer, buttons)
	if saved.Message == 0 {
		return a.sender.reply(ctx, t, m, shown, &saved)
	}
	if err := a.journal.keep(ctx, t, saved); err != nil {
		return err
	}
	begun := time.Now()
	err = a.sender.edit(ctx, place{m.Chat, saved.Message}, shown)
	if refusal, ok := errors.AsType[*api.Error](err); ok && refusal.MessageGone() && t.Message != nil { // the person deleted it
		saved.Message = 0
		return a.sender.reply(ctx, t, m, shown, &saved)
	}
	if err == nil {
		a.metrics.Took(metrics.Send, time.Since(begun))
		a.journal.finish(t, saved)
	}
	return err
}

// resume answers a question in the message that shows a draft of its answer. A model is let write it anew, unless it was
// written already, or this has failed before.
func (a *answerer) resume(ctx context.Context, t *task, m *api.Message, saved state.Answer) error {
	answer, err := a.asker.again(ctx, saved)
	if err != nil {
		return err
	}
	if !saved.Draft || t.uncertain > 0 || t.entry.Tries > maxTries {
		return a.deliver(ctx, t, m, answer, saved)
	}
	return a.write(ctx, t, m, answer, saved)
}

// repliedTo returns the question whose answer a message replies to, as it was understood; "" if there is none.
func (a *answerer) repliedTo(m *api.Message, r request) (string, error) {
	if !r.replied {
		return "", nil
	}
	old, ok, err := a.journal.AnswerAt(a.journal.Key(m.Chat.ID), m.ReplyTo.ID)
	if err != nil || !ok {
		return "", err
	}
	return cmp.Or(old.Understood, old.Question), nil
}

// saved is what has to be known of an answer later, but for its id and its message.
func (a *answerer) saved(m *api.Message, question string, answer bot.Answer) state.Answer {
	s := state.Answer{
		User: a.journal.Key(m.From.ID), Chat: a.journal.Key(m.Chat.ID), Asked: m.ID,
		Question: question, Understood: answer.Understood, Placed: answer.Placed(), Before: answer.Before.Questions, About: answer.Before.File, Language: string(answer.Language),
		Refused: !answer.Answered(), Confidence: answer.Confidence, Scope: answer.Scope,
	}
	for _, choice := range answer.Choices {
		s.Choices = append(s.Choices, state.Choice{Label: choice.Label, Question: choice.Question, Source: choice.Source})
	}
	return keeping(s, answer)
}

// faulty says what is wrong with a question.
func faulty(view screen.Viewer, question string) screen.Screen {
	if n := utf8.RuneCountInString(question); n > bot.LongestQuestion {
		return view.TooLong(n, bot.LongestQuestion)
	}
	return view.NoQuestion()
}
