package state

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRemoveOld(t *testing.T) {
	s := open(t)
	const many = 2*removedAtOnce + 7
	var list []int64
	for n := range int64(many) {
		list = append(list, n)
	}
	receive(t, s, list...)
	each(t, many, func(n int64) error { return s.Finish(n, sample(s, n)) })
	receive(t, s, many)
	must(t, s.SetBlocked(s.Key(1), true))
	a := sample(s, many)
	must(t, save(s, a))
	_, err := s.SaveVerdict(a.ID, s.Key(1), Up, NoReason)
	must(t, err)
	must(t, s.SetLanguage(s.Key(1), "en"))
	start := time.Now()
	for _, step := range []struct {
		life   time.Duration
		bucket string
		gone   int
	}{
		{DoneLife, "done", many},
		{AnswerLife, "answers", many + 1 + 1}, // and the mark, which lives as long
		{VerdictLife, "verdicts", 1},
	} {
		if n, err := s.RemoveOld(t.Context(), start.Add(step.life-time.Hour)); n != 0 || err != nil {
			t.Errorf("%s: %d went early, %v", step.bucket, n, err)
		}
		if n, err := s.RemoveOld(t.Context(), start.Add(step.life+time.Hour)); n != step.gone || err != nil {
			t.Errorf("%s: %d went, %v, want %d", step.bucket, n, err, step.gone)
		}
	}
	// What waits is never swept, nor what people chose.
	if diff := cmp.Diff(map[string]int{"inbox": 1, "offset": 1, "settings": 1}, contentsOf(t, s, func(_, _ []byte) {})); diff != "" {
		t.Error(diff)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.RemoveOld(ended, start); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestFileStaysSmall writes and sweeps for long: freed pages are used again.
func TestFileStaysSmall(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "state.db"))
	size := func() int64 {
		info, err := os.Stat(s.path)
		must(t, err)
		return info.Size()
	}
	var first int64
	for round := range int64(5) {
		each(t, 400, func(n int64) error { return save(s, sample(s, round*1000+n)) })
		_, err := s.RemoveOld(t.Context(), time.Now().Add(AnswerLife+time.Hour))
		must(t, err)
		if round == 0 {
			first = size()
		}
	}
	if last := size(); last > 2*first {
		t.Errorf("the file grew from %d to %d bytes", first, last)
	}
}
