package telegram

import (
	"testing"
	"time"
)

// TestTaps: who pages through answers is let be; a program that presses is not.
func TestTaps(t *testing.T) {
	taps, start := newTaps(), time.Now()
	for n := range tapBurst {
		if wait := taps.wait(1, start); wait > 0 {
			t.Fatalf("press %d has to wait %v", n+1, wait)
		}
	}
	for range 2 {
		if wait := taps.wait(1, start); wait != tapPause {
			t.Errorf("a press that is refused waits %v, want %v: it makes no other wait longer", wait, tapPause)
		}
	}
	if taps.wait(2, start) > 0 || taps.wait(1, start.Add(tapPause)) > 0 {
		t.Error("the limit is that of one person, and lasts for a pause")
	}
}
