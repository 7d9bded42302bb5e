package outbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chuchu/bot/telegram/api"
)

// fate is what became of a job.
type fate struct {
	job    Job
	number int
	calls  int
	landed int  // calls that were answered well
	unsure int  // calls that may have landed
	failed int  // calls that never left
	hasty  bool // its context may end early
	err    error
	ended  bool
}

// moment is a call as the server saw it.
type moment struct {
	*fate
	from, to time.Time
	wait     time.Duration // that the answer told
}

// capricious is a server that takes its time, and refuses and loses calls at random.
type capricious struct {
	mu      sync.Mutex
	random  *rand.Rand
	moments []moment
}

func (c *capricious) call(_ context.Context, method string, params, _ any) error {
	f := params.(*fate)
	c.mu.Lock()
	took := time.Duration(c.random.Int64N(int64(2 * time.Second)))
	wait := time.Duration(c.random.Int64N(int64(10*time.Second))) + minWait
	luck := c.random.IntN(100)
	at := len(c.moments)
	c.moments = append(c.moments, moment{fate: f, from: time.Now()})
	f.calls++
	c.mu.Unlock()
	if luck%3 > 0 {
		time.Sleep(took)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moments[at].to = time.Now()
	switch {
	case luck < 10:
		c.moments[at].wait = wait
		return tooMany(wait)
	case luck < 15:
		f.failed++
		return &api.TransportError{Method: method, Err: errors.New("no route")}
	case luck < 20:
		f.unsure++
		return &api.TransportError{Method: method, Sent: true, Err: errors.New("no answer")}
	case luck < 23 && method != "sendMessage":
		f.landed++
		return &api.Error{Method: method, Code: 400, Description: "message is not modified"}
	}
	f.landed++
	return nil
}

// TestAnyJobs does random jobs in random chats before a server that is slow, refuses and loses calls, and looks whether
// what the package comment promises held.
func TestAnyJobs(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(7, seed))
			limits := Telegram()
			if seed%4 == 0 {
				limits = Unlimited()
			}
			synctest.Test(t, func(t *testing.T) {
				server := &capricious{random: rand.New(rand.NewPCG(8, seed))}
				o := New(server.call, limits)
				fates := doAtRandom(o, random)
				time.Sleep(time.Hour)
				synctest.Wait()
				for _, f := range fates {
					checkFate(t, f)
				}
				checkMoments(t, server.moments, limits)
			})
		})
	}
}

// doAtRandom starts jobs, in a known order.
func doAtRandom(o *Outbox, random *rand.Rand) []*fate {
	var fates []*fate
	for number := range 400 {
		f := &fate{number: number}
		chat := random.Int64N(12)
		f.job = Job{Chat: chat, Group: chat < 4, Method: "sendMessage", Params: func(int64, bool) any { return f }}
		switch random.IntN(4) {
		case 0:
			f.job.Method = "editMessageText"
		case 1:
			f.job.Method, f.job.Preview = "editMessageText", true
		}
		fates = append(fates, f)
		ctx, cancel := context.Background(), func() {}
		if random.IntN(10) == 0 {
			f.hasty = true
			ctx, cancel = context.WithTimeout(ctx, time.Duration(random.Int64N(int64(20*time.Second))))
		}
		go func() {
			defer cancel()
			f.err = o.Do(ctx, f.job)
			f.ended = true
		}()
		synctest.Wait()
		if random.IntN(3) == 0 {
			time.Sleep(time.Duration(random.Int64N(int64(2 * time.Second))))
		}
	}
	return fates
}

func checkFate(t *testing.T, f *fate) {
	t.Helper()
	gaveWay := errors.Is(f.err, ErrGaveWay)
	switch {
	case !f.ended:
		t.Errorf("%d: Do has not returned", f.number)
	case f.err == nil && f.landed != 1:
		t.Errorf("%d: done, and landed %d times", f.number, f.landed)
	case f.hasty && errors.Is(f.err, context.DeadlineExceeded) && f.landed+f.unsure == 0: // it was not waited for
	case f.err != nil && f.landed > 0:
		t.Errorf("%d: landed and %v", f.number, f.err)
	case f.job.Method == "sendMessage" && f.landed+f.unsure > 1:
		t.Errorf("%d: the message may have landed %d times", f.number, f.landed+f.unsure)
	case f.job.Preview && f.calls > 1:
		t.Errorf("%d: the preview was tried %d times", f.number, f.calls)
	case !f.job.Preview && gaveWay:
		t.Errorf("%d: given up: %v", f.number, f.err)
	case !f.job.Preview && !f.hasty && f.err != nil && f.unsure == 0:
		t.Errorf("%d: given up after %d failures: %v", f.number, f.failed, f.err)
	}
}

// checkMoments looks at the calls of each chat, and at all of them.
func checkMoments(t *testing.T, all []moment, limits Limits) {
	t.Helper()
	checkRate(t, "the bot", all, limits.Overall)
	chats := map[int64][]moment{}
	for _, m := range all {
		chats[m.job.Chat] = append(chats[m.job.Chat], m)
	}
	for id, calls := range chats {
		checkRate(t, fmt.Sprint("chat ", id), calls, limits.Chat)
		if calls[0].job.Group {
			checkRate(t, fmt.Sprint("group ", id), calls, limits.Group)
		}
		for i, m := range calls[1:] {
			before := calls[i]
			switch {
			case m.number < before.number:
				t.Errorf("chat %d: %d came after %d", id, m.number, before.number)
			case m.from.Before(before.to):
				t.Errorf("chat %d: %d began before %d had ended", id, m.number, before.number)
			case m.from.Sub(before.to) < before.wait:
				t.Errorf("chat %d: %d came after %v, told to wait %v", id, m.number, m.from.Sub(before.to), before.wait)
			}
		}
	}
}

// checkRate looks at every span of time that begins and ends with a call.
func checkRate(t *testing.T, who string, calls []moment, r Rate) {
	t.Helper()
	if r.Every == 0 {
		return
	}
	for i, first := range calls {
		for n, last := range calls[i:] {
			span := last.from.Sub(first.from)
			if most := r.Burst + int(span/r.Every); n+1 > most {
				t.Errorf("%s: %d calls in %v, and no more than %d are allowed", who, n+1, span, most)
				return
			}
		}
	}
}

// counting is a server that refuses what is more than Telegram is known to take: thirty a second of a bot, twenty a
// minute of a group, five a second of a chat and sixty-three a minute.
type counting struct {
	mu      sync.Mutex
	calls   map[int64][]time.Time // of a chat; of the bot at 0
	refused int
}

func (c *counting) call(_ context.Context, method string, params, _ any) error {
	chat := params.(int64)
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	c.calls[0] = append(c.calls[0], now)
	c.calls[chat] = append(c.calls[chat], now)
	within := func(id int64, span time.Duration) int {
		i, _ := slices.BinarySearchFunc(c.calls[id], now.Add(-span), func(a, b time.Time) int {
			return a.Compare(b.Add(1)) // just as long ago is no more within
		})
		return len(c.calls[id]) - i
	}
	if within(0, time.Second) > 30 || within(chat, time.Second) > 5 || within(chat, time.Minute) > 63 ||
		chat < 0 && within(chat, time.Minute) > 20 {
		c.refused++
		return tooMany(time.Minute)
	}
	return nil
}

// TestTelegramIsNeverTooFast has a hundred chats, some of them groups, ask for more than is allowed for some minutes.
func TestTelegramIsNeverTooFast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &counting{calls: map[int64][]time.Time{}}
		o := New(server.call, Telegram())
		random := rand.New(rand.NewPCG(9, 9))
		var all sync.WaitGroup
		for n := range int64(100) {
			chat := n + 1
			if n%10 == 0 {
				chat = -chat
			}
			pause := time.Duration(random.Int64N(int64(2 * time.Second)))
			all.Go(func() {
				for range 40 {
					job := Job{Chat: chat, Group: chat < 0, Method: "sendMessage", Params: func(chat int64, _ bool) any { return chat }}
					if err := o.Do(t.Context(), job); err != nil {
						t.Error(err)
					}
					time.Sleep(pause)
				}
			})
		}
		start := time.Now()
		all.Wait()
		took := time.Since(start)
		if server.refused > 0 {
			t.Errorf("%d calls of %d were refused", server.refused, len(server.calls[0]))
		}
		t.Logf("%d calls in %v", len(server.calls[0]), took)
		// 4,000 calls at 25 a second take 160 s, and the groups, with 40 messages each at 20 a minute, as long.
		if took > 200*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}
