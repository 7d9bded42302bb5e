package telegram

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"chuchu/bot/telegram/outbox"
)

// TestFirstPreview: the first preview shows the first sentence, not within the first second, and comes after three without one.
func TestFirstPreview(t *testing.T) {
	for _, test := range []struct {
		name     string
		sentence time.Duration // 0 is none
		ended    time.Duration // the answer is there
		want     time.Duration // 0 is never
	}{
		{"a fast sentence", 200 * time.Millisecond, time.Minute, time.Second},
		{"a sentence", 1700 * time.Millisecond, time.Minute, 1700 * time.Millisecond},
		{"a late one", 20 * time.Second, time.Minute, 3 * time.Second},
		{"none", 0, time.Minute, 3 * time.Second},
		{"an answer at once", 200 * time.Millisecond, 300 * time.Millisecond, 0},
		{"no sentence, and then the quotes", 0, 2 * time.Second, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &writing{writer: &writer{pace: outbox.Telegram().Preview}}
				p := &previews{w: w, news: make(chan struct{}, 1)}
				ctx, cancel := context.WithTimeout(t.Context(), test.ended)
				defer cancel()
				if test.sentence > 0 {
					time.AfterFunc(test.sentence, p.offer)
				}
				begun, due := time.Now(), p.await(ctx)
				if took := time.Since(begun); due != (test.want > 0) || due && took != test.want {
					t.Errorf("got %v after %v, want %v", due, took, test.want)
				}
			})
		})
	}
}
