package outbox

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
)

// BenchmarkDo does jobs for a thousand chats without limits, from a thousand goroutines, and with a call that costs
// nothing. The peer is a lock for each chat, which keeps nothing but one call at a time.
func BenchmarkDo(b *testing.B) {
	const chats = 1000
	call := func(context.Context, string, any, any) error { return nil }
	b.Run("outbox", func(b *testing.B) {
		o := New(call, Unlimited())
		run(b, chats, func(chat int64) {
			o.Do(b.Context(), Job{Chat: chat, Method: "sendMessage", Params: func(chat int64, _ bool) any { return chat }})
		})
	})
	b.Run("locks", func(b *testing.B) {
		locks := make([]sync.Mutex, chats)
		run(b, chats, func(chat int64) {
			locks[chat].Lock()
			defer locks[chat].Unlock()
			call(b.Context(), "sendMessage", chat, nil)
		})
	})
}

func run(b *testing.B, chats int64, do func(chat int64)) {
	b.ReportAllocs()
	var next atomic.Int64
	var all sync.WaitGroup
	for range chats {
		all.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				do(n % chats)
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "jobs/s")
}
