package command

import (
	"context"
	"errors"
	"time"

	"chuchu/retrieval"
)

// The pauses between attempts to embed: doubled from the first to the longest.
const (
	firstPause  = 10 * time.Second
	longestWait = 10 * time.Minute
)

// embed has a collection embedded beside all else, until it is done or [library.rest] is called. Only one is at a time.
func (l *library) embed(c *retrieval.Collection) {
	e := l.embeddings
	if e == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background()) // a reload outlasts whoever wanted it
	done := make(chan struct{})
	l.rest = func() {
		cancel()
		<-done
	}
	go func() {
		defer close(done)
		for pause := firstPause; ; pause = min(2*pause, longestWait) {
			err := l.embedOnce(ctx, c, e)
			if err == nil || ctx.Err() != nil {
				return
			}
			l.log.Warn("not all paragraphs are embedded; searching by keyword only", "error", err, "again_in", pause.String())
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
			}
		}
	}()
}

// progressEvery is how often the log tells how far the embedding has come.
const progressEvery = 30 * time.Second

// mostUnasked is how many paragraphs are embedded by the network that comes with the program without anybody's asking: an hour or so of a core.
const mostUnasked = 20_000

func (l *library) embedOnce(ctx context.Context, c *retrieval.Collection, e *retrieval.Embeddings) error {
	if c.Size() > mostUnasked && !l.config.namesEmbedder() {
		missing, ok := errors.AsType[*retrieval.NotEmbeddedError](c.UseEmbeddings(ctx, e))
		if ok {
			l.log.Info("searching by keyword only; chuchu embed embeds so many paragraphs, while the service is stopped", "missing", missing.Missing)
			return nil
		}
	}
	begun, told := time.Now(), time.Now()
	without, err := c.Embed(ctx, e, func(done, all int) {
		l.metrics.Embedded(c.Size() - all + done)
		if done > 0 && time.Since(told) > progressEvery {
			told = time.Now()
			l.log.Info("the paragraphs are being embedded", "done", done, "of", all)
		}
	})
	if err != nil {
		return err
	}
	l.metrics.Embedded(c.Size() - without)
	l.log.Info("the paragraphs are embedded; searching by meaning too", "paragraphs", c.Size(), "without", without,
		"ms", time.Since(begun).Milliseconds())
	return nil
}
