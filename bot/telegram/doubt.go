package telegram

import (
	"context"
	"time"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

const (
	// mostTries is in how many processes that then ended an update may be handled. What ends the process each time is not
	// handled again: for a question there is a note then, and a press or an edit is given up. It is as large as that since
	// an update may be there by chance while another one, or the machine, ends the process again and again; with the pauses
	// of Docker's restarts it is half an hour. TestTelegramIsKilled, which kills slow programs as they start, notices.
	mostTries = 40
	// mostDoubts is how many notes one process sends of which it does not learn whether they arrived.
	mostDoubts = 6
	// noteAgain is how long to wait until the second note, twice as long until the third, and so on: a quarter of an hour in
	// all.
	noteAgain = 30 * time.Second
)

// doubtful reports whether a process ended while this was being sent, or ends again and again over it.
func (t *task) doubtful() bool { return t.entry.Stage == state.Sending || t.entry.Tries > mostTries }

// sends reports whether the task is one that sends a message, which may not be repeated. All others edit, or answer a
// press.
func (t *task) sends() bool {
	if t.CallbackQuery == nil {
		return t.Message != nil
	}
	d, err := screen.ParseData(t.CallbackQuery.Data)
	return err == nil && d.Verb == screen.Ask
}

// doubt sees to a task whose message may have arrived or not. It sends a note, at once for the answer; for a note of
// which the same is true another one, since two notes are better than nothing at all. What is still in doubt in the end
// stays in the inbox, and gets its note after the next start.
func (v *Service) doubt(t *task, err error) {
	t.doubts++
	v.log.Warn("nobody knows whether a message arrived", "id", t.id, "times", t.doubts, "error", err)
	if t.doubts > mostDoubts {
		return
	}
	add := func() { v.lines.add(t.line(), func() { v.do(v.working, t, v.interrupted) }) }
	if t.doubts == 1 {
		add()
		return
	}
	time.AfterFunc(noteAgain<<(t.doubts-2), add)
}

// interrupted meets a question whose answer may have arrived with a note that can become the answer. What was no question is
// not repeated. Where the message is known in which a model's answer was being shown, that becomes the answer.
func (v *Service) interrupted(ctx context.Context, t *task) error {
	m, question := v.asked(t)
	if question == "" {
		return nil
	}
	if blocked, err := v.state.Blocked(v.state.Key(m.Chat.ID)); err != nil || blocked {
		return err
	}
	answer, ok, err := v.state.AnswerAt(v.state.Key(m.Chat.ID), m.ID)
	if err != nil {
		return err
	}
	if !ok {
		answer = v.saved(m, question, bot.Answer{})
	}
	if answer.Message != 0 {
		return v.resume(ctx, t, m, answer)
	}
	answer.ID = v.state.NewAnswerID() // the note is another message
	answer.Draft = false
	return v.reply(ctx, t, m, v.viewer(m.From).Interrupted(answer.ID.String()), &answer)
}

// resume answers a question in the message that shows a draft of its answer. A model is let write it anew, unless it was
// written already, or this has failed before.
func (v *Service) resume(ctx context.Context, t *task, m *api.Message, saved state.Answer) error {
	answer, err := v.again(ctx, saved)
	if err != nil {
		return err
	}
	if !saved.Draft || t.doubts > 0 || t.entry.Tries > mostTries {
		return v.deliver(ctx, t, m, v.viewer(m.From), answer, saved)
	}
	return v.answered(ctx, t, m, answer, saved)
}

// asked returns the question that a task asks, and the message to reply to; "" where it asks none, or nobody who may.
func (v *Service) asked(t *task) (m *api.Message, question string) {
	switch {
	case t.Message != nil:
		m = t.Message
		if r, ok := addressed(m, v.me); ok && r.asks() {
			question = r.argument
		}
	case t.sends():
		m, question = v.example(t.CallbackQuery)
	}
	if question == "" || !v.settings.allows(m.From.ID, m.Chat) {
		return nil, ""
	}
	return m, question
}
