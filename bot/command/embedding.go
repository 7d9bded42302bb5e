package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"chuchu/bot/llm"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
)

type embedCommand struct{}

// Run embeds the paragraphs that are not yet, so that all commands find by meaning too.
func (embedCommand) Run(ctx context.Context, c *config, t *console) error {
	e, err := c.openEmbeddings(func(error) {})
	switch {
	case err != nil:
		return err
	case e == nil:
		return errors.New("no embedding model is set; OPENAI_EMBEDDING_MODEL must name one")
	}
	defer e.Close() // the vectors were made safe when they were written
	texts, err := t.collector(c, false)
	if err != nil {
		return err
	}
	collection, _, err := texts.collect(ctx, nil, true)
	if err != nil {
		return err
	}
	progress := terminal.NewEmbedding(t.stderr)
	without, err := collection.Embed(ctx, e, progress.Embedded)
	progress.End()
	if err = errors.Join(err, collection.Close()); err != nil {
		return fmt.Errorf("embedding the paragraphs: %w; what was embedded is kept, and chuchu embed goes on from there", err)
	}
	if without > 0 {
		t.warn(fmt.Errorf("the model rejected %d paragraphs; they are found by keyword only", without))
	}
	_, err = fmt.Fprintf(t.stdout, "%d paragraphs are embedded.\n", collection.Size()-without)
	return err
}

// openEmbeddings returns the vectors and what makes more, nil if no model is set. asked is told how each embedding of a question
// went. Close them after use.
func (c *config) openEmbeddings(asked func(error)) (*retrieval.Embeddings, error) {
	embedder, err := c.embedder()
	if embedder == nil {
		return nil, err
	}
	file, err := c.vectorsFile(embedder.Name())
	if err != nil {
		return nil, err
	}
	e, err := retrieval.OpenEmbeddings(file, retrieval.Embedder{
		Name: embedder.Name(),
		Questions: func(ctx context.Context, texts []string) ([][]float32, error) {
			made, err := embedder.Questions(ctx, texts)
			asked(err)
			return made, err
		},
		Paragraphs: func(ctx context.Context, texts []string) ([][]float32, error) {
			made, err := embedder.Paragraphs(ctx, texts)
			if failed, ok := errors.AsType[*llm.Fault](err); ok && failed.Kind == llm.Rejected {
				err = fmt.Errorf("%w: %w", retrieval.ErrRejected, err)
			}
			return made, err
		},
	})
	if err != nil {
		return nil, fmt.Errorf("%w; INDEX_DIR or DATA_DIR must name a writable folder", err)
	}
	return e, nil
}

// embedder returns the model that makes vectors, nil if none is set.
func (c *config) embedder() (*llm.Embedder, error) {
	get := c.get
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

// vectorsFile is where the vectors of a model are kept: beside the index, or if there is none, with the bot's data.
func (c *config) vectorsFile(model string) (string, error) {
	name := retrieval.VectorsFile(model)
	if index := c.get("INDEX_DIR"); index != "" {
		return filepath.Join(index, name), nil
	}
	return c.dataFile(name)
}
