package telegram

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
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
	synctest.Test(t, func(t *testing.T) {
		l := newLines()
		held, passed := make(chan struct{}), make(chan struct{})
		l.add(line{1, questions}, func() { <-held })
		l.add(line{1, questions}, func() {})
		l.add(line{2, questions}, func() { passed <- struct{}{} })
		l.add(line{1, presses}, func() { passed <- struct{}{} })
		<-passed
		<-passed
		synctest.Wait()
		if n := l.total(); n != 2 {
			t.Errorf("%d pieces of work are left, want the two of the line that is held", n)
		}
		l.close()
		l.add(line{3, questions}, func() { t.Error("work was added after the end") })
		close(held)
		l.wait()
		synctest.Wait()
		if len(l.queue) > 0 {
			t.Errorf("at rest there are %d lines", len(l.queue))
		}
	})
}

func TestLinesTakeInNoMoreThanTheyHaveRoomFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLines()
		held, roomy := make(chan struct{}), false
		for n := range int64(mostWaiting + 1) {
			l.add(line{n, questions}, func() { <-held })
		}
		go func() {
			l.room()
			roomy = true
		}()
		synctest.Wait()
		if roomy {
			t.Error("there is room for more")
		}
		held <- struct{}{}
		synctest.Wait()
		if !roomy {
			t.Error("there is no room when a piece of work is done")
		}
		l.add(line{0, presses}, func() { <-held })
		l.close()
		l.room() // at the end nobody waits for it
		close(held)
		l.wait()
	})
}
