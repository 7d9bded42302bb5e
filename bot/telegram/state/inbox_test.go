package state

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func ids(entries []Entry) []int64 {
	list := []int64{}
	for _, e := range entries {
		list = append(list, e.ID)
	}
	return list
}

func receive(t *testing.T, s *State, list ...int64) []int64 {
	t.Helper()
	var updates []Entry
	for _, id := range list {
		updates = append(updates, Entry{ID: id, Raw: fmt.Append(nil, "update ", id)})
	}
	fresh, err := s.Receive(updates)
	must(t, err)
	return ids(fresh)
}

func wantIDs(t *testing.T, what string, got []int64, want ...int64) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func pending(t *testing.T, s *State) []Entry {
	t.Helper()
	list, err := s.Pending()
	must(t, err)
	return list
}

func TestInbox(t *testing.T) {
	s := open(t)
	wantIDs(t, "first", receive(t, s, 10, 11, 11, 12), 10, 11, 12)
	wantIDs(t, "again, with a new one", receive(t, s, 11, 12, 13), 13)
	must(t, s.Sending(11))
	must(t, s.Sending(11))
	must(t, s.Sending(13))
	must(t, s.Stayed(13))
	must(t, s.Finish(12))
	must(t, s.Finish(12))
	wantIDs(t, "a finished one again", receive(t, s, 12))

	must(t, s.Close())
	s = reopen(t, s.path)
	wantIDs(t, "after a restart", receive(t, s, 10, 11, 12, 13))
	left := pending(t, s)
	wantIDs(t, "left", ids(left), 10, 11, 13)
	for i, want := range []Stage{Received, Sending, Received} {
		if left[i].Stage != want || left[i].Tries != 1 || string(left[i].Raw) != fmt.Sprint("update ", left[i].ID) {
			t.Errorf("left: %d is %v, try %d, %q; want %v", left[i].ID, left[i].Stage, left[i].Tries, left[i].Raw, want)
		}
	}
	if again := pending(t, s); again[0].Tries != 2 || again[1].Stage != Sending {
		t.Errorf("the second time: %+v", again)
	}
	if offset, err := s.Offset(); offset != 14 || err != nil {
		t.Errorf("the offset is %d, %v", offset, err)
	}
}

// TestNothingIsSavedForWhatIsFinished: an update that is no more in the inbox, since it is handled or its person was
// forgotten, leaves nothing behind.
func TestNothingIsSavedForWhatIsFinished(t *testing.T) {
	s := open(t)
	receive(t, s, 1, 2)
	must(t, s.Finish(1))
	if n, err := s.Forget(s.Key(5), 2, 3); n != 1 || err != nil {
		t.Errorf("forgetting took %d entries away: %v", n, err)
	}
	for _, id := range []int64{1, 2, 3} {
		a := sample(s, 5)
		for _, err := range []error{s.Sending(id, a), s.Keep(id, a), s.Stayed(id)} {
			if fault, ok := errors.AsType[*NotPendingError](err); !ok || fault.ID != id {
				t.Errorf("got %v", err)
			}
		}
		must(t, s.Finish(id, a))
		if _, ok, _ := s.Answer(a.ID); ok {
			t.Error("its answer was saved all the same")
		}
	}
}

func TestPendingKeepsTheOrderOfArrival(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		receive(t, s, 900, 901)
		time.Sleep(time.Second)
		receive(t, s, 5) // Telegram numbers anew after a quiet week
		wantIDs(t, "left", ids(pending(t, s)), 900, 901, 5)
		must(t, s.Close())
	})
}

func TestOffsetEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		for _, step := range []struct {
			after time.Duration
			want  int64
		}{{0, 8}, {OffsetLife - 1, 8}, {1, 0}} {
			if step.want == 8 && step.after == 0 {
				receive(t, s, 7)
			}
			time.Sleep(step.after)
			if offset, err := s.Offset(); offset != step.want || err != nil {
				t.Errorf("after %v: got %d, %v, want %d", step.after, offset, err, step.want)
			}
		}
		must(t, s.Close())
	})
}

// TestInboxModel does random things to many updates at the same time and compares with a map, with a restart now and
// then.
func TestInboxModel(t *testing.T) {
	s := open(t)
	random := rand.New(rand.NewPCG(3, 4))
	stages := map[int64]Stage{} // of what is pending
	finished := map[int64]bool{}
	for round := range 200 {
		var all sync.WaitGroup
		for _, n := range random.Perm(100)[:20] { // each once, so that the order does not matter
			id := int64(n)
			_, pending := stages[id]
			switch random.IntN(4) {
			case 0:
				wanted := !pending && !finished[id]
				all.Go(func() {
					fresh, err := s.Receive([]Entry{{ID: id}})
					if err != nil || (len(fresh) == 1) != wanted {
						t.Errorf("receiving %d: fresh %v, %v; want fresh %v", id, fresh, err, wanted)
					}
				})
				if wanted {
					stages[id] = Received
				}
			case 1:
				all.Go(func() {
					if err := s.Sending(id); (err == nil) != pending {
						t.Errorf("sending %d, pending %v: %v", id, pending, err)
					}
				})
				if pending {
					stages[id] = Sending
				}
			case 2:
				if !pending {
					continue
				}
				all.Go(func() {
					if err := s.Finish(id); err != nil {
						t.Error(err)
					}
				})
				delete(stages, id)
				finished[id] = true
			case 3: // left as it is
			}
		}
		all.Wait()
		if round%20 == 19 {
			must(t, s.Close())
			s = reopen(t, s.path)
		}
		got := map[int64]Stage{}
		for _, e := range pending(t, s) {
			got[e.ID] = e.Stage
		}
		if !maps.Equal(got, stages) {
			t.Fatalf("round %d: got %v, want %v", round, got, stages)
		}
	}
}
