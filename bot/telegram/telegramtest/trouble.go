package telegramtest

import (
	"context"
	"time"
)

// Trouble is what goes wrong with requests that are still to come.
type Trouble struct {
	Method string // "" is every method
	Times  int    // how many requests; 0 is one
	Kind   TroubleKind
	Status int           // of Refusal
	Says   string        // the description of a Refusal
	For    time.Duration // of Slow, by the clock of the machine, and of Flood, in seconds
	Then   func()        // nil, or called when it has come, before the bot hears anything; it must not call the server
}

func (t *Trouble) come() {
	if t != nil && t.Then != nil {
		t.Then()
	}
}

// TroubleKind is one way in which things go wrong.
type TroubleKind int

// The kinds of trouble. But for Slow and LostResponse, the request has no effect.
const (
	Refusal      TroubleKind = iota // an error of the Bot API with a status and a description
	BadGateway                      // the HTML page of a proxy, status 502
	Flood                           // 429, to come back after a while
	Hang                            // no answer until the bot hangs up
	LostRequest                     // the connection is cut before anything has happened
	LostResponse                    // it is cut after all has happened
	Slow                            // the answer takes its time
)

// Next makes trouble. Several for one method come one after another.
func (s *Server) Next(t Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.Times = max(1, t.Times)
	s.troubles = append(s.troubles, &t)
}

// Relent takes back what trouble has not come yet.
func (s *Server) Relent() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = nil
}

func (s *Server) takeTrouble(r *request) *Trouble {
	for i, t := range s.troubles {
		if t.Method != "" && t.Method != r.method {
			continue
		}
		if t.Times--; t.Times == 0 {
			s.troubles = append(s.troubles[:i:i], s.troubles[i+1:]...)
		}
		return t
	}
	return nil
}

// before makes the trouble that comes before the effect, and reports whether the request ends with it. Waiting, it gives
// the lock up.
func (s *Server) before(ctx context.Context, t *Trouble) (out outcome, ends bool) {
	switch t.Kind {
	case Refusal:
		return outcome{refusal: refuse(t.Status, t.Says)}, true
	case BadGateway:
		return outcome{page: true}, true
	case Flood:
		s.floods++
		return outcome{refusal: tooMany(t.For)}, true
	case LostRequest:
		return outcome{cut: true}, true
	case Hang:
		s.sleep(ctx, nil)
		return outcome{cut: true}, true
	case Slow:
		timer := time.NewTimer(t.For)
		defer timer.Stop()
		s.sleep(ctx, timer.C)
	}
	return outcome{}, false
}

// sleep waits with the lock given up, until the bot hangs up, the server ends, or a time has come.
func (s *Server) sleep(ctx context.Context, until <-chan time.Time) {
	s.mu.Unlock()
	defer s.mu.Lock()
	select {
	case <-until:
	case <-ctx.Done():
	case <-s.done:
	}
}
