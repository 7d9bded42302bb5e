package cluster

import (
	"context"
	"errors"
	"time"

	"chuchu/retrieval/index"
)

const (
	// patience is how long a write is tried again: Weaviate refuses them for up to 12 s after a node died, until its gossip
	// has noticed, and for some more until Raft has a leader.
	patience = 60 * time.Second
	// firstPause is the first pause between two tries; each is twice the one before, up to longestPause.
	firstPause   = 200 * time.Millisecond
	longestPause = 5 * time.Second
)

// patiently tries something until it works, is refused for good, or has failed for as long as there is patience.
func patiently(ctx context.Context, try func() error) error {
	begun, pause := time.Now(), firstPause
	for {
		err := try()
		if !errors.Is(err, index.ErrUnreachable) || time.Since(begun) > patience {
			return err
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
		pause = min(2*pause, longestPause)
	}
}

func sleep(ctx context.Context, pause time.Duration) error {
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
