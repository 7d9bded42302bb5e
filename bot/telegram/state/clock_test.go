package state

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestClockBack sets the clock back while the state is closed, by the years between the time of this machine and that of the
// bubble, and an hour's worth of use later forward again. Nothing is given out twice, lost or swept for it, and new ids do
// not collide with old ones.
func TestClockBack(t *testing.T) {
	path := filled(t)
	synctest.Test(t, func(t *testing.T) {
		s := reopen(t, path)
		defer s.Close()
		if year := time.Now().Year(); year >= 2026 {
			t.Fatalf("the clock was not set back: it is %d", year)
		}
		before := len(pending(t, s))
		newest := AnswerID(s.last.Load())
		if id := s.NewAnswerID(); id <= newest {
			t.Errorf("the new id %s is not after %s", id, newest)
		}
		a := sample(s, 1000)
		must(t, save(s, a))
		if got := receive(t, s, 0, 1, 300); len(got) != 1 || got[0] != 300 { // 0 is handled, 1 waits
			t.Errorf("received %v, want 300 alone", got)
		}
		if offset, err := s.Offset(); offset != 301 || err != nil {
			t.Errorf("the offset is %d, %v", offset, err)
		}
		must(t, s.Finish(300))
		if n, err := s.RemoveOld(t.Context(), time.Now()); n != 0 || err != nil {
			t.Errorf("%d entries went while the clock was back, %v", n, err)
		}
		time.Sleep(time.Hour)
		if n, err := s.RemoveOld(t.Context(), time.Now()); n != 0 || err != nil {
			t.Errorf("%d entries went an hour later, %v", n, err)
		}
		if after := len(pending(t, s)); after != before {
			t.Errorf("%d updates wait, want %d", after, before)
		}
		if _, ok, err := s.Answer(a.ID); !ok || err != nil {
			t.Errorf("the answer given meanwhile is not there: %v", err)
		}
	})
	s := reopen(t, path) // at the right time again
	for id := range int64(301) {
		if id%3 == 0 && len(receive(t, s, id)) > 0 {
			t.Errorf("update %d is given out twice", id)
		}
	}
}
