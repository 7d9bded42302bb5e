package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// logger returns what a long-running command logs to: LOG_FORMAT is text or json, LOG_LEVEL debug, info, warn or error.
func (e environment) logger(out io.Writer) (*slog.Logger, error) {
	var faults []error
	var level slog.Level
	if err := level.UnmarshalText([]byte(e.get("LOG_LEVEL"))); err != nil {
		faults = append(faults, fmt.Errorf("LOG_LEVEL is %q; it is debug, info, warn or error", e.get("LOG_LEVEL")))
	}
	options := &slog.HandlerOptions{Level: level}
	handler := slog.DiscardHandler
	switch format := e.get("LOG_FORMAT"); format {
	case "text":
		handler = slog.NewTextHandler(out, options)
	case "json":
		handler = slog.NewJSONHandler(out, options)
	default:
		faults = append(faults, fmt.Errorf("LOG_FORMAT is %q; it is text or json", format))
	}
	return slog.New(handler), errors.Join(faults...)
}

// logLines logs each line that is written to it, as a warning: what the reading of the texts says to a person at a
// terminal is for the log where nobody sits there. It is safe for concurrent use.
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
