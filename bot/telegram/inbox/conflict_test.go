package inbox

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chuchu/bot/telegram/api"
)

// TestTwoPollers runs two with one token for ten minutes. They say so, come ever more seldom, and lose nothing; when one
// is stopped, the other has all to itself again.
func TestTwoPollers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newTelegram()
		first, second := newInbox(t, server), newInbox(t, server)
		done := make(chan error, 2)
		ctx, stop := context.WithCancel(t.Context())
		go func() { done <- first.Poll(ctx, 0, nil) }()
		synctest.Wait()
		secondCtx, stopSecond := context.WithCancel(t.Context())
		go func() { done <- second.Poll(secondCtx, 0, nil) }()
		var sent []int64
		for id := range int64(600) {
			time.Sleep(time.Second)
			server.deliver(id + 1)
			sent = append(sent, id+1)
		}
		polls := slices.DeleteFunc(server.asked("getUpdates"), func(c call) bool { return c.form.Get("offset") != "" })
		if n := len(polls); n > 60 {
			t.Errorf("asked %d times beside what updates wanted", n)
		}
		got := slices.Concat(first.got(), second.got(), server.waiting())
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, sent) {
			t.Errorf("of %d updates %d were received or wait", len(sent), len(got))
		}
		for _, in := range []*stored{first, second} {
			if h := in.Health(); h.Failure != Conflict || !strings.Contains(in.log.String(), "only one may run with a token") {
				t.Errorf("health is %+v, and the log\n%s", h, in.log.String())
			}
		}
		stopSecond()
		if err := <-done; err != nil {
			t.Error(err)
		}
		time.Sleep(calm + maxPause + api.LongestPoll)
		if h := first.Health(); h.Failure != "" || h.Deaf(time.Now()) {
			t.Errorf("alone again, health is %+v", h)
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// TestConflictPauses checks that a poller which is thrown out each time it comes back comes back ever later, though it
// was heard in between.
func TestConflictPauses(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		polls := 0
		server.answer = func(_ context.Context, _ int, c call) string {
			if c.method != "getUpdates" {
				return ""
			}
			if polls++; polls%2 == 0 {
				return failure(409, conflict)
			}
			return `200 {"ok":true,"result":[{"update_id":1}]}`
		}
		polling(t, 0, in, func() { time.Sleep(10 * time.Minute) })
		infos := server.asked("getWebhookInfo")
		bounds := [][2]time.Duration{{4 * time.Second, 8 * time.Second}, {8 * time.Second, 16 * time.Second}, {16 * time.Second, 32 * time.Second}, {30 * time.Second, time.Minute}, {30 * time.Second, time.Minute}}
		wantPauses(t, infos, bounds)
	})
}

// TestWebhookIsSet polls while updates go elsewhere.
func TestWebhookIsSet(t *testing.T) {
	const address = "https://bots.example.org/hidden/path"
	for _, mine := range []bool{false, true} {
		inBubble(t, func(t *testing.T, server *telegram, in *stored) {
			server.webhook = api.WebhookInfo{URL: address, Pending: 12}
			server.updates = []int64{3}
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error)
			go func() {
				ended <- in.Poll(ctx, 0, func(url string) bool {
					if url != address {
						t.Errorf("asked whether %s may be deleted", url)
					}
					return mine
				})
			}()
			time.Sleep(5 * time.Minute)
			deleted := server.asked("deleteWebhook")
			if mine && (len(deleted) != 1 || deleted[0].form.Has("drop_pending_updates") || !slices.Equal(in.got(), []int64{3}) || in.Health().Failure != "") {
				t.Errorf("deleted %v, stored %v, health %+v", deleted, in.got(), in.Health())
			}
			if !mine && (len(deleted) != 0 || in.Health().Failure != Webhook || !in.Health().Deaf(time.Now()) || len(server.asked("")) > 30) {
				t.Errorf("deleted %v, asked %d times, health %+v", deleted, len(server.asked("")), in.Health())
			}
			if log := in.log.String(); !strings.Contains(log, "bots.example.org") || strings.Contains(log, "hidden") {
				t.Errorf("the log is\n%s", log)
			}
			if !mine { // the other installation is taken down
				server.mu.Lock()
				server.webhook = api.WebhookInfo{}
				server.mu.Unlock()
				time.Sleep(maxPause)
				if got := in.got(); !slices.Equal(got, []int64{3}) || in.Health().Failure != "" {
					t.Errorf("stored %v, health %+v", got, in.Health())
				}
			}
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		})
	}
}
