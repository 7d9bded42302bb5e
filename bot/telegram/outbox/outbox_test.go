package outbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chuchu/bot/telegram/api"
)

// server stands for the Bot API.
type server struct {
	start  time.Time
	calls  []string                                            // "1.5s 7 edit hello", in the order they came
	answer func(ctx context.Context, call string, n int) error // nil: all is well. n counts the calls from 0
}

type params struct {
	chat int64
	text string
}

// job sends a text to a chat, or does what method says; the plain version of a text is the text in brackets.
func job(chat int64, text string) Job {
	return Job{Chat: chat, Method: "sendMessage", Params: func(chat int64, plain bool) any {
		if plain {
			return params{chat, "(" + text + ")"}
		}
		return params{chat, text}
	}}
}

func edit(chat int64, text string) Job {
	j := job(chat, text)
	j.Method = "editMessageText"
	return j
}

func preview(chat int64, text string) Job {
	j := edit(chat, text)
	j.Preview = true
	return j
}

// world is an outbox before a server, in virtual time, with what came of the jobs.
type world struct {
	*testing.T
	*Outbox
	server
	results []string // "hello: <nil>", in the order they came
}

// inWorld runs a test in virtual time, and wants the outbox at rest at the end.
func inWorld(t *testing.T, limits Limits, test func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{T: t, server: server{start: time.Now()}}
		w.Outbox = New(w.call, limits)
		test(w)
		time.Sleep(time.Hour)
		synctest.Wait()
		w.mu.Lock()
		defer w.mu.Unlock()
		if len(w.chats) > 0 || len(w.resting) > 0 || len(w.ready) > 0 {
			t.Errorf("at rest there are %d chats, %d resting, %d ready", len(w.chats), len(w.resting), len(w.ready))
		}
	})
}

func (w *world) call(ctx context.Context, method string, p, result any) error {
	text := p.(params).text
	if method != "sendMessage" {
		text = method[:4] + " " + text
	}
	w.mu.Lock()
	n := len(w.calls)
	w.calls = append(w.calls, fmt.Sprintf("%v %d %s", time.Since(w.start), p.(params).chat, text))
	w.mu.Unlock()
	if w.answer == nil {
		return nil
	}
	return w.answer(ctx, text, n)
}

// do calls Do beside the test, and returns when it waits for something.
func (w *world) do(jobs ...Job) {
	for _, j := range jobs {
		w.doUntil(context.Background(), j)
	}
}

func (w *world) doUntil(ctx context.Context, j Job) {
	go func() {
		err := w.Do(ctx, j)
		w.mu.Lock()
		defer w.mu.Unlock()
		w.results = append(w.results, fmt.Sprintf("%s: %v", j.Params(0, false).(params).text, err))
	}()
	synctest.Wait()
}

// fails has the first calls end with these errors, nil for one that is well, and all later ones well.
func (w *world) fails(faults ...error) {
	w.answer = func(_ context.Context, _ string, n int) error {
		if n < len(faults) {
			return faults[n]
		}
		return nil
	}
}

// after returns when all has been done that is going to be within a time.
func (w *world) after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (w *world) seen(list *[]string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(*list)
}

func (w *world) wantCalls(want ...string) {
	w.Helper()
	wantLines(w.T, "calls", w.seen(&w.calls), want)
}

func (w *world) wantResults(want ...string) {
	w.Helper()
	wantLines(w.T, "results", w.seen(&w.results), want)
}

// sortResults is for those that come at the same moment.
func (w *world) sortResults() {
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.Sort(w.results)
}

func wantLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// oneASecond is a limit that is easily seen.
var oneASecond = Limits{Chat: Rate{time.Second, 1}}

func TestChatKeepsItsOrderAndPace(t *testing.T) {
	inWorld(t, Telegram(), func(w *world) {
		w.do(job(1, "a"), edit(1, "b"), job(1, "c"), job(1, "d"), job(1, "e"), job(2, "x"))
		w.after(10 * time.Second)
		w.do(job(1, "f"), job(1, "g"), job(1, "h"), job(1, "i"))
		w.after(10 * time.Second)
		w.wantCalls("0s 1 a", "0s 1 edit b", "0s 1 c", "0s 2 x", "1s 1 d", "2s 1 e", "10s 1 f", "10s 1 g", "10s 1 h", "11s 1 i")
	})
}

func TestOneAtATimeInAChat(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.answer = func(context.Context, string, int) error { time.Sleep(3 * time.Second); return nil }
		w.do(job(1, "a"), job(1, "b"), job(2, "x"))
		w.after(10 * time.Second)
		w.wantCalls("0s 1 a", "0s 2 x", "3s 1 b")
	})
}

func TestGroupTakesTwentyAMinute(t *testing.T) {
	inWorld(t, Telegram(), func(w *world) {
		for n := range 30 {
			j := job(-1, fmt.Sprint(n))
			j.Group = true
			w.do(j)
		}
		w.after(time.Minute - 1)
		if calls := w.seen(&w.calls); len(calls) != 19 { // the twentieth leaves with the minute
			t.Errorf("%d left in the first minute: %v", len(calls), calls)
		}
		w.after(time.Minute)
		if calls := w.seen(&w.calls); len(calls) != 30 {
			t.Errorf("%d left in two minutes", len(calls))
		}
	})
}

func TestChatsShareTheOverallRateFairly(t *testing.T) {
	inWorld(t, Limits{Overall: Rate{time.Second, 1}}, func(w *world) {
		w.do(job(1, "a"), job(1, "b"), job(1, "c"), job(1, "d"), job(2, "x"), job(3, "y"), job(2, "z"))
		w.after(time.Minute)
		w.wantCalls("0s 1 a", "1s 1 b", "2s 2 x", "3s 3 y", "4s 1 c", "5s 2 z", "6s 1 d")
	})
}

func TestTooManyRequestsMakesTheChatWait(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.fails(tooMany(7300*time.Millisecond), nil, tooMany(0))
		w.do(job(1, "a"), job(2, "x"), job(1, "b")) // x is call 1, so the second try of a is call 2
		w.after(time.Minute)
		w.wantCalls("0s 1 a", "0s 2 x", "7.3s 1 a", "8.3s 1 a", "8.3s 1 b")
		w.wantResults("x: <nil>", "a: <nil>", "b: <nil>")
	})
}

func tooMany(wait time.Duration) error {
	return &api.Error{Method: "sendMessage", Code: 429, Description: "Too Many Requests", RetryAfter: wait}
}

func TestNewerJobsReplaceAPreview(t *testing.T) {
	inWorld(t, oneASecond, func(w *world) {
		w.do(preview(1, "p1"), preview(1, "p2"), preview(1, "p3"))
		w.wantResults("p1: <nil>", "p2: the preview gave way")
		w.after(time.Second)
		w.wantCalls("0s 1 edit p1", "1s 1 edit p3")
		w.do(preview(1, "p4"), edit(1, "done"))
		w.after(time.Minute)
		w.wantCalls("0s 1 edit p1", "1s 1 edit p3", "2s 1 edit done")
		w.wantResults("p1: <nil>", "p2: the preview gave way", "p3: <nil>", "p4: the preview gave way", "done: <nil>")
	})
}

// TestPreviewsKeepTheirPace: however fast there is something new, it is shown at the pace of previews, and the last one is the
// newest. What is no preview does not wait for it.
func TestPreviewsKeepTheirPace(t *testing.T) {
	inWorld(t, Telegram(), func(w *world) {
		w.do(job(1, "first"))
		for n := range 40 {
			w.do(preview(1, fmt.Sprint("p", n)))
			w.after(200 * time.Millisecond)
		}
		w.do(edit(1, "done"))
		w.after(time.Minute)
		w.wantCalls("0s 1 first", "3s 1 edit p14", "6s 1 edit p29", "8s 1 edit done")
	})
}

// TestPreviewUnderWayIsLetBe sends what follows after the preview, so that it stays.
func TestPreviewUnderWayIsLetBe(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.answer = func(context.Context, string, int) error { time.Sleep(time.Second); return nil }
		w.do(preview(1, "p1"), preview(1, "p2"), edit(1, "done"))
		w.after(time.Minute)
		w.wantCalls("0s 1 edit p1", "1s 1 edit done")
		w.wantResults("p2: the preview gave way", "p1: <nil>", "done: <nil>")
	})
}

func TestPreviewsGiveWayToTheOverallRate(t *testing.T) {
	inWorld(t, Limits{Overall: Rate{time.Second, 1}}, func(w *world) {
		w.do(preview(1, "p1"), preview(2, "p2"), job(3, "a"))
		w.after(1500 * time.Millisecond)
		w.do(preview(4, "p4"))
		w.after(time.Minute)
		w.wantCalls("0s 1 edit p1", "1s 3 a")
		w.wantResults("p1: <nil>", "p2: the preview gave way", "a: <nil>", "p4: the preview gave way")
	})
}

func TestPreviewsGiveWayWhereTheChatHasToWait(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.fails(tooMany(5 * time.Second))
		w.do(preview(1, "p1"), preview(1, "p2"), edit(1, "done"))
		w.after(time.Minute)
		w.wantCalls("0s 1 edit p1", "5s 1 edit done")
		w.wantResults("p1: the preview gave way\nsendMessage: 429 Too Many Requests",
			"p2: the preview gave way", "done: <nil>")
	})
}

func TestPreviewThatWaitsGivesWayWhenTheChatHasTo(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.answer = func(context.Context, string, int) error { time.Sleep(time.Second); return tooMany(time.Minute) }
		w.do(preview(1, "p1"), preview(1, "p2"))
		w.after(2 * time.Minute)
		w.wantCalls("0s 1 edit p1")
	})
}

func TestGroupThatBecameASupergroupIsFollowedOnce(t *testing.T) {
	inWorld(t, oneASecond, func(w *world) {
		w.answer = func(_ context.Context, text string, n int) error {
			if n == 0 || text == "b" {
				return &api.Error{Method: "sendMessage", Code: 400, Description: "group chat was upgraded", MigrateTo: -1007}
			}
			return nil
		}
		w.do(job(-7, "a"), job(-7, "b"))
		w.after(time.Minute)
		w.wantCalls("0s -7 a", "0s -1007 a", "1s -7 b", "1s -1007 b")
		w.wantResults("a: <nil>", "b: sendMessage: 400 group chat was upgraded")
	})
}

func TestTextThatCannotBeParsedIsSentPlainOnce(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.answer = func(_ context.Context, text string, _ int) error {
			if text != "(a)" {
				return &api.Error{Method: "sendMessage", Code: 400, Description: "Bad Request: can't parse entities: Unclosed"}
			}
			return nil
		}
		noPlain := job(1, "c")
		with := noPlain.Params
		noPlain.Params = func(chat int64, plain bool) any {
			if plain {
				return nil
			}
			return with(chat, plain)
		}
		w.do(job(1, "a"), job(1, "b"), noPlain)
		w.wantCalls("0s 1 a", "0s 1 (a)", "0s 1 b", "0s 1 (b)", "0s 1 c")
		const refused = "sendMessage: 400 Bad Request: can't parse entities: Unclosed"
		w.wantResults("a: <nil>", "b: "+refused, "c: "+refused)
	})
}

func TestEditThatChangesNothingIsDone(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.fails(&api.Error{Method: "editMessageText", Code: 400, Description: "Bad Request: message is not modified: specified new …"})
		w.do(edit(1, "a"))
		w.wantCalls("0s 1 edit a")
		w.wantResults("a: <nil>")
	})
}

func TestBlockedIsTold(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		w.fails(&api.Error{Method: "sendMessage", Code: 403, Description: "Forbidden: bot was blocked by the user"})
		err := w.Do(w.Context(), job(1, "a"))
		if refusal, ok := errors.AsType[*api.Error](err); !ok || !refusal.Blocked() {
			t.Errorf("got %v", err)
		}
		w.wantCalls("0s 1 a")
	})
}

func TestFailuresOnTheWay(t *testing.T) {
	unsent := &api.TransportError{Method: "m", Err: errors.New("no route")}
	unsure := &api.TransportError{Method: "m", Sent: true, Err: errors.New("no answer")}
	down := &api.Error{Method: "m", Code: 502, Description: "Bad Gateway"}
	for _, test := range []struct {
		name  string
		job   Job
		fault error
		times int // how often the call fails
		calls []string
		want  string
	}{
		{"a message that never left", job(1, "a"), unsent, 2, []string{"0s 1 a", "1s 1 a", "3s 1 a"}, "a: <nil>"},
		{"one that may have landed", job(1, "a"), unsure, 1, []string{"0s 1 a"}, "a: m: no answer"},
		{"one that a server stumbled over", job(1, "a"), down, 1, []string{"0s 1 a"}, "a: m: 502 Bad Gateway"},
		{"an edit that may have landed", edit(1, "a"), unsure, 1, []string{"0s 1 edit a", "1s 1 edit a"}, "a: <nil>"},
		{"an edit that a server stumbled over", edit(1, "a"), down, 1, []string{"0s 1 edit a", "1s 1 edit a"}, "a: <nil>"},
		{"a preview", preview(1, "a"), unsent, 1, []string{"0s 1 edit a"}, "a: m: no route"},
		{"a message that leaves late", job(1, "a"), unsent, 7,
			[]string{"0s 1 a", "1s 1 a", "3s 1 a", "7s 1 a", "15s 1 a", "31s 1 a", "47s 1 a", "1m3s 1 a"}, "a: <nil>"},
		{"an edit that nobody answers", edit(1, "a"), unsure, 99,
			[]string{"0s 1 edit a", "1s 1 edit a", "3s 1 edit a", "7s 1 edit a", "15s 1 edit a", "31s 1 edit a"}, "a: m: no answer"},
	} {
		t.Run(test.name, func(t *testing.T) {
			inWorld(t, Unlimited(), func(w *world) {
				w.fails(slices.Repeat([]error{test.fault}, test.times)...)
				w.do(test.job)
				w.after(2 * time.Minute)
				w.wantCalls(test.calls...)
				w.wantResults(test.want)
			})
		})
	}
}

func TestLeavingIsCalledOnceBeforeTheFirstAttempt(t *testing.T) {
	inWorld(t, oneASecond, func(w *world) {
		w.fails(nil, tooMany(time.Second))
		told := 0
		j := job(1, "b")
		j.Leaving = func() error {
			told++
			if calls := w.seen(&w.calls); len(calls) != 1 {
				t.Errorf("told after %v", calls)
			}
			return nil
		}
		never := job(1, "c")
		never.Leaving = func() error { return errors.New("the disk is full") }
		w.do(job(1, "a"), j, never, job(1, "d"))
		w.after(time.Minute)
		if told != 1 {
			t.Errorf("told %d times", told)
		}
		w.wantCalls("0s 1 a", "1s 1 b", "2s 1 b", "4s 1 d")
		w.wantResults("a: <nil>", "b: <nil>", "c: the disk is full", "d: <nil>")
	})
}

func TestContextEnds(t *testing.T) {
	inWorld(t, oneASecond, func(w *world) {
		w.answer = func(ctx context.Context, text string, _ int) error {
			if text != "slow" {
				return nil
			}
			<-ctx.Done()
			return &api.TransportError{Method: "sendMessage", Sent: true, Err: ctx.Err()}
		}
		ctx, cancel := context.WithTimeout(w.Context(), 500*time.Millisecond)
		defer cancel()
		late := job(1, "late")
		late.Leaving = func() error { t.Error("it is said to leave"); return nil }
		w.doUntil(ctx, job(1, "slow"))
		w.doUntil(ctx, late)
		w.do(job(1, "a"))
		w.after(500 * time.Millisecond)
		w.doUntil(ctx, late)
		w.after(time.Minute)
		w.wantCalls("0s 1 slow", "1s 1 a")
		w.sortResults()
		w.wantResults("a: <nil>", "late: context deadline exceeded", "late: context deadline exceeded",
			"slow: sendMessage: context deadline exceeded")
	})
}

func TestPanicOfOneJobLeavesTheChatToOthers(t *testing.T) {
	inWorld(t, Unlimited(), func(w *world) {
		func() {
			defer func() { recover() }()
			w.Do(w.Context(), Job{Chat: 1, Method: "sendMessage"})
			t.Error("no panic")
		}()
		w.do(job(1, "a"))
		w.wantResults("a: <nil>")
	})
}

// TestStayedIsCalledWhereNothingLanded: what was marked as leaving and surely did not land is told of, and marked again
// before the next attempt.
func TestStayedIsCalledWhereNothingLanded(t *testing.T) {
	for _, test := range []struct {
		name   string
		faults []error
		want   []string
	}{
		{"it lands", nil, []string{"leaving"}},
		{"too many", []error{tooMany(time.Second)}, []string{"leaving", "stayed", "leaving"}},
		{"it never left", []error{&api.TransportError{Method: "m", Err: errors.New("no route")}}, []string{"leaving", "stayed", "leaving"}},
		{"nobody knows", []error{&api.TransportError{Method: "m", Sent: true, Err: errors.New("no answer")}}, []string{"leaving"}},
		{"it is refused", []error{&api.Error{Method: "m", Code: 403}}, []string{"leaving", "stayed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			inWorld(t, Unlimited(), func(w *world) {
				w.fails(test.faults...)
				var told []string
				j := job(1, "a")
				j.Leaving = func() error { told = append(told, "leaving"); return nil }
				j.Stayed = func() { told = append(told, "stayed") }
				w.do(j)
				w.after(time.Minute)
				wantLines(w.T, "told", told, test.want)
			})
		})
	}
}
