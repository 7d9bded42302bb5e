package inbox

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// inBubble runs a test in virtual time, with an inbox and the Telegram that it talks to.
func inBubble(t *testing.T, test func(t *testing.T, server *telegram, in *stored)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		server := newTelegram()
		test(t, server, newInbox(t, server))
	})
}

// polling runs Poll in a bubble until the test's own part returns, and wants it to end well and in time.
func polling(t *testing.T, offset int64, in *stored, during func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- in.Poll(ctx, offset, nil) }()
	synctest.Wait()
	during()
	synctest.Wait()
	cancel()
	asked := time.Now()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if took := time.Since(asked); took > time.Second {
		t.Errorf("stopping took %s", took)
	}
}

func TestPoll(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		server.updates = []int64{5, 6, 7}
		polling(t, 6, in, func() {
			server.deliver(8, 10)
			synctest.Wait()
			time.Sleep(51 * time.Second)
			server.deliver(11)
		})
		if got := in.got(); !slices.Equal(got, []int64{6, 7, 8, 10, 11}) {
			t.Errorf("stored %v", got)
		}
		if waiting := server.waiting(); len(waiting) != 0 {
			t.Errorf("%v were not confirmed", waiting)
		}
		var offsets []string
		for _, c := range server.asked("getUpdates") {
			offsets = append(offsets, c.form.Get("offset")+"/"+c.form.Get("timeout"))
			if got := c.form.Get("allowed_updates"); got != `["message","callback_query"]` {
				t.Errorf("asked for updates of the kinds %s", got)
			}
		}
		if want := []string{"6/50", "8/50", "11/50", "/50", "12/50", "12/0"}; !slices.Equal(offsets, want) {
			t.Errorf("asked for %v, want %v", offsets, want)
		}
	})
}

// TestNumberedAnew has Telegram start again from lower ids, as it does after a week without updates.
func TestNumberedAnew(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		polling(t, 900_000, in, func() {
			time.Sleep(8 * 24 * time.Hour)
			server.deliver(17, 18)
		})
		if got := in.got(); !slices.Equal(got, []int64{17, 18}) {
			t.Errorf("stored %v", got)
		}
		if h := in.Health(); h.Failure != "" {
			t.Errorf("a week without updates is taken for %s", h.Failure)
		}
	})
}

// TestStoredBeforeConfirmed has the disk full for a while: what is not stored is not confirmed.
func TestStoredBeforeConfirmed(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		in.fail = func() error { return errors.New("no space left on the disk") }
		polling(t, 0, in, func() {
			server.deliver(1, 2)
			time.Sleep(3 * time.Minute)
			if waiting := server.waiting(); len(waiting) != 2 {
				t.Errorf("only %v wait at Telegram while nothing can be stored", waiting)
			}
			if h := in.Health(); h.Failure != Storage || !strings.Contains(in.log.String(), "no space left") {
				t.Errorf("got %+v, and the log\n%s", h, in.log.String())
			}
			in.mu.Lock()
			in.fail = nil
			in.mu.Unlock()
			time.Sleep(maxPause)
		})
		if got := in.got(); !slices.Equal(got, []int64{1, 2}) || len(server.waiting()) > 0 {
			t.Errorf("stored %v, %v wait", got, server.waiting())
		}
		if n := len(server.asked("getUpdates")); n > 15 {
			t.Errorf("asked %d times in four minutes", n)
		}
	})
}

// TestPauses checks, for each way to fail, when it is tried again, and that all is well after it.
func TestPauses(t *testing.T) {
	const told = `429 {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 90","parameters":{"retry_after":90}}`
	for _, c := range []struct {
		name, answer string
		kind         Failure
		bounds       [][2]time.Duration // of the pauses
	}{
		{"network", "broken", Network, [][2]time.Duration{{500 * time.Millisecond, time.Second}, {time.Second, 2 * time.Second}, {2 * time.Second, 4 * time.Second},
			{4 * time.Second, 8 * time.Second}, {8 * time.Second, 16 * time.Second}, {16 * time.Second, 32 * time.Second}, {30 * time.Second, time.Minute}, {30 * time.Second, time.Minute}}},
		{"page", "502 <html>Bad Gateway</html>", Network, [][2]time.Duration{{500 * time.Millisecond, time.Second}, {time.Second, 2 * time.Second}}},
		{"server", failure(500, "Internal Server Error"), Server, [][2]time.Duration{{500 * time.Millisecond, time.Second}, {time.Second, 2 * time.Second}}},
		{"bad request", failure(400, "Bad Request: no"), Server, [][2]time.Duration{{500 * time.Millisecond, time.Second}, {time.Second, 2 * time.Second}}},
		{"flood", told, Flood, [][2]time.Duration{{90 * time.Second, 90 * time.Second}, {90 * time.Second, 90 * time.Second}}},
		{"not updates", `200 {"ok":true,"result":[{"message":{}}]}`, Network, [][2]time.Duration{{500 * time.Millisecond, time.Second}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, server *telegram, in *stored) {
				server.answer = func(_ context.Context, n int, call call) string {
					if n <= len(c.bounds) {
						return c.answer
					}
					if h := in.Health(); n == len(c.bounds)+1 && (h.Failure != c.kind || h.Count != len(c.bounds)) {
						t.Errorf("health is %+v", h)
					}
					return ""
				}
				polling(t, 0, in, func() { time.Sleep(time.Hour) })
				calls := server.asked("getUpdates")
				if len(calls) < len(c.bounds)+1 {
					t.Fatalf("asked %d times", len(calls))
				}
				wantPauses(t, calls, c.bounds)
				if h := in.Health(); h.Failure != "" || h.Deaf(time.Now()) || !strings.Contains(in.log.String(), "reachable again") {
					t.Errorf("afterwards health is %+v, and the log\n%s", h, in.log.String())
				}
			})
		})
	}
}

// wantPauses holds the pauses between calls against the shortest and the longest that each may be.
func wantPauses(t *testing.T, calls []call, bounds [][2]time.Duration) {
	t.Helper()
	for i, b := range bounds {
		if wait := calls[i+1].at - calls[i].at; wait < b[0] || wait > b[1] {
			t.Errorf("pause %d was %s, want %s to %s", i+1, wait, b[0], b[1])
		}
	}
}

func TestTokenRefused(t *testing.T) {
	for _, answer := range []string{failure(401, "Unauthorized"), failure(404, "Not Found")} {
		for _, step := range []string{"getMe", "getUpdates", "getWebhookInfo"} {
			inBubble(t, func(t *testing.T, server *telegram, in *stored) {
				server.answer = func(_ context.Context, _ int, c call) string {
					if c.method == step {
						return answer
					}
					return ""
				}
				var err error
				switch step {
				case "getMe":
					_, err = in.Greet(t.Context())
				case "getUpdates":
					err = in.Poll(t.Context(), 3, nil)
				case "getWebhookInfo":
					err = in.Watch(t.Context(), "https://example.org/")
				}
				if err == nil || !strings.Contains(err.Error(), "TELEGRAM_BOT_TOKEN") || strings.Contains(err.Error(), secret[10:]) {
					t.Errorf("%s: got %v", step, err)
				}
				time.Sleep(time.Hour)
				if n := len(server.asked("")); n != 1 {
					t.Errorf("%s: a dead token was used %d times", step, n)
				}
				if h := in.Health(); h.Failure != Token || !h.Deaf(time.Now()) {
					t.Errorf("%s: health is %+v", step, h)
				}
			})
		}
	}
}

// TestStop stops a poll that waits, with something stored that Telegram has not been told of.
func TestStop(t *testing.T) {
	for _, c := range []struct {
		name     string
		last     string        // the answer to the last call; "" for the server's own
		slow     time.Duration // before it
		expected time.Duration
		says     string
	}{
		{"at once", "", 0, 0, ""},
		{"held back as a poll that follows too fast", "", 3 * time.Second, goodbye, ""},
		{"while the network is gone", "broken", 0, 0, "could not be confirmed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, server *telegram, in *stored) {
				server.answer = func(ctx context.Context, _ int, call call) string {
					if call.form.Get("timeout") != "0" {
						return ""
					}
					select {
					case <-time.After(c.slow):
					case <-ctx.Done():
					}
					return c.last
				}
				var stopped time.Time
				polling(t, 0, in, func() {
					server.deliver(41)
					synctest.Wait()
					time.Sleep(10 * time.Second)
					stopped = time.Now()
				})
				if took := time.Since(stopped); took != c.expected {
					t.Errorf("it took %s, want %s", took, c.expected)
				}
				calls := server.asked("")
				if last := calls[len(calls)-1]; last.form.Get("offset") != "42" || last.form.Get("timeout") != "0" {
					t.Errorf("the last call was %s", last)
				}
				if !strings.Contains(in.log.String(), c.says) {
					t.Errorf("the log is\n%s", in.log.String())
				}
			})
		})
	}
}

// TestStopWhileResting stops in the middle of a pause.
func TestStopWhileResting(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		server.answer = func(context.Context, int, call) string { return "broken" }
		polling(t, 0, in, func() { time.Sleep(10 * time.Minute) })
	})
}

// TestHasty polls a server that does not wait.
func TestHasty(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		server.answer = func(context.Context, int, call) string { return nothing }
		polling(t, 0, in, func() { time.Sleep(time.Minute) })
		if n := len(server.asked("getUpdates")); n < 100 || n > 125 {
			t.Errorf("asked %d times in a minute", n)
		}
	})
}

// TestIdleIsNotDeaf parts a bot that nobody asks from one that hears nobody.
func TestIdleIsNotDeaf(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		var gone atomic.Bool
		server.answer = func(context.Context, int, call) string {
			if gone.Load() {
				return "broken"
			}
			return ""
		}
		if h := in.Health(); !h.Deaf(time.Now()) {
			t.Error("a bot that was not started is not deaf")
		}
		polling(t, 0, in, func() {
			for range 60 {
				time.Sleep(time.Minute)
				if h := in.Health(); h.Deaf(time.Now()) || h.Failure != "" {
					t.Fatalf("an idle bot is called deaf: %+v", h)
				}
			}
			gone.Store(true)
			time.Sleep(3 * time.Minute)
			if h := in.Health(); !h.Deaf(time.Now()) || h.Failure != Network || h.Count < 3 || time.Since(h.Since) > 3*time.Minute {
				t.Errorf("a deaf bot is called idle: %+v", h)
			}
		})
	})
}

func TestGreet(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		server.answer = func(_ context.Context, n int, c call) string {
			switch n {
			case 1:
				return "no such host"
			case 2:
				return "502 <html>"
			}
			return ""
		}
		me, err := in.Greet(t.Context())
		if err != nil || me.Username != "chuchu_bot" || len(server.asked("getMe")) != 3 {
			t.Errorf("got %+v, %v", me, err)
		}
		server.answer = func(context.Context, int, call) string { return "no such host" }
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if _, err := in.Greet(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the error of the context", err)
		}
		if n := len(server.asked("getMe")); n > 130 {
			t.Errorf("asked %d times in an hour", n)
		}
	})
}

// TestPause checks the pause for every number of failures: from half of the whole to the whole, never above the longest,
// never shorter than before at the same jitter.
func TestPause(t *testing.T) {
	for _, jitter := range []float64{0, 0.3, 0.999} {
		before := time.Duration(0)
		for _, failures := range []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 63, 64, 65, 1 << 40} {
			got := pause(failures, jitter)
			if got < firstPause/2 || got > maxPause || got < before {
				t.Errorf("after %d failures, jitter %g: %s, before it %s", failures, jitter, got, before)
			}
			before = got
		}
		if before < maxPause/2 {
			t.Errorf("the longest pause is %s", before)
		}
	}
	if got := pause(3, 0.5); got != 3*time.Second {
		t.Errorf("got %s, want 3s", got)
	}
}
