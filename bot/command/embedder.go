package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"chuchu/bot/llm"
	"chuchu/retrieval"
	"chuchu/retrieval/encoder"
	"chuchu/retrieval/reader"
)

// embedder returns the model that makes vectors: the one that is set, else the one that comes with the program, nil if READER_BUDGET
// leaves it no time. Close it after use.
func (c *config) embedder(cores int) (*retrieval.Embedder, error) {
	switch file, model := c.get("EMBEDDING_FILE"), c.get("OPENAI_EMBEDDING_MODEL"); {
	case file != "" && model != "":
		return nil, errors.New("EMBEDDING_FILE and OPENAI_EMBEDDING_MODEL are both set; leave one out")
	case file != "":
		e, err := encoder.Open(file, cores)
		if err != nil {
			return nil, fmt.Errorf("EMBEDDING_FILE: %w", err)
		}
		return new(retrieval.EmbedderOf(e, nil)), nil
	case model != "":
		return c.embedderOfEndpoint()
	}
	if budget, err := c.readerBudget(); budget == 0 {
		return nil, err
	}
	e, err := reader.Encoder(cores)
	if err != nil {
		return nil, err
	}
	return new(retrieval.EmbedderOf(e, reader.Vectors)), nil
}

// namesEmbedder reports whether the settings name a model that makes vectors.
func (c *config) namesEmbedder() bool {
	return c.get("EMBEDDING_FILE") != "" || c.get("OPENAI_EMBEDDING_MODEL") != ""
}

// checkEmbedder tries out the settings of the model.
func (c *config) checkEmbedder() error {
	e, err := c.embedder(1)
	if e == nil {
		return err
	}
	return e.Close()
}

// embedderOfEndpoint returns the model behind an endpoint of OpenAI's API.
func (c *config) embedderOfEndpoint() (*retrieval.Embedder, error) {
	get := c.get
	s := llm.Settings{
		BaseURL: get("OPENAI_EMBEDDING_BASE_URL"), Key: llm.Key(get("OPENAI_EMBEDDING_API_KEY")),
		Model: get("OPENAI_EMBEDDING_MODEL"),
	}
	if s.BaseURL == "" { // the key of one endpoint is not sent to another
		s.BaseURL = get("OPENAI_BASE_URL")
		s.Key = cmp.Or(s.Key, llm.Key(get("OPENAI_API_KEY")))
	}
	e, err := llm.NewEmbedder(s)
	if err != nil {
		return nil, err
	}
	paragraphs := func(ctx context.Context, texts []string) ([][]float32, error) {
		made, err := e.Paragraphs(ctx, texts)
		if failed, ok := errors.AsType[*llm.Fault](err); ok && failed.Kind == llm.Rejected {
			err = fmt.Errorf("%w: %w", retrieval.ErrRejected, err)
		}
		return made, err
	}
	return &retrieval.Embedder{Name: e.Name(), Questions: e.Questions, Paragraphs: paragraphs, Close: func() error { return nil }}, nil
}

// reader returns the network that reads passages with a question, nil if READER_BUDGET leaves it no time.
func (c *config) reader() (*encoder.CrossEncoder, error) {
	budget, err := c.readerBudget()
	if budget == 0 {
		return nil, err
	}
	return reader.Open(budget)
}

func (c *config) readerBudget() (time.Duration, error) {
	text := c.get("READER_BUDGET")
	milliseconds, err := strconv.Atoi(text)
	if err != nil || milliseconds < 0 {
		return 0, fmt.Errorf("READER_BUDGET must be a number of milliseconds, 0 or more, not %q", text)
	}
	return time.Duration(milliseconds) * time.Millisecond, nil
}
