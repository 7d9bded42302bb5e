package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"chuchu/bot/llm"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
)

type embedCommand struct{}

// Run embeds the paragraphs that are not yet, so that all commands find by meaning too.
func (embedCommand) Run(ctx context.Context, p *program) error {
	e, err := p.openEmbeddings()
	switch {
	case err != nil:
		return err
	case e == nil:
		return errors.New("there is no embedding model; OPENAI_EMBEDDING_MODEL names one")
	}
	collection, err := p.collect(ctx, nil, true)
	if err != nil {
		return err
	}
	progress := terminal.NewEmbedding(p.stderr)
	without, err := collection.Embed(ctx, e, progress.Embedded)
	progress.End()
	if err = errors.Join(err, collection.Close()); err != nil {
		return fmt.Errorf("embedding the paragraphs: %w; what was embedded is kept, and chuchu embed goes on from there", err)
	}
	if without > 0 {
		fmt.Fprintf(p.stderr, "chuchu: the model would not have %d paragraphs; they are found by their words alone\n", without)
	}
	_, err = fmt.Fprintf(p.stdout, "%d paragraphs are embedded.\n", collection.Size()-without)
	return err
}

// openEmbeddings returns the vectors and who makes more, nil where no model is set. They are opened once, and closed with the
// program.
func (p *program) openEmbeddings() (*retrieval.Embeddings, error) {
	if p.embeddings != nil {
		return p.embeddings, nil
	}
	embedder, err := p.embedder()
	if embedder == nil {
		return nil, err
	}
	file, err := p.vectorsFile(embedder.Name())
	if err != nil {
		return nil, err
	}
	p.embeddings, err = retrieval.OpenEmbeddings(file, retrieval.Embedder{
		Name: embedder.Name(),
		Questions: func(ctx context.Context, texts []string) ([][]float32, error) {
			made, err := embedder.Questions(ctx, texts)
			if p.embedded != nil {
				p.embedded(err)
			}
			return made, err
		},
		Paragraphs: func(ctx context.Context, texts []string) ([][]float32, error) {
			made, err := embedder.Paragraphs(ctx, texts)
			if fault, ok := errors.AsType[*llm.Fault](err); ok && fault.Kind == llm.Rejected {
				err = fmt.Errorf("%w: %w", retrieval.ErrRejected, err)
			}
			return made, err
		},
	})
	if err != nil {
		return nil, fmt.Errorf("%w; INDEX_DIR or DATA_DIR names a folder that can be written to", err)
	}
	return p.embeddings, nil
}

// embedder returns the model that makes vectors, nil where none is set.
func (p *program) embedder() (*llm.Embedder, error) {
	get := p.environment.get
	if get("OPENAI_EMBEDDING_MODEL") == "" {
		return nil, nil
	}
	question, paragraph, both := strings.Cut(get("OPENAI_EMBEDDING_PREFIXES"), "|")
	if question != "" && !both {
		return nil, fmt.Errorf("OPENAI_EMBEDDING_PREFIXES must be two with | between them, such as \"query: |passage: \", not %q", question)
	}
	s := llm.EmbeddingSettings{
		Settings: llm.Settings{
			BaseURL: get("OPENAI_EMBEDDING_BASE_URL"), Key: llm.Key(get("OPENAI_EMBEDDING_API_KEY")),
			Model: get("OPENAI_EMBEDDING_MODEL"),
		},
		QuestionPrefix: question, ParagraphPrefix: paragraph,
	}
	if s.BaseURL == "" { // the key of one endpoint is not sent to another
		s.BaseURL = get("OPENAI_BASE_URL")
		if s.Key == "" {
			s.Key = llm.Key(get("OPENAI_API_KEY"))
		}
	}
	return llm.NewEmbedder(s)
}

// vectorsFile is where the vectors of a model are kept: beside the index, or where there is none, with the bot's data.
func (p *program) vectorsFile(model string) (string, error) {
	name := retrieval.VectorsFile(model)
	if p.config.Index != "" {
		return filepath.Join(p.config.Index, name), nil
	}
	return p.dataFile(name)
}

// useEmbeddings lets a collection find by meaning where all of it was embedded; else it says how it can be.
func (p *program) useEmbeddings(ctx context.Context, c *retrieval.Collection) error {
	e, err := p.openEmbeddings()
	if e == nil {
		return err
	}
	p.embedded = p.byWords.count
	err = c.UseEmbeddings(ctx, e)
	if missing, ok := errors.AsType[*retrieval.NotEmbeddedError](err); ok {
		fmt.Fprintf(p.stderr, "chuchu: found by words alone: %v; chuchu embed does that\n", missing)
		return nil
	}
	return err
}

// byWords counts the questions that were to be compared by meaning and were not. It is safe for concurrent use.
type byWords struct {
	mu    sync.Mutex
	n     int
	first error // why not, the first time
}

func (w *byWords) count(err error) {
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

// String is a sentence on it, "" where there was none: who compares figures must know what they are of.
func (w *byWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch w.n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("question searched by keyword only: %v", w.first)
	}
	return fmt.Sprintf("%d questions searched by keyword only; first error: %v", w.n, w.first)
}

// The pauses between attempts to embed: doubled from the first to the longest.
const (
	firstPause  = 10 * time.Second
	longestWait = 10 * time.Minute
)

// embed has a collection embedded beside all else, until it is done or [library.rest] is called. Only one is at a time.
func (l *library) embed(c *retrieval.Collection) {
	e := l.program.embeddings
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
			l.log.Warn("the paragraphs are not all embedded; answers go by words alone", "error", err, "again_in", pause.String())
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

func (l *library) embedOnce(ctx context.Context, c *retrieval.Collection, e *retrieval.Embeddings) error {
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
	l.log.Info("the paragraphs are embedded; answers go by meaning too", "paragraphs", c.Size(), "without", without,
		"ms", time.Since(begun).Milliseconds())
	return nil
}
