package telegram

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"chuchu/bot/telegram/state"
)

// journal is the state with what it has to hold of an update before anything leaves for it.
type journal struct {
	*state.State
	log *slog.Logger
}

// How long to wait for a disk that is full, or cannot be written to for another reason: a second at first, since room is
// often made at once, then twice as long each time.
const (
	firstWritePause = time.Second
	maxWritePause   = 30 * time.Second
)

// write writes to the state for an update. While that fails it waits, and the queue of the update with it: to give the
// update up would take less room than to answer it, so it would succeed, and the question would be lost. Errors are that
// of ctx, and those that say that nothing is to be written: the update is handled, the state is closed.
func (j *journal) write(ctx context.Context, t *task, write func() error) error {
	for pause := firstWritePause; ; pause = min(2*pause, maxWritePause) {
		err := write()
		_, unwritten := errors.AsType[*state.WriteError](err)
		if !unwritten || errors.Is(err, state.ErrClosed) {
			return err
		}
		j.log.Error("an answer waits until it can be stored", "id", t.id, "again_in", pause, "error", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// mark notes that a message is about to leave for an update, with the answers that leave in it. Nothing may leave after an
// error.
func (j *journal) mark(ctx context.Context, t *task, answers ...state.Answer) error {
	return t.unlessForgotten(j.write(ctx, t, func() error { return j.Sending(t.entry.ID, answers...) }))
}

// unmark takes that back: nothing arrived. If that fails, there is a note too many after a crash.
func (j *journal) unmark(t *task) {
	if err := t.unlessForgotten(j.Stayed(t.entry.ID)); err != nil {
		j.log.Error("that nothing was sent could not be marked", "id", t.id, "error", err)
	}
}

// keep saves an answer of an update that is being handled.
func (j *journal) keep(ctx context.Context, t *task, a state.Answer) error {
	return t.unlessForgotten(j.write(ctx, t, func() error { return j.Keep(t.entry.ID, a) }))
}

// finish takes an update out of the inbox, with the answers whose messages are known now.
func (j *journal) finish(t *task, answers ...state.Answer) {
	if t.finished.Swap(true) && len(answers) == 0 {
		return
	}
	if err := j.Finish(t.entry.ID, answers...); err != nil {
		j.log.Error("an update that was handled could not be marked", "id", t.id, "error", err)
	}
}
