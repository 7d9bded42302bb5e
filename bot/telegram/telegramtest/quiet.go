package telegramtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Quiet waits until nothing is left to wait for: each update is confirmed (or taken by the webhook), no request is being
// handled, each tap and inline query is answered, and each message that spoke to the bot has been followed by one of the
// bot's, or an edit. On the end of ctx the error says what was still open.
func (s *Server) Quiet(ctx context.Context) error {
	err := s.Until(ctx, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.unheard == 0 && s.calm()
	})
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		return fmt.Errorf("the bot is not done: %s: %w", strings.Join(s.open(), "; "), err)
	}
	return nil
}

// settled waits until nothing is open, answers aside, and no request has come for a while. It is for the rare case in
// which silence is what is wanted.
func (s *Server) settled(ctx context.Context, while time.Duration) error {
	for {
		var change chan struct{}
		err := s.Until(ctx, func() bool {
			s.mu.Lock()
			defer s.mu.Unlock()
			change = s.bell.wait()
			return s.calm()
		})
		if err != nil {
			return err
		}
		select {
		case <-change:
		case <-time.After(while):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// calm reports whether nothing is open but messages, which may stay without an answer.
func (s *Server) calm() bool {
	now := s.clock.now()
	return s.inflight == 0 && s.queue.waiting(now) == 0 && len(s.spinning(now)) == 0
}

// spin is a tap or an inline query that nothing has answered.
type spin struct {
	says string // what is to be said of it
	ends time.Time
}

// spinning says which taps and inline queries wait, and forgets those for which it is too late.
func (s *Server) spinning(now time.Time) []string {
	var open []string
	for id, spin := range s.spins {
		if now.After(spin.ends) {
			delete(s.spins, id)
		} else {
			open = append(open, spin.says)
		}
	}
	slices.Sort(open)
	return open
}

// open says all that the server still waits for.
func (s *Server) open() []string {
	var open []string
	now := s.clock.now()
	if n := s.queue.waiting(now); n > 0 {
		open = append(open, fmt.Sprintf("%d updates are not confirmed", n))
	}
	if s.inflight > 0 {
		open = append(open, fmt.Sprintf("%d requests are being handled", s.inflight))
	}
	open = append(open, s.spinning(now)...)
	for _, id := range s.order {
		for _, m := range s.chats[id].unheard {
			open = append(open, fmt.Sprintf("nothing answers message %d in %s: %q", m.ID, s.chats[id].title, m.Text))
		}
	}
	return open
}

// Delays returns how long each message to the bot waited for what followed it, in the order of the answers.
func (s *Server) Delays() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.delays)
}

// hear remembers that a message spoke to the bot.
func (s *Server) hear(m *message) {
	m.chat.unheard = append(m.chat.unheard, m)
	s.unheard++
}

// heard strikes out what a message or an edit of the bot follows: what it replies to, else the oldest.
func (s *Server) heard(c *chat, replyTo int) {
	if len(c.unheard) == 0 {
		return
	}
	i := max(0, slices.IndexFunc(c.unheard, func(m *message) bool { return m.ID == replyTo }))
	s.delays = append(s.delays, s.clock.now().Sub(c.unheard[i].at))
	c.unheard = slices.Delete(c.unheard, i, i+1)
	s.unheard--
}
