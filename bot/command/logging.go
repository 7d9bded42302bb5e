package command

import (
	"bytes"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// newLogger returns what a long-running command logs to: lines of key=value, which people and programs read (logfmt).
func newLogger(out io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(out, nil)) }

// logLines logs each line that is written to it, as a warning: what a person at a terminal is told while texts are read goes to the
// log of a service. It is safe for concurrent use.
type logLines struct {
	log  *slog.Logger
	mu   sync.Mutex
	rest []byte // the beginning of a line
}

func (l *logLines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = append(l.rest, b...)
	for {
		line, rest, whole := bytes.Cut(l.rest, []byte("\n"))
		if !whole {
			return len(b), nil
		}
		l.log.Warn(strings.TrimPrefix(string(line), programName+": "))
		l.rest = rest
	}
}
