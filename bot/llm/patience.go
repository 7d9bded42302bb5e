package llm

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/sony/gobreaker/v2"
)

// patience is how long a model may keep its reader waiting.
type patience struct {
	header time.Duration // until it begins to answer
	idle   time.Duration // between two pieces of an answer
	lull   time.Duration // for what may come behind an answer that is finished
	total  time.Duration // for all of it, retries included
	pause  time.Duration // before the first retry; doubled for the next
}

const (
	// maxTries is how often an endpoint is asked that fails before its first word.
	maxTries = 3
	// longestPause is the longest that an endpoint's Retry-After is obeyed; one that asks for more is away.
	longestPause = 30 * time.Second
	// failuresToOpen is after how many failures in a row an endpoint is left alone, and restTime for how long. One reader
	// waits for each, so few; a hiccup is one or two.
	failuresToOpen = 3
	restTime       = 30 * time.Second
)

// of is how long to wait for the next event of an answer.
func (p patience) of(a *answer) time.Duration {
	switch {
	case a.finished:
		return p.lull
	case a.written.Len() == 0:
		return p.header
	}
	return p.idle
}

// repeated asks until it is answered, as long as asking again is of use. An error that [backoff.Permanent] made ends it.
func repeated[T any](ctx context.Context, p patience, ask func(context.Context) (T, error)) (T, error) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval = p.pause
	return backoff.Retry(ctx, func() (T, error) {
		answer, err := ask(ctx)
		wait := time.Duration(0)
		if r, ok := errors.AsType[*refusal](err); ok {
			wait = r.wait
		}
		_, final := errors.AsType[*backoff.PermanentError](err)
		switch {
		case err == nil || final:
		case ctx.Err() != nil:
			err = backoff.Permanent(context.Cause(ctx))
		case !worthRetrying(err) || wait > longestPause:
			err = backoff.Permanent(err)
		case wait > 0:
			err = later{err, backoff.RetryAfter(int(math.Ceil(wait.Seconds())))}
		}
		return answer, err
	}, backoff.WithBackOff(pauses), backoff.WithMaxTries(maxTries), backoff.WithMaxElapsedTime(0))
}

// later is an error after which the endpoint said when to come back.
type later struct{ error, back error }

func (l later) Error() string   { return l.error.Error() }
func (l later) Unwrap() []error { return []error{l.error, l.back} }

// newBreaker returns what leaves an endpoint alone for a while that failed several times in a row. What excluded is true of
// speaks neither for the endpoint nor against it.
func newBreaker[T any](excluded func(error) bool) *gobreaker.CircuitBreaker[T] {
	return gobreaker.NewCircuitBreaker[T](gobreaker.Settings{
		Timeout:      restTime,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failuresToOpen },
		IsSuccessful: func(err error) bool { return !endpointFailed(err) },
		IsExcluded:   excluded,
	})
}
