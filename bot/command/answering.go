package command

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"chuchu/bot"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
)

// answering is a bot that answers at a console, and what it was opened with.
type answering struct {
	*bot.Bot
	console     *console
	embeddings  *retrieval.Embeddings // nil if no model is set
	keywordOnly keywordOnly
}

// open makes a bot of the texts. It finds by meaning if all of them were embedded, or soon are. Close it after use.
func (t *console) open(ctx context.Context, c *config) (*answering, error) {
	_, collection, err := t.collect(ctx, c, false)
	if err != nil {
		return nil, err
	}
	a := &answering{console: t}
	a.embeddings, err = c.openEmbeddings(runtime.GOMAXPROCS(0), a.keywordOnly.count)
	if err == nil && a.embeddings != nil {
		err = t.useEmbeddings(ctx, c, collection, a.embeddings)
	}
	a.Bot = bot.New(collection)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// soonEmbedded is how many paragraphs are embedded before the first question is answered, by a network in the process: it takes
// some twenty seconds on two cores, once.
const soonEmbedded = 300

// useEmbeddings has a collection find by meaning too, and embeds what is not yet, if that is little.
func (t *console) useEmbeddings(ctx context.Context, c *config, collection *retrieval.Collection, e *retrieval.Embeddings) error {
	err := collection.UseEmbeddings(ctx, e)
	missing, ok := errors.AsType[*retrieval.NotEmbeddedError](err)
	switch {
	case !ok:
		return err
	case missing.Missing > soonEmbedded || c.get("OPENAI_EMBEDDING_MODEL") != "":
		t.warn(fmt.Errorf("searching by keyword only: %w; run chuchu embed", missing))
		return nil
	}
	progress := terminal.NewEmbedding(t.stderr)
	defer progress.End()
	_, err = collection.Embed(ctx, e, progress.Embedded)
	return err
}

// Close closes all that was opened, and tells the user of questions that were not compared by meaning.
func (a *answering) Close() error {
	if err := a.keywordOnly.err(); err != nil {
		a.console.warn(err)
	}
	err := a.Bot.Close()
	if a.embeddings != nil {
		err = errors.Join(err, a.embeddings.Close()) // the vectors were made safe when they were written
	}
	return err
}

// keywordOnly counts the questions that should have been compared by meaning and were not. It is safe for concurrent use.
type keywordOnly struct {
	mu    sync.Mutex
	n     int
	first error // why not, the first time
}

func (w *keywordOnly) count(err error) {
	if err == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.n == 0 {
		w.first = err
	}
	w.n++
}

// err says so, nil if there was none: figures can be compared only by somebody who knows what they are of.
func (w *keywordOnly) err() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch w.n {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("question searched by keyword only: %w", w.first)
	}
	return fmt.Errorf("%d questions searched by keyword only; first error: %w", w.n, w.first)
}
