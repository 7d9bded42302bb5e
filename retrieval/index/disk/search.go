package disk

import (
	"context"
	"encoding/binary"
	"slices"

	"chuchu/retrieval/index"
)

// Search returns at most n paragraphs that hold terms of the question, as [index.Terms] promises.
func (x *Index) Search(ctx context.Context, question []index.QueryTerm, n int) ([]index.Hit, error) {
	var buffer []byte
	return x.accumulators.Search(ctx, question, n, x.Size(), func(a *index.Accumulator, asked index.QueryTerm) error {
		e, err := x.find(asked.Term)
		if err != nil || e == none {
			return err
		}
		if doc, times, ok := e.single(); ok {
			return x.score(a, asked, doc, times)
		}
		if buffer, err = x.list(buffer, e); err != nil {
			return err
		}
		for postings, next := buffer, uint64(0); len(postings) > 0; next++ {
			gap, times, size := posting(postings)
			if size == 0 {
				return errDamaged
			}
			postings, next = postings[size:], next+uint64(gap)
			if err := x.score(a, asked, next, times); err != nil {
				return err
			}
		}
		return nil
	})
}

// score adds to a paragraph that holds the term so often what the term is worth there.
func (x *Index) score(a *index.Accumulator, asked index.QueryTerm, doc uint64, times uint32) error {
	if doc >= uint64(len(x.norms)) || times == 0 {
		return errDamaged
	}
	a.Add(uint32(doc), asked.Weight*index.BM25(float64(times), float64(x.norms[doc])))
	return nil
}

// list reads the postings of a term into the buffer. One read will do if they are no longer than is usual.
func (x *Index) list(buffer []byte, e entry) ([]byte, error) {
	at, end := e.list(), uint64(x.postings.Size())
	if at >= end {
		return nil, errDamaged
	}
	usual := binary.MaxVarintLen64 + 2*uint64(e.paragraphs())
	buffer, err := x.read(buffer, at, min(usual, end-at))
	if err != nil {
		return nil, err
	}
	length, size := binary.Uvarint(buffer)
	if size <= 0 || length > end-at-uint64(size) {
		return nil, errDamaged
	}
	if uint64(size)+length > uint64(len(buffer)) {
		return x.read(buffer, at+uint64(size), length)
	}
	return buffer[size : uint64(size)+length], nil
}

func (x *Index) read(buffer []byte, at, length uint64) ([]byte, error) {
	buffer = slices.Grow(buffer[:0], int(length))[:length]
	_, err := x.postings.ReadAt(buffer, int64(at))
	return buffer, err
}
