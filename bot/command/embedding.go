package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"chuchu/bot/terminal"
	"chuchu/retrieval"
)

type embedCommand struct{}

// Run embeds the paragraphs that are not yet, so that all commands find by meaning too.
func (embedCommand) Run(ctx context.Context, c *config, t *console) error {
	e, err := c.openEmbeddings(runtime.GOMAXPROCS(0), func(error) {})
	switch {
	case err != nil:
		return err
	case e == nil:
		return errors.New("no embedding model is set; EMBEDDING_FILE or OPENAI_EMBEDDING_MODEL must name one, or READER_BUDGET leave time to the one that comes with chuchu")
	}
	defer e.Close() // the vectors were made safe when they were written
	_, collection, err := t.collect(ctx, c, false)
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

// openEmbeddings returns the vectors and what makes more, nil if no model is set. A model in the process embeds paragraphs on so many
// cores, one at least. asked is told how each embedding of a question went. Close them after use.
func (c *config) openEmbeddings(cores int, asked func(error)) (*retrieval.Embeddings, error) {
	embedder, err := c.embedder(cores)
	if embedder == nil {
		return nil, err
	}
	file, err := c.vectorsFile(embedder.Name)
	if err != nil && c.namesEmbedder() {
		return nil, errors.Join(err, embedder.Close())
	}
	questions := embedder.Questions
	embedder.Questions = func(ctx context.Context, texts []string) ([][]float32, error) {
		made, err := questions(ctx, texts)
		asked(err)
		return made, err
	}
	e, err := retrieval.OpenEmbeddings(file, *embedder)
	if err != nil && !c.namesEmbedder() { // which nobody has asked for: the vectors are made again at the next start
		e, err = retrieval.OpenEmbeddings("", *embedder)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w; INDEX_DIR or DATA_DIR must name a writable folder", err), embedder.Close())
	}
	return e, nil
}

// vectorsFile is where the vectors of a model are kept: beside the index, or if there is none, with the bot's data.
func (c *config) vectorsFile(model string) (string, error) {
	name := retrieval.VectorsFile(model)
	if index := c.get("INDEX_DIR"); index != "" {
		return filepath.Join(index, name), nil
	}
	return c.dataFile(name)
}
