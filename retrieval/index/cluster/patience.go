package cluster

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"chuchu/retrieval/index"
)

const (
	// patience is how long a write is tried again: Weaviate refuses them for up to 12 s after a node died, until its gossip
	// has noticed, and for some more until Raft has a leader.
	patience = 60 * time.Second
	// firstPause is the first pause between two tries; each is twice the one before, up to maxPause.
	firstPause = 200 * time.Millisecond
	maxPause   = 5 * time.Second
)

// patiently tries something until it works, is refused for good, or has failed for as long as there is patience. It is
// the only place here where something is tried again; [Cluster.call] only goes on to the next host.
func patiently(ctx context.Context, try func() error) error {
	pauses := &backoff.ExponentialBackOff{InitialInterval: firstPause, MaxInterval: maxPause, Multiplier: 2}
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := try()
		if err != nil && !errors.Is(err, index.ErrUnreachable) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(pauses), backoff.WithMaxElapsedTime(patience))
	return err
}
