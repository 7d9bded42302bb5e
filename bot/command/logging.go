package command

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// logger returns what a long-running command logs to: LOG_FORMAT is text or json.
func (e environment) logger(out io.Writer) (*slog.Logger, error) {
	switch format := e.get("LOG_FORMAT"); format {
	case "text":
		return slog.New(slog.NewTextHandler(out, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(out, nil)), nil
	default:
		return slog.New(slog.DiscardHandler), fmt.Errorf("LOG_FORMAT must be \"text\" or \"json\", not %q", format)
	}
}

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
