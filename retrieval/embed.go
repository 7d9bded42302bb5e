package retrieval

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/vectors"
	"chuchu/retrieval/language"
)

// dense is what a collection knows of its paragraphs' vectors. It never changes.
type dense struct {
	*Embeddings
	space   *vectors.Space
	nearest func(ctx context.Context, vector []float32, n int) ([]index.Hit, error)
	keys    []vectors.Key // of the paragraphs
}

// NotEmbeddedError says that paragraphs have no vectors yet.
type NotEmbeddedError struct{ Missing, Paragraphs int }

func (e *NotEmbeddedError) Error() string {
	return fmt.Sprintf("%d of %d paragraphs are not embedded", e.Missing, e.Paragraphs)
}

// UseEmbeddings lets questions be answered by meaning too, where all paragraphs have been embedded before; else it fails with
// a [*NotEmbeddedError]. It asks the model nothing.
func (c *Collection) UseEmbeddings(ctx context.Context, e *Embeddings) error {
	keys, missing, err := c.unembedded(ctx, e)
	if err != nil {
		return err
	}
	space, err := e.space(ctx, false)
	if err != nil {
		return err
	}
	if space == nil || len(missing) > 0 {
		return &NotEmbeddedError{len(missing), c.Size()}
	}
	return c.useVectors(e, space, keys)
}

// Embed has the paragraphs embedded that are not yet, and lets questions be answered by meaning from then on; until then, and
// where it fails, they are answered by their words. What was embedded is kept, whatever comes. told is called with how many
// are to be embedded and how many are, now and then, and may be nil. Paragraphs that the model will not have are left
// without; it returns how many. No call may be under way when the collection is closed.
func (c *Collection) Embed(ctx context.Context, e *Embeddings, told func(done, all int)) (without int, err error) {
	space, err := e.space(ctx, true)
	if err != nil {
		return 0, err
	}
	keys, missing, err := c.unembedded(ctx, e)
	if err != nil {
		return 0, err
	}
	if told == nil {
		told = func(int, int) {}
	}
	told(0, len(missing))
	w := work{embeddings: e, space: space, all: len(missing), told: told}
	for _, i := range missing {
		pieces, err := c.pieces(i)
		if err == nil {
			err = w.add(ctx, keys[i], pieces)
		}
		if err != nil {
			return w.without, errors.Join(err, e.cache.Sync())
		}
	}
	if err := errors.Join(w.flush(ctx), e.cache.Sync()); err != nil {
		return w.without, err
	}
	return w.without, c.useVectors(e, space, keys)
}

// longestPiece is how many characters of a piece are embedded: all of a paragraph as people write them, and of others as much
// as models take (512 tokens and up).
const longestPiece = 2000

// mostPieces bounds what is kept of one paragraph.
const mostPieces = 256

// pieces returns what is embedded of a paragraph: all of it, then its sentences, where there are several.
func (c *Collection) pieces(i int) ([]string, error) {
	block, err := c.block(i)
	if err != nil {
		return nil, err
	}
	pieces := []string{clipped(block.Text)}
	if spans := language.Sentences(block.Text); len(spans) > 1 {
		for _, s := range spans[:min(len(spans), mostPieces-1)] {
			pieces = append(pieces, clipped(block.Text[s.Start:s.End]))
		}
	}
	return pieces, nil
}

func clipped(s string) string {
	if utf8.RuneCountInString(s) <= longestPiece {
		return s
	}
	return string([]rune(s)[:longestPiece])
}

// unembedded returns the keys of all paragraphs, and the ordinals of those that have no vectors.
func (c *Collection) unembedded(ctx context.Context, e *Embeddings) (keys []vectors.Key, missing []int, err error) {
	keys = make([]vectors.Key, c.Size())
	wanted := map[vectors.Key]bool{} // the same paragraph may stand twice
	for i := range keys {
		pieces, err := c.pieces(i)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, nil, err
		}
		keys[i] = vectors.KeyOf(e.embedder.Name, pieces)
		if !e.cache.Has(keys[i]) && !wanted[keys[i]] {
			wanted[keys[i]] = true
			missing = append(missing, i)
		}
	}
	return keys, missing, nil
}

// useVectors makes questions be answered by the vectors that are kept.
func (c *Collection) useVectors(e *Embeddings, space *vectors.Space, keys []vectors.Key) error {
	table := vectors.NewTable(len(keys), space.Statements())
	for i, key := range keys {
		vs, ok, err := e.cache.Vectors(key)
		if err != nil {
			return err
		}
		if ok && vs[0].Dimensions() == space.Dimensions() {
			table.Set(i, uint8(c.script(i)), vs[0])
		}
	}
	c.dense.Store(&dense{Embeddings: e, space: space, nearest: table.Nearest, keys: keys})
	return nil
}

// work is the embedding of paragraphs, some at a time: so many that a request is worth its way, so few that little is lost
// when the program is stopped.
type work struct {
	embeddings *Embeddings
	space      *vectors.Space
	told       func(done, all int)
	done, all  int
	without    int // that the model will not have
	inARow     int // of these, since one that it took
	keys       []vectors.Key
	pieces     [][]string
	size       int // characters of the pieces
	count      int // pieces
}

const (
	batchPieces     = 64
	batchCharacters = 8000
	// rejectedInARow is after how many paragraphs that the model will not have it is not the paragraphs.
	rejectedInARow = 10
)

func (w *work) add(ctx context.Context, key vectors.Key, pieces []string) error {
	w.keys, w.pieces = append(w.keys, key), append(w.pieces, pieces)
	w.count += len(pieces)
	for _, p := range pieces {
		w.size += utf8.RuneCountInString(p)
	}
	if w.count < batchPieces && w.size < batchCharacters {
		return nil
	}
	return w.flush(ctx)
}

// flush embeds what was added.
func (w *work) flush(ctx context.Context) error {
	if len(w.keys) == 0 {
		return nil
	}
	err := w.embed(ctx, w.keys, w.pieces)
	if errors.Is(err, ErrRejected) {
		err = w.oneByOne(ctx)
	}
	if err != nil {
		return err
	}
	w.done += len(w.keys)
	w.told(w.done, w.all)
	w.keys, w.pieces, w.size, w.count = w.keys[:0], w.pieces[:0], 0, 0
	return nil
}

func (w *work) oneByOne(ctx context.Context) error {
	for i := range w.keys {
		err := w.embed(ctx, w.keys[i:i+1], w.pieces[i:i+1])
		switch {
		case err == nil:
			w.inARow = 0
		case !errors.Is(err, ErrRejected):
			return err
		default:
			w.without++
			if w.inARow++; w.inARow == rejectedInARow {
				return fmt.Errorf("%d paragraphs in a row were not taken: %v", w.inARow, err)
			}
		}
	}
	return nil
}

func (w *work) embed(ctx context.Context, keys []vectors.Key, pieces [][]string) error {
	var texts []string
	for _, p := range pieces {
		texts = append(texts, p...)
	}
	made, err := w.embeddings.embedder.Paragraphs(ctx, texts)
	if err != nil {
		return err
	}
	packed, err := pack(made, len(texts))
	if err != nil {
		return err
	}
	if got := packed[0].Dimensions(); got != w.space.Dimensions() {
		return fmt.Errorf("embedding: the vectors have %d dimensions, and those from before %d: another model has the name %q now; delete the file of the vectors",
			got, w.space.Dimensions(), w.embeddings.embedder.Name)
	}
	for i, key := range keys {
		n := len(pieces[i])
		if err := w.embeddings.cache.Add(key, packed[:n]); err != nil {
			return err
		}
		packed = packed[n:]
	}
	return nil
}
