package inbox

import (
	"errors"
	"time"

	"chuchu/bot/telegram/api"
)

// Pauses after failures. The first is long enough that a server which just starts again is not asked in vain, the
// longest short enough that nobody waits much longer than Telegram was away.
const (
	firstPause = time.Second
	maxPause   = time.Minute
)

// conflictHead is how many doublings the pauses after a conflict begin ahead: at 4 to 8 seconds. Telegram ends the polls
// of two that do not give way every 3 seconds, and a deployment that replaces another needs some seconds to end it.
const conflictHead = 3

// delay returns how long to wait after so many failures of a kind in a row, the last of which was err: longer each time,
// and at least as long as Telegram tells. jitter is from 0 to 1.
func delay(err error, kind Failure, failures int, jitter float64) time.Duration {
	if kind == Conflict || kind == Webhook {
		failures += conflictHead
	}
	wait := pause(failures, jitter)
	if e, ok := errors.AsType[*api.Error](err); ok {
		wait = max(wait, e.RetryAfter)
	}
	return wait
}

// pause doubles from firstPause to maxPause; jitter, from 0 to 1, takes up to half of it away, so that many who lost
// Telegram at the same moment do not come back at the same moment.
func pause(failures int, jitter float64) time.Duration {
	whole := maxPause
	if doublings := max(0, failures-1); doublings < 10 {
		whole = min(firstPause<<doublings, maxPause)
	}
	return whole/2 + time.Duration(jitter*float64(whole/2))
}
