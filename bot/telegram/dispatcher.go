package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/bits"
	"runtime/debug"
	"time"

	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/state"
)

// dispatcher has each update handled once, by the router: it stores what comes in, puts it into the queue of its chat,
// and takes it out of the inbox when it is handled.
type dispatcher struct {
	router   *router
	journal  *journal
	queues   *queues
	underway *underway
	metrics  *metrics.Metrics
	log      *slog.Logger
}

// receive stores updates and takes on those that are new. If too much waits already, it returns only when there is room,
// and so does the poll for the next ones.
func (d *dispatcher) receive(raw []api.RawUpdate) error {
	entries := make([]state.Entry, len(raw))
	for i, u := range raw {
		entries[i] = state.Entry{ID: u.ID, Raw: u.JSON}
	}
	fresh, err := d.journal.Receive(entries)
	for _, entry := range fresh {
		d.take(entry)
	}
	d.queues.room()
	return err
}

// take puts an update of the inbox into the queue of its chat.
func (d *dispatcher) take(entry state.Entry) {
	t, err := newTask(entry)
	if err != nil {
		d.log.Error("an update cannot be read and is given up", "id", t.id, "error", err)
		d.journal.finish(t)
		return
	}
	t.line = d.router.line(t)
	handle := d.router.handler(t)
	if entry.Stage == state.Sending || entry.Tries > maxTries {
		d.log.Warn("an update was interrupted", "id", t.id, "stage", entry.Stage, "tries", entry.Tries)
		handle = d.router.interrupted
	}
	switch ok, tell := d.underway.add(t); {
	case !ok && tell:
		d.queues.add(queueKey{t.message().Chat.ID, presses}, func(ctx context.Context) { d.handle(ctx, t, d.router.refuse) })
		return
	case !ok:
		d.journal.finish(t)
		return
	}
	d.underway.supersede(t)
	if ahead := d.add(t, handle); t.line == asked && entry.Tries == 0 && isTold(ahead) {
		d.queues.add(queueKey{t.message().Chat.ID, presses}, func(ctx context.Context) { d.router.tellPlace(ctx, t, ahead) })
	}
}

// shortLine is how many questions are answered so soon that whoever asks behind them need not be told: in some three seconds.
// TestRush notices.
const shortLine = 5

// isTold reports whether whoever asks behind so many questions is told so. Each telling takes the time of an answer, so it is done
// as often as the line doubles.
func isTold(ahead int) bool {
	return ahead%shortLine == 0 && bits.OnesCount(uint(ahead/shortLine)) == 1
}

// handler handles an update.
type handler func(context.Context, *task) error

func (d *dispatcher) add(t *task, handle handler) (ahead int) {
	return d.queues.add(t.queue(), func(ctx context.Context) { d.handle(ctx, t, handle) })
}

// handle handles an update once. What fails is logged here and nowhere else, and the person is told that it did. When ctx
// has ended the update stays in the inbox.
func (d *dispatcher) handle(ctx context.Context, t *task, handle handler) {
	if ctx.Err() != nil {
		return
	}
	d.metrics.Took(metrics.Wait, time.Since(t.came))
	err := recovered(ctx, t, handle)
	if t.forgotten.Load() {
		d.router.asker.conversations.forgetPerson(t.user()) // what it asked, too
	}
	refusal, refused := errors.AsType[*api.Error](err)
	_, handled := errors.AsType[*state.NotPendingError](err)
	switch {
	case err != nil && ctx.Err() != nil:
		return
	case refused && refusal.TokenRefused():
		d.log.Error("the token is refused; what waits is answered after a start with one that is not", "id", t.id, "error", err)
		return
	case api.Unsure(err) && t.sends():
		d.repeat(t, err)
		return
	case err == nil, handled:
	case refused && refusal.Blocked():
		d.block(t)
	default:
		d.metrics.Fault()
		d.log.Error("an update could not be handled", "id", t.id, "error", err)
		d.router.apologise(ctx, t, err)
	}
	d.underway.remove(t)
	if !handled {
		d.journal.finish(t)
	}
}

// recovered makes an error of a panic. What it says is not logged: it may quote what somebody asked.
func recovered(ctx context.Context, t *task, handle handler) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("panic of type %T\n%s", fault, debug.Stack())
		}
	}()
	return handle(ctx, t)
}

// block marks the chat of a message that takes nothing from the bot any more. What is written there unmarks it.
func (d *dispatcher) block(t *task) {
	if t.Message == nil {
		return
	}
	if err := d.journal.SetBlocked(d.journal.Key(t.Message.Chat.ID), true); err != nil {
		d.log.Error("a chat that blocked the bot could not be marked", "id", t.id, "error", err)
	}
}

const (
	// maxTries is in how many processes that then ended an update may be handled. What ends the process each time is not
	// handled again: for a question there is a note then, and a press or an edit is given up. It is as large as that since
	// an update may be there by chance while another one, or the machine, ends the process again and again; with the pauses
	// of Docker's restarts it is half an hour. TestTelegramIsKilled, which kills slow programs as they start, notices.
	maxTries = 40
	// maxNotes is how many notes one process sends of which it does not learn whether they arrived.
	maxNotes = 6
	// noteAgain is how long to wait until the second note, twice as long until the third, and so on: a quarter of an hour in
	// all.
	noteAgain = 30 * time.Second
)

// repeat has a task handled again whose message may have arrived or not: by a note, at once for the answer, and later for
// a note of which the same is true, since two notes are better than nothing at all. What is uncertain in the end stays in
// the inbox, and gets its note after the next start.
func (d *dispatcher) repeat(t *task, err error) {
	t.uncertain++
	d.log.Warn("nobody knows whether a message arrived", "id", t.id, "times", t.uncertain, "error", err)
	switch {
	case t.uncertain > maxNotes:
	case t.uncertain == 1:
		d.add(t, d.router.interrupted)
	default:
		time.AfterFunc(noteAgain<<(t.uncertain-2), func() { d.add(t, d.router.interrupted) })
	}
}
