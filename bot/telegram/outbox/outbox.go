// Package outbox is the way out: whatever the bot sends to a chat or edits there passes through it, in the order of that
// chat, no faster than Telegram takes it, and as often as it is right to try.
//
//   - Jobs of one chat leave in the order in which Do was called, one at a time. Chats do not wait for each other; where
//     the bot as a whole is too fast, those that have waited longest go first.
//   - A chat to which Telegram says "too many requests" waits for exactly as long as it is told, and the job is done
//     then: it did not land.
//   - A preview, which shows what a later job will finish, is done only where there is room. It gives way to any newer
//     job of its chat, to jobs that wait for the bot's own rate, and to a chat that has to wait.
//   - Other jobs are never given up for lack of room.
//   - A job that failed on the way is done again where that cannot say something twice: what never left until it does, and
//     an edit also where it may have landed.
//
// Chats that are at rest take no memory, and the outbox has no goroutines of its own: jobs are done by those who call Do.
//
// What belongs to no chat (answers to buttons and inline queries, the typing sign) does not count for Telegram and need
// not come through here.
package outbox

import (
	"context"
	"errors"
	"fmt"
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
	// Leaving, if not nil, is called once, right before the first attempt. After an error of it nothing leaves.
	Leaving func() error
}

var (
	// ErrGaveWay says that a preview was not done, for the sake of something more important.
	ErrGaveWay = errors.New("the preview gave way")
	// ErrClosed says that the outbox was closed before the job was done. Nothing left for it but what did not land or
	// can be done again.
	ErrClosed = errors.New("the outbox is closed")
)

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
	jobs    int           // in hand
	drained chan struct{} // made by Close, closed when no jobs are in hand
	closed  bool          // nothing new
	ended   bool          // nothing at all any more
	undone  int           // jobs in hand when it was ended before they were done
}

// New returns an outbox that does jobs by call within the limits.
func New(call Call, limits Limits) *Outbox {
	return &Outbox{call: call, limits: limits, chats: map[int64]*chat{}}
}

// Do does a job and returns when it is done, or never will be. An edit that changes nothing is done. Errors are
//
//   - those of Telegram, as *api.Error: of a chat that takes nothing from the bot any more (Blocked), of a job that it
//     refuses;
//   - *api.TransportError, where it is not known whether a message landed (api.Unsure), or an edit failed too often;
//   - ErrGaveWay, ErrClosed, the error of ctx, and that of Leaving.
func (o *Outbox) Do(ctx context.Context, job Job) error {
	t, err := o.enter(job)
	if err != nil {
		return err
	}
	defer o.leave(t)
	for {
		if err := o.await(ctx, t); err != nil {
			return err
		}
		err := o.attempt(ctx, t)
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
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.mu.Lock()
	t.cancel = cancel
	ended := o.ended
	o.mu.Unlock()
	if ended {
		return ErrClosed
	}
	if t.Leaving != nil {
		if err := t.Leaving(); err != nil {
			return err
		}
		t.Leaving = nil
	}
	return o.call(ctx, t.Method, t.Params(t.Chat, t.plain), t.Result)
}

// Close takes no more jobs, lets previews go, and waits for the others until ctx ends; what is left then is cancelled.
// The error says how many those were. When Close returns, no call is under way.
func (o *Outbox) Close(ctx context.Context) error {
	o.mu.Lock()
	o.closed = true
	for _, c := range o.chats {
		o.dropPreview(c, ErrClosed)
	}
	if o.drained == nil {
		o.drained = make(chan struct{})
		o.finish()
	}
	o.mu.Unlock()
	select {
	case <-o.drained:
		return nil
	case <-ctx.Done():
	}
	left := o.end()
	<-o.drained
	if left == 0 {
		return nil
	}
	return fmt.Errorf("closing the outbox: %d jobs were not done: %w", left, ctx.Err())
}

// finish lets Close return, and everything be, when no jobs are in hand any more.
func (o *Outbox) finish() {
	if o.jobs > 0 || o.drained == nil {
		return
	}
	close(o.drained)
	o.ended = true
	clear(o.chats)
	o.resting, o.ready = nil, nil
	if o.timer != nil {
		o.timer.Stop()
	}
}

// end cancels all jobs and returns how many those were.
func (o *Outbox) end() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.ended {
		return o.undone
	}
	o.ended, o.undone = true, o.jobs
	for _, c := range o.chats {
		for i, t := range c.line {
			if i == 0 && c.busy {
				if t.cancel != nil {
					t.cancel()
				}
				continue
			}
			t.call <- ErrClosed
		}
	}
	return o.undone
}
