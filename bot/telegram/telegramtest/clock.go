package telegramtest

import "time"

// clock is the time of the server: that of the machine, or one that stands still, moved on by what the test has moved it.
type clock struct {
	still time.Time // zero: it goes
	moved time.Duration
}

func (c *clock) now() time.Time {
	if !c.still.IsZero() {
		return c.still.Add(c.moved)
	}
	return time.Now().Add(c.moved)
}

// Now returns the server's time.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock.now()
}

// Advance moves the server's time on. What has waited long enough by then, a poll for one, ends at once.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock.moved += d
	s.bell.ring()
}

// bell wakes all who wait for a change. Its zero value is ready; the server's lock guards it.
type bell struct{ rings chan struct{} }

// wait returns a channel that is closed at the next change.
func (b *bell) wait() chan struct{} {
	if b.rings == nil {
		b.rings = make(chan struct{})
	}
	return b.rings
}

func (b *bell) ring() {
	if b.rings != nil {
		close(b.rings)
		b.rings = nil
	}
}
