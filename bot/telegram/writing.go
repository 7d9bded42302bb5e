package telegram

import (
	"context"
	"errors"
	"sync"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// writers is how many answers a model writes at once, and how many questions it puts in other words. Each holds a connection
// for some seconds, or for two minutes where the model is slow; a model on this machine writes one at a time whatever is asked
// of it. A question beyond that is answered with quotes at once: they are there, and a queue before a slow model would be
// waited in by everybody. TestModelIsSlow notices.
const writers = 8

// What ends a model's answer from outside, besides [bot.ErrEnough].
var (
	errQuitting  = errors.New("the bot is told to stop")
	errForgotten = errors.New("the person was forgotten")
)

// writing is a question that a model answers. In a private chat its message shows the sentences so far.
type writing struct {
	*Service
	task   *task
	to     *api.Message // the question
	view   screen.Viewer
	quoted bot.Answer
	id     state.AnswerID
	saved  state.Answer // with the message that shows it, where there is one
	stop   context.CancelCauseFunc

	mu        sync.Mutex
	sentences []bot.Sentence
	leaving   bool // a preview is on its way
	ended     bool // no more previews
}

// answered answers a question for which quotes were found, by a model where there is one that may. Where saved has a message,
// that becomes the answer.
func (v *Service) answered(ctx context.Context, t *task, m *api.Message, quoted bot.Answer, saved state.Answer) error {
	view := v.viewer(m.From)
	answer := quoted
	if v.settings.Model == nil || quoted.Mode != bot.Quote || quoted.Vague {
		v.settings.Metrics.Wrote(quoted.Writing) // it may have been put in other words
	} else {
		w := &writing{Service: v, task: t, to: m, view: view, quoted: quoted, id: saved.ID, saved: saved}
		var err error
		if answer, err = w.write(ctx); err != nil {
			return err
		}
		saved = w.saved
	}
	return v.deliver(ctx, t, m, view, answer, saved)
}

// write lets the model answer, or says in the answer's outcome why it does not. Errors are that of ctx, and those of sending a
// preview that end the matter.
func (w *writing) write(ctx context.Context) (bot.Answer, error) {
	group := !w.to.Chat.Private()
	if w.told.Err() != nil || group && w.lines.crowded(w.task.line()) { // a group's line is not one person's to hold up
		return w.quotes(bot.Busy), nil
	}
	select {
	case w.writers <- struct{}{}:
		defer func() { <-w.writers }()
	default:
		return w.quotes(bot.Busy), nil
	}
	begun := time.Now()
	inTime, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	defer context.AfterFunc(w.told, func() { stop(errQuitting) })()
	w.stop = stop
	w.task.writing.Store(w)
	if w.task.forgotten.Load() { // before anybody could stop it
		stop(errForgotten)
	}
	var previews *previews
	if !group {
		previews = w.preview(ctx)
		defer previews.end() // in any case
	}
	answer, err := w.settings.Model.Author.Write(inTime, w.state.Key(w.to.From.ID).String(), w.quoted, func(s bot.Sentence) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.sentences = append(w.sentences, s)
		previews.offer()
	})
	fault := previews.end()
	w.settings.Metrics.Took(metrics.Write, time.Since(begun))
	switch {
	case ctx.Err() != nil:
		return answer, ctx.Err()
	case fault != nil:
		return answer, fault
	}
	return w.judged(inTime, answer, err), nil
}

// judged is the answer that a model's comes to, which ended with err.
func (w *writing) judged(ctx context.Context, answer bot.Answer, err error) bot.Answer {
	if err != nil && ctx.Err() == nil {
		w.log.Warn("the model did not answer", "id", w.task.id, "error", err)
	}
	w.settings.Metrics.Wrote(answer.Writing)
	switch cause := context.Cause(ctx); {
	case cause == bot.ErrEnough && answer.Mode == bot.Model:
		answer.Writing.Outcome = bot.Stopped // the person knows why it is not whole
	case cause == errQuitting && answer.Mode == bot.Quote:
		answer.Writing.Outcome = bot.Away // nobody has stopped it
	}
	return answer
}

// quotes is the answer without the model.
func (w *writing) quotes(o bot.Outcome) bot.Answer {
	answer := w.quoted
	answer.Writing.Outcome = o
	w.settings.Metrics.Wrote(answer.Writing)
	return answer
}

// deliver shows an answer: in the message that is there for it, or as a new one. What is stored of it is stored first, so
// that its buttons work, and a process that ends meanwhile is followed by one that shows the same.
func (v *Service) deliver(ctx context.Context, t *task, m *api.Message, view screen.Viewer, answer bot.Answer, saved state.Answer) error {
	saved = keeping(saved, answer)
	shown := view.Answer(answer, screen.Saved{ID: saved.ID.String()})
	if t.forgotten.Load() {
		shown = view.Answer(answer, screen.Saved{})
	}
	if saved.Message == 0 {
		return v.reply(ctx, t, m, shown, &saved)
	}
	if err := v.keep(ctx, t, saved); err != nil {
		return err
	}
	begun := time.Now()
	err := v.edit(ctx, place{m.Chat, saved.Message}, shown)
	if refusal, ok := errors.AsType[*api.Error](err); ok && refusal.MessageGone() && t.Message != nil { // the person deleted it
		saved.Message = 0
		return v.reply(ctx, t, m, shown, &saved)
	}
	if err == nil {
		v.settings.Metrics.Took(metrics.Send, time.Since(begun))
		v.finish(t, saved)
	}
	return err
}

// keep saves an answer of a task that is being handled; of a person who was forgotten meanwhile nothing is saved.
func (v *Service) keep(ctx context.Context, t *task, a state.Answer) error {
	return t.despiteForgetting(v.store(ctx, t, func() error { return v.state.Keep(t.entry.ID, a) }))
}

// despiteForgetting drops the error that says that the task's update is gone, where it is gone because the person was
// forgotten: then there is nothing to store, and the answer is due all the same.
func (t *task) despiteForgetting(err error) error {
	if _, gone := errors.AsType[*state.NotPendingError](err); gone && t.forgotten.Load() {
		return nil
	}
	return err
}
