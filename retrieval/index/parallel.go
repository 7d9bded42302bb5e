package index

import (
	"context"
	"sync"
	"sync/atomic"
)

// Parallel divides n things into stretches, which so many workers do at the same time. It returns the first error, or
// why ctx ended.
func Parallel(ctx context.Context, n, stretch, workers int, do func(ctx context.Context, from, to int) error) error {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	var taken atomic.Int64
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for ctx.Err() == nil {
				from := int(taken.Add(int64(stretch))) - stretch
				if from >= n {
					return
				}
				if err := do(ctx, from, min(from+stretch, n)); err != nil {
					fail(err)
				}
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}
