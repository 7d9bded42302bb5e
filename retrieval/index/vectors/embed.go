package vectors

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Paragraphs are what is embedded of a collection.
type Paragraphs struct {
	Size     int
	Pieces   func(i int) ([]string, error) // all of a paragraph, then its sentences if there are several
	Language func(i int) int               // of a paragraph: 0 for Latin script, 1 for Han
}

// NotEmbeddedError says that paragraphs have no vectors yet.
type NotEmbeddedError struct{ Missing, Paragraphs int }

func (e *NotEmbeddedError) Error() string {
	return fmt.Sprintf("%d of %d paragraphs are not embedded", e.Missing, e.Paragraphs)
}

// Index returns the vectors of paragraphs that have all been embedded before; else it fails with a [*NotEmbeddedError]. It
// asks the model nothing.
func (e *Embeddings) Index(ctx context.Context, p Paragraphs) (*Index, error) {
	x, missing, err := e.prepare(ctx, p, false)
	if err != nil {
		return nil, err
	}
	if x.space == nil || len(missing) > 0 {
		return nil, &NotEmbeddedError{len(missing), p.Size}
	}
	return x, x.fill()
}

// Embed has the paragraphs embedded that are not yet, and returns the vectors of all. What was embedded is kept, whatever
// comes. told is called with how many are to be embedded and how many are, now and then. Paragraphs that the model will
// not have are left without; it returns how many.
func (e *Embeddings) Embed(ctx context.Context, p Paragraphs, told func(done, all int)) (x *Index, without int, err error) {
	x, missing, err := e.prepare(ctx, p, true)
	if err != nil {
		return nil, 0, err
	}
	told(0, len(missing))
	w := work{Index: x}
	for done := 0; done < len(missing) && err == nil; {
		var batch []int
		if batch, err = w.batch(missing[done:]); err == nil {
			err = w.embed(ctx, batch)
		}
		if err == nil {
			done += len(batch)
			told(done, len(missing))
		}
	}
	if err = errors.Join(err, e.cache.Sync()); err == nil {
		err = x.fill()
	}
	return x, w.without, err
}

// prepare finds out which paragraphs have no vectors, and asks the model about itself if it may.
func (e *Embeddings) prepare(ctx context.Context, p Paragraphs, ask bool) (x *Index, missing []int, err error) {
	x = &Index{embeddings: e, paragraphs: p, keys: make([]Key, p.Size)}
	if x.space, err = e.space(ctx, ask); err != nil {
		return nil, nil, err
	}
	wanted := map[Key]bool{} // the same paragraph may stand twice
	for i := range x.keys {
		pieces, err := x.pieces(i)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, nil, err
		}
		key := KeyOf(e.embedder.Name, pieces)
		if x.keys[i] = key; !e.cache.Has(key) && !wanted[key] {
			wanted[key] = true
			missing = append(missing, i)
		}
	}
	return x, missing, nil
}

// maxPieces bounds what is kept of one paragraph.
const maxPieces = 256

// pieces returns what is embedded of a paragraph.
func (x *Index) pieces(i int) ([]string, error) {
	pieces, err := x.paragraphs.Pieces(i)
	for i, piece := range pieces {
		pieces[i] = clipped(piece)
	}
	return pieces[:min(len(pieces), maxPieces)], err
}

// work is the embedding of paragraphs, a batch at a time: so many that a request is worth its way, so few that little is
// lost when the program is stopped.
type work struct {
	*Index
	without int // that the model will not have
	inARow  int // of these, since one that it took
}

const (
	batchPieces     = 64
	batchCharacters = 8000
	// rejectedInARow is after how many paragraphs that the model will not have it is not the paragraphs.
	rejectedInARow = 10
)

// batch returns the first of the paragraphs.
func (w *work) batch(missing []int) ([]int, error) {
	count, characters := 0, 0
	for n, i := range missing {
		pieces, err := w.pieces(i)
		if err != nil {
			return nil, err
		}
		count += len(pieces)
		for _, piece := range pieces {
			characters += utf8.RuneCountInString(piece)
		}
		if count >= batchPieces || characters >= batchCharacters {
			return missing[:n+1], nil
		}
	}
	return missing, nil
}

// embed has a batch embedded, one by one if all together are rejected.
func (w *work) embed(ctx context.Context, batch []int) error {
	err := w.request(ctx, batch)
	if !errors.Is(err, ErrRejected) {
		w.inARow = 0
		return err
	}
	if len(batch) > 1 {
		for i := range batch {
			if err := w.embed(ctx, batch[i:i+1]); err != nil {
				return err
			}
		}
		return nil
	}
	w.without++
	if w.inARow++; w.inARow == rejectedInARow {
		return fmt.Errorf("%d paragraphs in a row were not taken: %v", w.inARow, err)
	}
	return nil
}

// request has a batch embedded, and keeps its vectors.
func (w *work) request(ctx context.Context, batch []int) error {
	var texts []string
	counts := make([]int, len(batch))
	for k, i := range batch {
		pieces, err := w.pieces(i)
		if err != nil {
			return err
		}
		texts, counts[k] = append(texts, pieces...), len(pieces)
	}
	packed, err := embed(ctx, w.embeddings.embedder.Paragraphs, texts)
	if err != nil {
		return err
	}
	if got := packed[0].Dimensions(); got != w.space.Dimensions() {
		return fmt.Errorf("embedding: the vectors have %d dimensions, and those from before %d: another model has the name %q now; delete the file of the vectors",
			got, w.space.Dimensions(), w.embeddings.embedder.Name)
	}
	for k, i := range batch {
		if err := w.embeddings.cache.Add(w.keys[i], packed[:counts[k]]); err != nil {
			return err
		}
		packed = packed[counts[k]:]
	}
	return nil
}
