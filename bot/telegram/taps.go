package telegram

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// taps bound how fast a person may press buttons and type in inline mode. Each costs what a question costs, and neither waits
// in line: Telegram forgets them within seconds.
type taps struct {
	people *lru.Cache[int64, *rate.Limiter]
}

// Whoever pages through an answer presses once a second at most, and inline mode asks at each pause of somebody's typing.
const (
	tapPause   = time.Second
	tapBurst   = 20
	maxTappers = 10_000 // whoever is forgotten begins with a full burst again
)

func newTaps() taps { return taps{newCache[int64, *rate.Limiter](maxTappers)} }

// wait takes note of a press or an inline query and returns how long to wait for the next one; 0 means that this one is
// handled.
func (t taps) wait(user int64, now time.Time) time.Duration {
	limiter := rate.NewLimiter(rate.Every(tapPause), tapBurst)
	if known, ok, _ := t.people.PeekOrAdd(user, limiter); ok {
		t.people.Get(user)
		limiter = known
	}
	r := limiter.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}
