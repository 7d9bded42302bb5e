package telegramtest

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/diff"
)

// Player plays scripts to a bot. See script.go for what a script may say.
type Player struct {
	// Start starts the bot against a server; stop ends it and returns when it is gone.
	Start func(url, token string) (stop func())
	// Model does what a line "model: …" says, to a model that the bot asks; it may be nil.
	Model func(words string) error
	// Update writes what the phones showed into the script, instead of failing where it differs.
	Update bool
	// Patience is how long to wait for what a script wants to see; 0 is ten seconds, which only failing scripts take.
	Patience time.Duration
}

// How long the player waits otherwise. A script that is as it should be waits only once, for the last.
const (
	silence   = 3 * time.Second        // for an answer, if nobody knows whether there will be one
	stillness = 250 * time.Millisecond // without a request, until nothing more is thought to come
	maxStir   = 10 * time.Second       // for that stillness
)

// Play plays a script from a file and fails the test, with a diff, where the phones show something else. It returns what
// was to be seen.
func (p Player) Play(t testing.TB, file string) *Recording {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := readScript(source)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	st := &stage{
		server: New(t), patience: cmp.Or(p.Patience, 10*time.Second), model: p.Model, start: p.Start, spinner: map[string]string{},
		people: map[string]*Person{}, places: map[string]place{},
	}
	if err := st.cast(sc.phones); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	st.stop = p.Start(st.server.URL, st.server.Token)
	defer st.halt()

	seen := p.perform(t, file, sc, st)
	got := sc.write(seen.lines())
	switch {
	case string(got) == string(source):
	case p.Update && !t.Failed():
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the phones show something else than %s says:\n%s", file, diff.Diff(file, source, "the phones", got))
	}
	seen.Title = strings.TrimSpace(string(sc.archive.Comment))
	return seen
}

// perform plays the steps. As long as all is as it should be, it goes on as soon as a step shows what it should; after
// the first difference, or where the script is to be written, it waits until nothing more comes.
func (p Player) perform(t testing.TB, file string, sc *script, st *stage) *Recording {
	rec := &Recording{bot: st.server.Bot}
	asWanted, done := !p.Update, 0
	for i, step := range sc.steps {
		if err := st.play(step.do); err != nil {
			t.Errorf("%s: conversation line %d: %s: %v", file, step.number, step.lines[0], err)
			return rec
		}
		here := st.here(step.do)
		look := func() scene { return st.scene(step.do, st.server.Shown(done)) }
		last := i == len(sc.steps)-1
		if asWanted {
			asWanted = st.await(func() bool { return slices.Equal(look().lines(here), step.want) })
		}
		if !asWanted {
			st.settle(silence)
		} else if last {
			st.settle(0)
		}
		shown := st.server.Shown(done)
		rec.add(step, st, st.scene(step.do, shown), here)
		done += len(shown)
	}
	return rec
}

// await waits until something is seen and nothing is open, and reports whether that came.
func (st *stage) await(seen func() bool) bool {
	ctx, cancel := context.WithTimeout(context.Background(), st.patience)
	defer cancel()
	return st.server.Until(ctx, func() bool {
		return (st.stop == nil || st.calm()) && seen()
	}) == nil
}

// settle waits until nothing more is thought to come. Whatever is open then is shown, so errors say nothing more.
func (st *stage) settle(answer time.Duration) {
	if st.stop == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), answer)
	_ = st.server.Quiet(ctx)
	cancel()
	ctx, cancel = context.WithTimeout(context.Background(), maxStir)
	defer cancel()
	_ = st.server.settled(ctx, st.waits+stillness) // a bot that was told to wait is still for so long
}

func (st *stage) calm() bool {
	st.server.mu.Lock()
	defer st.server.mu.Unlock()
	return st.server.calm()
}
