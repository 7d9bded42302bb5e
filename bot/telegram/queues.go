package telegram

import (
	"context"
	"sync"
)

// queues has the work of one chat done in order, and that of different chats at the same time. A chat without work costs
// nothing, and one whose messages have to wait keeps no other waiting.
type queues struct {
	mu      sync.Mutex
	change  sync.Cond                            // there is more work, or less, or none will be added any more
	waiting map[queueKey][]func(context.Context) // an entry stands while a goroutine works on its queue
	fresh   []queueKey                           // those that have work and no goroutine yet
	pending int                                  // pieces of work that wait or are under way
	closed  bool
}

// maxPending is how much work may wait before no more is taken in: some 50 MB of updates. Telegram keeps what is not
// fetched for a day.
const maxPending = 10_000

// queueKey names what is done in order: the questions of a chat, or what is pressed in it, commands and all that is no
// question included. Whoever pages through an answer, or wants help, need not wait until the next one is found or written.
type queueKey struct {
	chat int64
	kind queueKind
}

type queueKind byte

const (
	questions queueKind = iota
	presses
)

func newQueues() *queues {
	q := &queues{waiting: map[queueKey][]func(context.Context){}}
	q.change.L = &q.mu
	return q
}

// add puts work at the end of a queue and returns how much stands before it. After close it is dropped.
func (q *queues) add(key queueKey, work func(context.Context)) (ahead int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return 0
	}
	waiting, busy := q.waiting[key]
	q.waiting[key] = append(waiting, work)
	q.pending++
	if !busy {
		q.fresh = append(q.fresh, key)
		q.change.Broadcast()
	}
	return len(waiting)
}

// serve does what is added, with ctx, until close was called and all is done.
func (q *queues) serve(ctx context.Context) {
	var workers sync.WaitGroup
	defer workers.Wait()
	for {
		q.mu.Lock()
		for len(q.fresh) == 0 && (!q.closed || q.pending > 0) {
			q.change.Wait()
		}
		fresh := q.fresh
		q.fresh = nil
		q.mu.Unlock()
		if len(fresh) == 0 {
			return
		}
		for _, key := range fresh {
			workers.Go(func() { q.work(ctx, key) })
		}
	}
}

// work does what waits in a queue until it is empty.
func (q *queues) work(ctx context.Context, key queueKey) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting[key]) > 0 {
		work := q.waiting[key][0]
		q.mu.Unlock()
		work(ctx)
		q.mu.Lock()
		q.waiting[key] = q.waiting[key][1:]
		q.pending--
		q.change.Broadcast()
	}
	delete(q.waiting, key)
}

// close keeps further work out.
func (q *queues) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.change.Broadcast()
}

// room returns when there is room for more work, or after close.
func (q *queues) room() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.pending > maxPending && !q.closed {
		q.change.Wait()
	}
}

// total returns how many pieces of work wait or are under way.
func (q *queues) total() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.pending
}

// crowded reports whether more work waits in a queue than the piece that is under way.
func (q *queues) crowded(key queueKey) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting[key]) > 1
}
