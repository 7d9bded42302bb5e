package retrieval

import (
	"context"

	"chuchu/retrieval/encoder"
	"chuchu/retrieval/index/vectors"
)

// Embedder turns words into vectors that are the more alike the more the words mean the same.
type Embedder = vectors.Embedder

// EmbedderOf returns an embedder that runs in the process; known are vectors that it has made before, as a file of vectors keeps them.
func EmbedderOf(e *encoder.Encoder, known []byte) Embedder {
	return Embedder{Name: e.Name(), Questions: e.Questions, Paragraphs: e.Paragraphs, Close: e.Close, Known: known}
}

// Embeddings are the vectors that an embedder made, kept from one collection to the next.
type Embeddings = vectors.Embeddings

// NotEmbeddedError says that paragraphs have no vectors yet.
type NotEmbeddedError = vectors.NotEmbeddedError

// ErrRejected is in the error of an [Embedder] that will not have these texts, and may well take others.
var ErrRejected = vectors.ErrRejected

// OpenEmbeddings opens the file of that name, which keeps vectors, or makes it; "" keeps them in memory. Close them after the
// collections that use them.
func OpenEmbeddings(file string, e Embedder) (*Embeddings, error) { return vectors.Open(file, e) }

// VectorsFile is the name of the file that keeps the vectors of an embedder of that name.
func VectorsFile(name string) string { return vectors.FileName(name) }

// UseEmbeddings lets questions be answered by meaning too, if all paragraphs have been embedded before; else it fails with
// a [*NotEmbeddedError]. It asks the model nothing.
func (c *Collection) UseEmbeddings(ctx context.Context, e *Embeddings) error {
	x, err := e.Index(ctx, c.embedded())
	if err == nil {
		c.vectors.Store(x)
	}
	return err
}

// Embed has the paragraphs embedded that are not yet, and lets questions be answered by meaning from then on; until then, and
// if it fails, they are answered by their words. What was embedded is kept, whatever comes. told is called with how many
// are to be embedded and how many are, now and then, and may be nil. Paragraphs that the model will not have are left
// without; it returns how many. No call may be under way when the collection is closed.
func (c *Collection) Embed(ctx context.Context, e *Embeddings, told func(done, all int)) (without int, err error) {
	if told == nil {
		told = func(int, int) {}
	}
	x, without, err := e.Embed(ctx, c.embedded(), told)
	if err == nil {
		c.vectors.Store(x)
	}
	return without, err
}

// embedded is what is embedded of the collection.
func (c *Collection) embedded() vectors.Paragraphs {
	return vectors.Paragraphs{Size: c.Size(), Pieces: c.pieces, Language: func(i int) int { return int(c.writing(i).Script) }}
}

func (c *Collection) pieces(i int) ([]string, error) {
	block, err := c.block(i)
	pieces := []string{block.Text}
	if spans := block.Sentences(); len(spans) > 1 {
		for _, s := range spans {
			pieces = append(pieces, block.Text[s.Start:s.End])
		}
	}
	return pieces, err
}
