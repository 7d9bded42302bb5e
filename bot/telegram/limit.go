package telegram

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// limits bound how fast a person, and a group, may ask, and how fast a person may press and type in inline mode.
type limits struct {
	people, groups *lru.Cache[int64, *rate.Limiter]
	told, taps     *lru.Cache[int64, *rate.Limiter]
	off            bool
}

// A person types a question in some seconds; whoever sends ten within a minute is a program or a child. A group may hear from
// the bot twenty times a minute by Telegram's own limit, and buttons need some of that.
const (
	personPause = 6 * time.Second // between two questions in the long run
	personBurst = 5
	groupPause  = 5 * time.Second
	groupBurst  = 8
	toldPause   = time.Minute // between two messages that say "slower": each takes the place of an answer
	// Whoever pages through an answer presses once a second at most, and inline mode asks at each pause of somebody's typing. One
	// costs what a question costs, and stores nothing.
	tapPause   = time.Second
	tapBurst   = 20
	maxLimited = 10_000 // who is forgotten begins with a full burst again
)

func newLimits(off bool) *limits {
	cache := func() *lru.Cache[int64, *rate.Limiter] { return newCache[int64, *rate.Limiter](maxLimited) }
	return &limits{cache(), cache(), cache(), cache(), off}
}

// tap takes note of a press or an inline query and returns how long to wait for the next one; 0 means that this one is
// handled.
func (l *limits) tap(user int64, now time.Time) time.Duration {
	if l.off {
		return 0
	}
	return take(l.taps, user, tapPause, tapBurst, now)
}

// tell takes note of a person who is to be told to ask slower, and returns whether that is worth a message.
func (l *limits) tell(user int64, now time.Time) bool {
	return take(l.told, user, toldPause, 1, now) == 0
}

// allow takes note of a question and returns how long to wait for the next one; 0 means that this one may be asked.
func (l *limits) allow(user, chat int64, now time.Time) time.Duration {
	if l.off {
		return 0
	}
	wait := take(l.people, user, personPause, personBurst, now)
	if wait == 0 && chat != user {
		wait = take(l.groups, chat, groupPause, groupBurst, now)
	}
	return wait
}

func take(all *lru.Cache[int64, *rate.Limiter], id int64, pause time.Duration, burst int, now time.Time) time.Duration {
	limiter := rate.NewLimiter(rate.Every(pause), burst)
	if known, ok, _ := all.PeekOrAdd(id, limiter); ok {
		all.Get(id)
		limiter = known
	}
	r := limiter.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}
