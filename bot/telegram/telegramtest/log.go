package telegramtest

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

// Log keeps what a bot logs. It may be written to from any goroutine.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String returns all that was logged.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// KeepsSecret fails the test for each of the words that stands in the log.
func (l *Log) KeepsSecret(t testing.TB, words ...string) {
	t.Helper()
	log := l.String()
	for _, w := range words {
		if strings.Contains(log, w) {
			t.Errorf("the log holds %q:\n%s", w, log)
		}
	}
}
