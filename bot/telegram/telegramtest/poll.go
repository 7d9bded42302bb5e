package telegramtest

import (
	"context"
	"time"
)

// How getUpdates is answered, from the same source.
const (
	maxPoll       = 50 * time.Second
	maxUpdates    = 100
	minPoll       = 3 * time.Second        // of a poll for the same offset as the last, within that time
	hastyPoll     = 500 * time.Millisecond // after which such a poll gets more than one update
	conflictPause = 3 * time.Second        // between one 409 and the next
)

// getUpdates answers a poll. It holds the server's lock but while it waits.
func (s *Server) getUpdates(ctx context.Context, r *request) (any, *failure) {
	q := &s.queue
	if s.webhook.url != "" {
		return nil, s.refuseConflict(ctx, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"))
	}
	q.allow(r)
	now := s.clock.now()
	offset, limit := r.int64("offset"), r.int("limit")
	if limit < 1 || limit > maxUpdates {
		limit = maxUpdates
	}
	timeout := min(max(0, time.Duration(r.int("timeout"))*time.Second), maxPoll)
	if offset == q.lastOffset && now.Before(q.lastPoll.Add(minPoll)) {
		timeout = max(timeout, minPoll)
	}
	if offset == q.lastOffset && now.Before(q.lastPoll.Add(hastyPoll)) {
		limit = 1
	}
	q.lastOffset, q.lastPoll = offset, now
	q.confirm(offset)
	s.bell.ring()
	if s.queue.waiting(now) == 0 && timeout > 0 {
		if f := s.poll(ctx, now.Add(timeout)); f != nil {
			return nil, f
		}
	}
	return q.take(limit, s.clock.now()), nil
}

// poll waits for an update, and gives way to a newer poll: that one lives.
func (s *Server) poll(ctx context.Context, until time.Time) *failure {
	q := &s.queue
	s.endPoll(conflict("terminated by other getUpdates request; make sure that only one bot instance is running"))
	mine := make(chan *failure, 1)
	q.poll = mine
	s.inflight--
	defer func() {
		s.inflight++
		if q.poll == mine {
			q.poll = nil
		}
	}()
	s.bell.ring() // for those that wait until a poll waits
	for {
		if s.revoked {
			return unauthorized()
		}
		if q.waiting(s.clock.now()) > 0 || !s.clock.now().Before(until) {
			return nil
		}
		if f := s.rest(ctx, until.Sub(s.clock.now()), mine); f != nil {
			return s.refuseConflict(ctx, f)
		}
		if ctx.Err() != nil || closed(s.done) {
			return refuse(500, "Internal Server Error: the connection is gone")
		}
	}
}

// endPoll refuses the poll that waits, if one does.
func (s *Server) endPoll(with *failure) {
	if s.queue.poll != nil {
		s.queue.poll <- with
		s.queue.poll = nil
	}
}

// refuseConflict answers 409 at once, and those that follow only after a pause.
func (s *Server) refuseConflict(ctx context.Context, f *failure) *failure {
	now := s.clock.now()
	if now.Before(s.queue.nextRefusal) {
		s.pause(ctx, conflictPause)
	} else {
		s.queue.nextRefusal = now.Add(conflictPause)
	}
	return f
}

// pause waits with the lock given up, until the server's time has moved on by d.
func (s *Server) pause(ctx context.Context, d time.Duration) {
	until := s.clock.now().Add(d)
	for left := d; left > 0 && ctx.Err() == nil && !closed(s.done); left = until.Sub(s.clock.now()) {
		s.rest(ctx, left, nil)
	}
}

// rest waits with the lock given up until something changes, d is over, or ctx or the server ends; or until it is ended
// by what comes through end, which may be nil.
func (s *Server) rest(ctx context.Context, d time.Duration, end <-chan *failure) *failure {
	ring := s.bell.wait()
	s.mu.Unlock()
	defer s.mu.Lock()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ring:
	case <-timer.C:
	case <-ctx.Done():
	case <-s.done:
	case f := <-end:
		return f
	}
	return nil
}

func closed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
