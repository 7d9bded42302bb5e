package inbox

import (
	"sync"
	"time"

	"chuchu/bot/telegram/api"
)

// Failure names what keeps updates from coming in, in one word as for a metric. The empty one is none.
type Failure string

// The kinds of failures.
const (
	Network  Failure = "network"  // Telegram cannot be reached, or what answers is not Telegram
	Server   Failure = "server"   // Telegram answered with an error of its own
	Flood    Failure = "flood"    // Telegram wants to be left alone for a while
	Conflict Failure = "conflict" // somebody else receives this bot's updates
	Webhook  Failure = "webhook"  // the same: a webhook is set that is not ours to delete
	Delivery Failure = "delivery" // Telegram cannot deliver to the webhook
	Storage  Failure = "storage"  // updates come in and cannot be stored
	Token    Failure = "token"    // the token is dead
)

// messages are what the operator reads, with the error beside it.
var messages = map[Failure]string{
	Network:  "Telegram cannot be reached",
	Server:   "Telegram answers with an error",
	Flood:    "Telegram asks to wait",
	Conflict: "another process receives this bot's updates: only one may run with a token; stop the other, or give it a bot of its own",
	Webhook:  "a webhook is set for this bot, so its updates go there: another installation uses this token, or an earlier one left it",
	Delivery: "Telegram cannot deliver to the webhook",
	Storage:  "updates cannot be stored; they wait at Telegram, for up to 24 hours",
}

// Health tells how well updates come in. It parts a bot that nobody asks from one that hears nobody: Heard moves at least
// once a minute as long as all is well.
type Health struct {
	Heard   time.Time // when Telegram last answered as it should; zero if it never did
	Failure Failure   // what is wrong since then, if anything
	Since   time.Time // when that began
	Count   int       // failures since then
}

// deafAfter is one whole poll with its grace, and the longest pause after a failure.
const deafAfter = api.LongestPoll + api.PollGrace + maxPause

// Deaf reports whether updates have not come in for longer than a single failure takes.
func (h Health) Deaf(now time.Time) bool {
	return h.Failure == Token || now.Sub(h.Heard) > deafAfter
}

// Health returns how well updates come in. It may be called at any time, from any goroutine.
func (in *Inbox) Health() Health {
	in.watch.Lock()
	defer in.watch.Unlock()
	return in.watch.now
}

// calm is how long no conflict must have come until it counts as over. Another poller that draws back as we do is gone
// for up to a minute between two of them, and all is well meanwhile.
const calm = 5 * time.Minute

// watch keeps the health.
type watch struct {
	sync.Mutex
	now      Health
	conflict time.Time // the last one
}

// heard notes that all is well, and returns how long it was not.
func (w *watch) heard(now time.Time) (failing time.Duration) {
	w.Lock()
	defer w.Unlock()
	if w.now.Failure == Conflict && now.Sub(w.conflict) < calm {
		w.now.Heard = now
		return 0
	}
	if w.now.Failure != "" {
		failing = max(1, now.Sub(w.now.Since))
	}
	w.now = Health{Heard: now}
	return failing
}

// failed notes a failure, and returns how many of its kind there were in a row.
func (w *watch) failed(kind Failure, now time.Time) int {
	w.Lock()
	defer w.Unlock()
	if w.now.Failure == "" {
		w.now.Since = now
	}
	if w.now.Failure != kind {
		w.now.Count = 0
	}
	if kind == Conflict {
		w.conflict = now
	}
	w.now.Failure = kind
	w.now.Count++
	return w.now.Count
}
