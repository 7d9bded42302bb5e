package telegram

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

func TestQueuesKeepTheOrderOfAChat(t *testing.T) {
	q := newQueues()
	var mu sync.Mutex
	done := map[queueKey][]int{}
	for n := range 100 {
		for chat := range int64(20) {
			for _, kind := range []queueKind{questions, presses} {
				where := queueKey{chat, kind}
				q.add(where, func(context.Context) {
					mu.Lock()
					defer mu.Unlock()
					done[where] = append(done[where], n)
				})
			}
		}
	}
	q.close()
	q.serve(t.Context())
	if len(done) != 40 || q.total() != 0 {
		t.Errorf("%d queues have worked, and %d pieces are left", len(done), q.total())
	}
	for where, order := range done {
		if len(order) != 100 || !slices.IsSorted(order) {
			t.Errorf("%v: %v", where, order)
		}
	}
}

func TestQueuesDoNotWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueues()
		var served sync.WaitGroup
		served.Go(func() { q.serve(t.Context()) })
		held, passed := make(chan struct{}), make(chan struct{})
		q.add(queueKey{1, questions}, func(context.Context) { <-held })
		q.add(queueKey{1, questions}, func(context.Context) {})
		q.add(queueKey{2, questions}, func(context.Context) { passed <- struct{}{} })
		q.add(queueKey{1, presses}, func(context.Context) { passed <- struct{}{} })
		<-passed
		<-passed
		synctest.Wait()
		if n := q.total(); n != 2 {
			t.Errorf("%d pieces of work are left, want the two of the queue that is held", n)
		}
		q.close()
		q.add(queueKey{3, questions}, func(context.Context) { t.Error("work was added after the end") })
		close(held)
		served.Wait()
		synctest.Wait()
		if len(q.waiting) > 0 {
			t.Errorf("at rest there are %d queues", len(q.waiting))
		}
	})
}

func TestQueuesTakeInNoMoreThanTheyHaveRoomFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueues()
		var served sync.WaitGroup
		served.Go(func() { q.serve(t.Context()) })
		held, roomy := make(chan struct{}), false
		for n := range int64(maxPending + 1) {
			q.add(queueKey{n, questions}, func(context.Context) { <-held })
		}
		go func() {
			q.room()
			roomy = true
		}()
		synctest.Wait()
		if roomy {
			t.Error("there is room for more")
		}
		held <- struct{}{}
		synctest.Wait()
		if !roomy {
			t.Error("there is no room when a piece of work is done")
		}
		q.add(queueKey{0, presses}, func(context.Context) { <-held })
		q.close()
		q.room() // at the end nobody waits for it
		close(held)
		served.Wait()
	})
}
