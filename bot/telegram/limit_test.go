package telegram

import (
	"testing"
	"time"
)

// TestLimits asks at given seconds and wants to be told to wait for so many.
func TestLimits(t *testing.T) {
	type asked struct {
		at, user, chat int64
		wait           int64 // seconds, rounded up
	}
	for _, test := range []struct {
		name  string
		asked []asked
	}{
		{"a burst, then one each six seconds", []asked{
			{0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 6}, {5, 1, 1, 1}, {6, 1, 1, 0}, {6, 1, 1, 6},
		}},
		{"who is refused does not wait longer for it", []asked{
			{0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, 1, 6}, {0, 1, 1, 6}, {0, 1, 1, 6}, {6, 1, 1, 0},
		}},
		{"a person has one limit in all chats", []asked{
			{0, 1, 1, 0}, {0, 1, 1, 0}, {0, 1, -5, 0}, {0, 1, -6, 0}, {0, 1, -7, 0}, {0, 1, -8, 6}, {0, 2, 2, 0},
		}},
		{"a group has one for all its people", []asked{
			{0, 1, -5, 0}, {0, 2, -5, 0}, {0, 3, -5, 0}, {0, 4, -5, 0}, {0, 5, -5, 0}, {0, 6, -5, 0}, {0, 7, -5, 0}, {0, 8, -5, 0},
			{0, 9, -5, 5}, {0, 9, 9, 0}, {5, 9, -5, 0},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, start := newLimits(false), time.Now()
			for i, a := range test.asked {
				wait := l.allow(a.user, a.chat, start.Add(time.Duration(a.at)*time.Second))
				if got := int64((wait + time.Second - 1) / time.Second); got != a.wait {
					t.Errorf("question %d: got %d s to wait, want %d", i+1, got, a.wait)
				}
			}
		})
	}
	if off := newLimits(true); off.allow(1, 1, time.Now())+off.allow(1, 1, time.Now()) > 0 {
		t.Error("limits that are off make wait")
	}
}

// TestTapLimit: who pages through answers is let be; a program that presses is not.
func TestTapLimit(t *testing.T) {
	l, start := newLimits(false), time.Now()
	for n := range tapBurst {
		if wait := l.tap(1, start); wait > 0 {
			t.Fatalf("press %d has to wait %v", n+1, wait)
		}
	}
	if l.tap(1, start) == 0 || l.tap(2, start) > 0 || l.allow(1, 1, start) > 0 || l.tap(1, start.Add(tapPause)) > 0 {
		t.Error("the limit is that of one person, for presses alone, and lasts for a pause")
	}
}
