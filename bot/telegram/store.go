package telegram

import (
	"context"
	"errors"
	"time"

	"chuchu/bot/telegram/state"
)

// How long to wait for a disk that is full, or cannot be written to for another reason: a second at first, since room is
// often made at once, then twice as long each time.
const (
	firstRoom = time.Second
	lastRoom  = 30 * time.Second
)

// store writes to the state for an update. While that cannot be written it waits, and the line of the update with it: to give
// the update up would take less room than to answer it, so it would succeed, and the question would be lost. Errors are that
// of ctx, and those that say that nothing is to be written: the update is handled, the state is closed.
func (v *Service) store(ctx context.Context, t *task, write func() error) error {
	for pause := firstRoom; ; pause = min(2*pause, lastRoom) {
		err := write()
		_, unwritten := errors.AsType[*state.WriteError](err)
		if !unwritten || errors.Is(err, state.ErrClosed) {
			return err
		}
		v.log.Error("an answer waits until it can be stored", "id", t.id, "again_in", pause, "error", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}
