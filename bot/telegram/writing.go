package telegram

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// maxWriters is how many answers a model writes at once, and how many questions it puts in other words. Each holds a connection
// for some seconds, or for two minutes if the model is slow; a model on this machine writes one at a time whatever is asked
// of it. A question beyond that is answered with quotes at once: they are there, and a queue before a slow model would be
// waited in by everybody. TestModelIsSlow notices.
const maxWriters = 8

// What ends a model's answer from outside, besides [bot.ErrEnough].
var (
	errQuitting  = errors.New("the bot is told to stop")
	errForgotten = errors.New("the person was forgotten")
)

// writer lets a model write answers.
type writer struct {
	model    *Model
	sender   *sender
	queues   *queues
	slots    places
	pace     time.Duration   // of previews
	quitting <-chan struct{} // closed when the bot is told to stop
	metrics  *metrics.Metrics
	log      *slog.Logger
}

// writing is a question that a model answers. In a private chat its message shows the sentences so far.
type writing struct {
	*writer
	task   *task
	to     *api.Message // the question
	view   screen.Viewer
	quoted bot.Answer
	id     state.AnswerID
	saved  state.Answer // with the message that shows it, if there is one
	stop   context.CancelCauseFunc
	doubt  atomic.Bool // whether a preview arrived nobody knows: a note takes its place, and nothing more comes of this

	mu        sync.Mutex
	sentences []bot.Sentence
	leaving   bool // a preview is on its way
	ended     bool // no more previews
}

// write lets the model answer, or says in the answer's outcome why it does not. Errors are that of ctx, and those of sending a
// preview that end the matter.
func (w *writing) write(ctx context.Context) (bot.Answer, error) {
	group := !w.to.Chat.Private()
	if w.quits() || group && w.queues.crowded(w.task.queue()) { // a group's queue is not one person's to hold up
		return w.quotes(bot.Busy), nil
	}
	release, ok := w.slots.tryAcquire()
	if !ok {
		return w.quotes(bot.Busy), nil
	}
	defer release()
	begun := time.Now()
	inTime, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go func() {
		select {
		case <-w.quitting:
			stop(errQuitting)
		case <-inTime.Done():
		}
	}()
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
	person := w.sender.journal.Key(w.to.From.ID).String()
	answer, err := w.model.Author.Write(inTime, person, w.quoted, func(s bot.Sentence) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.sentences = append(w.sentences, s)
		previews.offer()
	})
	fault := previews.end()
	w.metrics.Took(metrics.Write, time.Since(begun))
	switch {
	case ctx.Err() != nil:
		return answer, ctx.Err()
	case fault != nil:
		w.doubt.Store(true)
		return answer, fault
	}
	return w.judged(inTime, answer, err), nil
}

// quits reports whether the bot is told to stop.
func (w *writer) quits() bool {
	select {
	case <-w.quitting:
		return true
	default:
		return false
	}
}

// judged is the answer that a model's comes to, which ended with err.
func (w *writing) judged(ctx context.Context, answer bot.Answer, err error) bot.Answer {
	if err != nil && ctx.Err() == nil {
		w.log.Warn("the model did not answer", "id", w.task.id, "error", err)
	}
	w.metrics.Wrote(answer.Writing)
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
	w.metrics.Wrote(answer.Writing)
	return answer
}
