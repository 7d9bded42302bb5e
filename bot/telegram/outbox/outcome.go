package outbox

import (
	"errors"
	"slices"
	"strings"
	"time"

	"chuchu/bot/telegram/api"
)

// tried is what was tried for a job.
type tried struct {
	plain    bool // without formatting
	moved    bool // to the chat that the group has become
	failures int  // on the way
}

// outcome says what to do after a call.
type outcome struct {
	step step
	err  error         // to stop with
	wait time.Duration // before it is tried again, or anything else in the chat
	chat int64         // to move to
}

type step int

const (
	stop step = iota
	again
	move
)

const (
	// minWait is for a server that says "too many" and not for how long.
	minWait = time.Second
	// maxFailures of an edit that may have landed are borne, with pauses of 1, 2, 4, 8 and 16 s between them: half a minute
	// in all, after which whoever pressed has pressed again. What never left is tried as long as the caller waits, at pauses
	// of 16 s in the end: a network that is away for an hour loses no answer. TestFailuresOnTheWay holds the pauses.
	maxFailures = 5
	firstPause  = time.Second
)

// after says what to do after a call that returned err.
func (t *turn) after(err error) outcome {
	e, refused := errors.AsType[*api.Error](err)
	_, lost := errors.AsType[*api.TransportError](err)
	switch {
	case err == nil:
		return outcome{}
	case refused && e.NotModified():
		return outcome{}
	case refused && e.TooMany() && t.Preview:
		return outcome{err: errors.Join(ErrGaveWay, err), wait: max(e.RetryAfter, minWait)}
	case refused && e.TooMany():
		return outcome{step: again, wait: max(e.RetryAfter, minWait)}
	case refused && e.MigrateTo != 0 && !t.moved:
		t.moved = true
		return outcome{step: move, chat: e.MigrateTo}
	case refused && e.CannotParse() && !t.plain && t.Params(t.Chat, true) != nil:
		t.plain = true
		return outcome{step: again}
	case lost || api.Unsure(err):
		return t.afterFailure(err)
	}
	return outcome{err: err}
}

// afterFailure says what to do where a call had no answer.
func (t *turn) afterFailure(err error) outcome {
	if t.Preview || api.Unsure(err) && (t.failures == maxFailures || !repeatable(t.Method)) {
		return outcome{err: err}
	}
	t.failures = min(t.failures+1, maxFailures)
	return outcome{step: again, wait: firstPause << (t.failures - 1)}
}

// stays tells whoever asked for the job where an attempt surely did not land: it ended with err.
func (t *turn) stays(err error) {
	if err != nil && t.left && t.Stayed != nil && !api.Unsure(err) {
		t.Stayed()
		t.left = false
	}
}

// repeatable reports whether a method does the same when it is called twice as when it is called once.
func repeatable(method string) bool {
	return slices.ContainsFunc([]string{"edit", "delete", "set"}, func(verb string) bool { return strings.HasPrefix(method, verb) })
}
