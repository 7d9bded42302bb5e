package command

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/retrieval"
)

// library is the texts that a running bot answers from, and takes them up anew.
type library struct {
	collector
	log     *slog.Logger
	metrics *metrics.Metrics

	mu         sync.Mutex // one reading at a time; guards what follows
	bot        *bot.Bot   // nil until the texts were read once
	present    *retrieval.Collection
	embeddings *retrieval.Embeddings // nil if no model is set, and until the texts were read once
	glossary   os.FileInfo
	unread     map[string]bool // what the system said could not be read
	accepted   map[string]bool // the same, of the texts that are answered from
	rest       func()          // stops the embedding of the paragraphs
}

// newLibrary returns a library that has read nothing. cluster and figures may be nil.
func newLibrary(c *config, cluster *retrieval.Cluster, log *slog.Logger, figures *metrics.Metrics) *library {
	l := &library{log: log, metrics: figures, rest: func() {}}
	l.collector = collector{config: c, cluster: cluster, observer: observer{out: &logLines{log: log}, unread: l.note}}
	return l
}

// note remembers what the system could not read, and returns the error if that could be read before: a disk that fails,
// rights that were taken away. To leave that out would lose texts that are still there. A file that is no text, or a broken
// one, is another matter: it is named and left out.
func (l *library) note(err error) error {
	if _, ok := errors.AsType[syscall.Errno](err); !ok {
		return nil
	}
	l.unread[err.Error()] = true
	if l.present == nil || l.accepted[err.Error()] {
		return nil
	}
	return err
}

// open reads the texts for the first time.
func (l *library) open(ctx context.Context) (*bot.Bot, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	begun := time.Now()
	l.glossary = l.stampOfGlossary()
	l.unread = map[string]bool{}
	collection, filesRead, err := l.collect(ctx, nil, true)
	if err != nil {
		return nil, err
	}
	if l.embeddings, err = l.config.openEmbeddings(runtime.GOMAXPROCS(0)-1, l.metrics.QuestionEmbedding); err != nil {
		return nil, errors.Join(err, collection.Close())
	}
	l.bot, l.present, l.accepted = bot.New(collection), collection, l.unread
	l.announce("the texts are read", collection, filesRead, begun)
	l.embed(collection)
	return l.bot, nil
}

// close ends what goes on beside the bot, and closes it with all that it was opened with. Nobody may ask any more.
func (l *library) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest()
	l.bot.Close() // there is nothing to do about an error
	if l.embeddings != nil {
		l.embeddings.Close() // the vectors were made safe when they were written
	}
}

// reload reads the texts anew, those that changed, and has the bot answer from them. While it reads, and when it fails,
// the bot answers from those before. It is safe for concurrent use; one reloading waits for another.
func (l *library) reload(ctx context.Context) error { return l.take(ctx, true) }

// refresh does the same unless nothing has changed.
func (l *library) refresh(ctx context.Context) error { return l.take(ctx, false) }

func (l *library) take(ctx context.Context, always bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	outcome, err := l.exchange(ctx, always)
	switch {
	case err == nil:
	case ctx.Err() != nil: // told to stop
		return ctx.Err()
	default:
		outcome = metrics.Failed
		l.log.Error("changed texts could not be loaded; still answering from the previous ones", "error", err)
	}
	l.metrics.Reload(outcome)
	return err
}

func (l *library) exchange(ctx context.Context, always bool) (metrics.Reloading, error) {
	begun, glossary := time.Now(), l.stampOfGlossary()
	l.unread = map[string]bool{}
	collection, filesRead, err := l.collect(ctx, l.present, always || !sameFile(l.glossary, glossary))
	if err != nil {
		return "", err
	}
	if collection == l.present {
		return metrics.Unchanged, nil
	}
	l.present, l.glossary, l.accepted = collection, glossary, l.unread
	l.announce("the texts were reloaded", collection, filesRead, begun)
	l.rest()
	if err := l.bot.Swap(collection); err != nil {
		l.log.Warn("the previous index could not be closed", "error", err)
	}
	l.embed(collection)
	return metrics.Reloaded, nil
}

// announce says and shows what is answered from now on.
func (l *library) announce(what string, c *retrieval.Collection, filesRead int, begun time.Time) {
	l.log.Info(what, "texts", len(c.Texts()), "paragraphs", c.Size(), "files_read", filesRead,
		"ms", time.Since(begun).Milliseconds())
	l.metrics.Collection(len(c.Texts()), c.Size(), begun)
}

// stampOfGlossary returns the state of the glossary's file; nil if there is none.
func (l *library) stampOfGlossary() os.FileInfo {
	info, err := os.Stat(l.config.get("GLOSSARY"))
	if err != nil {
		return nil
	}
	return info
}

func sameFile(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
