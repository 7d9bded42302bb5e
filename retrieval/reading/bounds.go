package reading

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// A file that is read whole is given maxTime, and timeForMB for each megabyte: ten times what an idle machine takes for the slowest
// that is known, two million rows of CSV.
const (
	maxTime   = 10 * time.Second
	timeForMB = 3 * time.Second
)

// within waits for a reader until the context ends or the time for the file is up. A parser of another project cannot be stopped: it
// goes on to its end, which the bounds of its format set.
func (f File) within(ctx context.Context, read func() (Text, error)) (Text, error) {
	limit := maxTime + time.Duration(f.Size>>20)*timeForMB
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("it was left out, as it takes more than %v to read", limit))
	defer cancel()
	type result struct {
		Text
		error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r = result{error: fmt.Errorf("it was left out, as it breaks its reader: %v", p)}
			}
			done <- r
		}()
		r.Text, r.error = read()
	}()
	select {
	case r := <-done:
		return r.Text, r.error
	case <-ctx.Done():
		return Text{}, context.Cause(ctx)
	}
}

// maxLines is how many lines a file that is read whole may have: a hundred thick books. They take some 2 GB while they are read.
const maxLines = 2 << 20

func checkLines(s string) error {
	if strings.Count(s, "\n") >= maxLines {
		return fmt.Errorf("it has more than %d lines, the most that are read of a file of this kind", maxLines)
	}
	return nil
}
