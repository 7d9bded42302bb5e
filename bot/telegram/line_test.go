package telegram

import (
	"slices"
	"sync"
	"testing"
)

func TestLinesKeepTheOrderOfAChat(t *testing.T) {
	l := newLines()
	var mu sync.Mutex
	done := map[line][]int{}
	for n := range 100 {
		for chat := range int64(20) {
			for _, kind := range []lineKind{questions, presses} {
				where := line{chat, kind}
				l.add(where, func() {
					mu.Lock()
					defer mu.Unlock()
					done[where] = append(done[where], n)
				})
			}
		}
	}
	l.close()
	l.wait()
	if len(done) != 40 || l.total() != 0 {
		t.Errorf("%d lines have worked, and %d pieces are left", len(done), l.total())
	}
	for where, order := range done {
		if len(order) != 100 || !slices.IsSorted(order) {
			t.Errorf("%v: %v", where, order)
		}
	}
}

func TestLinesDoNotWaitForEachOther(t *testing.T) {
	l := newLines()
	held, passed := make(chan struct{}), make(chan struct{})
	l.add(line{1, questions}, func() { <-held })
	l.add(line{1, questions}, func() {})
	l.add(line{2, questions}, func() { passed <- struct{}{} })
	l.add(line{1, presses}, func() { passed <- struct{}{} })
	<-passed
	<-passed
	if n := l.total(); n < 2 {
		t.Errorf("%d pieces of work are left, want the two of the line that is held", n)
	}
	l.close()
	l.add(line{3, questions}, func() { t.Error("work was added after the end") })
	close(held)
	l.wait()
	if len(l.queue) > 0 {
		t.Errorf("at rest there are %d lines", len(l.queue))
	}
}
