package disk

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"chuchu/retrieval/index"
)

// work is the room that a search needs, for the next to use again.
type work struct {
	scores *index.Accumulator
	buffer []byte
}

// Search returns at most n paragraphs that hold terms of the question, as [index.Terms] promises.
func (x *Index) Search(ctx context.Context, question []index.QueryTerm, n int) ([]index.Hit, error) {
	w, ok := x.work.Get().(*work)
	if !ok {
		w = &work{scores: index.NewAccumulator(len(x.norms))}
	}
	defer x.work.Put(w)
	w.scores.Reset()
	for _, asked := range question {
		if w.scores.Enough() || asked.Weight <= 0 {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := x.add(w, asked); err != nil {
			return nil, fmt.Errorf("searching %q: %w", asked.Term, err)
		}
	}
	return w.scores.Best(n), nil
}

// add adds to each paragraph that holds the term what the term is worth there.
func (x *Index) add(w *work, asked index.QueryTerm) error {
	e, err := x.find(asked.Term)
	if err != nil || e == none {
		return err
	}
	if ordinal, times, ok := e.single(); ok {
		return x.score(w, asked, ordinal, times)
	}
	postings, err := x.list(w, e)
	if err != nil {
		return err
	}
	for next := uint64(0); len(postings) > 0; next++ {
		gap, times, size := posting(postings)
		if size == 0 {
			return errDamaged
		}
		postings, next = postings[size:], next+uint64(gap)
		if err := x.score(w, asked, next, times); err != nil {
			return err
		}
	}
	return nil
}

func (x *Index) score(w *work, asked index.QueryTerm, ordinal uint64, times uint32) error {
	if ordinal >= uint64(len(x.norms)) || times == 0 {
		return errDamaged
	}
	w.scores.Add(uint32(ordinal), asked.Weight*index.BM25(float64(times), float64(x.norms[ordinal])))
	return nil
}

// list reads the postings of a term into the buffer. One read will do where they are no longer than is usual.
func (x *Index) list(w *work, e entry) ([]byte, error) {
	at := e.list()
	if at >= x.lists {
		return nil, errDamaged
	}
	usual := binary.MaxVarintLen64 + 2*uint64(e.paragraphs())
	if err := x.fill(w, at, min(usual, x.lists-at)); err != nil {
		return nil, err
	}
	length, size := binary.Uvarint(w.buffer)
	if size <= 0 || length > x.lists-at-uint64(size) {
		return nil, errDamaged
	}
	whole := uint64(size) + length
	if whole > uint64(len(w.buffer)) {
		if err := x.fill(w, at, whole); err != nil {
			return nil, err
		}
	}
	return w.buffer[size:whole], nil
}

func (x *Index) fill(w *work, at, length uint64) error {
	w.buffer = slices.Grow(w.buffer[:0], int(length))[:length]
	_, err := x.file.ReadAt(w.buffer, int64(at))
	return err
}
