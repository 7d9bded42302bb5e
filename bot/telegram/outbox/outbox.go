// Package outbox is the way out: whatever the bot sends to a chat or edits there passes through it, in the order of that
// chat, no faster than Telegram takes it, and as often as it is right to try.
//
//   - Jobs of one chat leave in the order in which Do was called, one at a time. Chats do not wait for each other; where
//     the bot as a whole is too fast, those that have waited longest go first.
//   - A chat to which Telegram says "too many requests" waits for exactly as long as it is told, and the job is done
//     then: it did not land.
//   - A preview, which shows what a later job will finish, is done only if there is room, and a while after what left last
//     for its chat. It gives way to any newer job of its chat, to jobs that wait for the bot's own rate, and to a chat that has
//     to wait.
//   - Other jobs are never given up for lack of room.
//   - A job that failed on the way is done again where that cannot say something twice: what never left until it does, and
//     an edit also if it may have landed.
//
// Chats that are at rest take no memory, and the outbox has no goroutines of its own: jobs are done by those who call Do.
//
// What belongs to no chat (answers to buttons and inline queries, the typing sign) does not count for Telegram and need
// not come through here.
package outbox

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Call calls a method of the Bot API, as api.Client does. Its errors are *api.Error and *api.TransportError.
type Call func(ctx context.Context, method string, params, result any) error

// Job is one call of a method.
type Job struct {
	Chat   int64  // jobs of one chat keep their order. What is in no chat, a message of inline mode, has a number of its own
	Group  bool   // the chat is a group, where Telegram takes less
	Method string // of the Bot API, "sendMessage"
	// Params returns the parameters for a chat: the job's own, or the one that a group has become. plain asks for a text
	// without formatting, after Telegram could not read the formatted one; nil says that there is none.
	Params func(chat int64, plain bool) any
	Result any // what the answer is read into; may be nil
	// Preview says that a later job will show the same and more.
	Preview bool
	// Leaving, if not nil, is called right before the first attempt. After an error of it nothing leaves.
	Leaving func() error
	// Stayed, if not nil, is called after an attempt that surely did not land. If there is another, Leaving is called
	// again.
	Stayed func()
}

// ErrGaveWay says that a preview was not done, for the sake of something more important.
var ErrGaveWay = errors.New("the preview gave way")

// Outbox does jobs. It is safe for concurrent use.
type Outbox struct {
	call   Call
	limits Limits

	mu      sync.Mutex
	chats   map[int64]*chat // those that are not at rest
	resting chats           // those with a time before which nothing can be done for them
	ready   []*chat         // those that only wait for the bot's own rate, longest first
	pace    bucket          // of the bot
	timer   *time.Timer
}

// New returns an outbox that does jobs by call within the limits.
func New(call Call, limits Limits) *Outbox {
	return &Outbox{call: call, limits: limits, chats: map[int64]*chat{}}
}

// Do does a job and returns when it is done, or never will be. An edit that changes nothing is done. Errors are
//
//   - those of Telegram, as *api.Error: of a chat that takes nothing from the bot any more (Blocked), of a job that it
//     refuses;
//   - *api.TransportError, if it is not known whether a message landed (api.Unsure), or an edit failed too often;
//   - ErrGaveWay, the error of ctx, and that of Leaving.
func (o *Outbox) Do(ctx context.Context, job Job) error {
	t := o.enter(job)
	if t == nil {
		return ErrGaveWay
	}
	defer o.leave(t)
	for {
		if err := o.await(ctx, t); err != nil {
			return err
		}
		err := o.attempt(ctx, t)
		t.stays(err)
		next := t.after(err)
		switch {
		case ctx.Err() != nil && next.step != stop:
			t.hold = next.wait
			return err
		case next.step == stop:
			t.hold = next.wait
			return next.err
		case next.step == again:
			o.again(t, next.wait)
		case next.step == move:
			o.move(t, next.chat)
		}
	}
}

// await returns when it is the job's turn.
func (o *Outbox) await(ctx context.Context, t *turn) error {
	select {
	case err := <-t.call:
		if err == nil {
			err = ctx.Err() // both may have come, and nothing may leave then
		}
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// attempt makes one call.
func (o *Outbox) attempt(ctx context.Context, t *turn) error {
	if t.Leaving != nil && !t.left {
		if err := t.Leaving(); err != nil {
			return err
		}
		t.left = true
	}
	return o.call(ctx, t.Method, t.Params(t.Chat, t.plain), t.Result)
}
