package watching

import (
	"context"
	"time"
)

const (
	// quiet is how long nothing must have changed: a copy of many files makes pauses of some milliseconds, one over a
	// slow network of some hundreds. A file that is taken while it is being written is taken again at its end.
	quiet = 500 * time.Millisecond
	// longest is after what time a change is told though there is no quiet: something may write all the time.
	longest = 10 * time.Second
)

// settle calls do when changes came and quiet followed, until ctx ends. It returns when do has.
func settle(ctx context.Context, changes <-chan struct{}, do func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
		}
		for until := time.Now().Add(longest); ; {
			timer := time.NewTimer(min(quiet, time.Until(until)))
			select {
			case <-ctx.Done():
				timer.Stop()
				return
			case <-changes:
				if timer.Stop(); time.Now().Before(until) {
					continue
				}
			case <-timer.C:
			}
			break
		}
		do()
	}
}
