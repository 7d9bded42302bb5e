package disk

import (
	"container/heap"
	"context"
	"encoding/binary"
	"errors"
	"io"

	"github.com/blevesearch/vellum"
)

// merge writes the files of the runs: postings, dictionary and lengths.
func (b *builder) merge(ctx context.Context) (err error) {
	open, err := openRuns(b.folder, b.runs)
	defer func() {
		for _, r := range open {
			err = errors.Join(err, r.file.Close())
		}
	}()
	if err != nil {
		return err
	}
	file, err := b.draft.Create(dictionaryFile)
	if err != nil {
		return err
	}
	dictionary, err := vellum.New(file, nil)
	if err != nil {
		return err
	}
	if err := b.lists(ctx, open, dictionary); err != nil {
		return err
	}
	if err := dictionary.Close(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if b.postings != nil {
		if err := b.postings.Close(); err != nil {
			return err
		}
	}
	var lengths []byte
	for _, l := range b.lengths {
		lengths = binary.BigEndian.AppendUint32(lengths, l)
	}
	return b.draft.Write(lengthsFile, lengths)
}

// lists merges the lists of the runs, term by term.
func (b *builder) lists(ctx context.Context, runs []*runReader, dictionary *vellum.Builder) error {
	var open mergeHeap
	for _, r := range runs {
		switch err := r.next(); err {
		case nil:
			heap.Push(&open, r)
		case io.EOF:
		default:
			return err
		}
	}
	var whole list
	for terms := 0; len(open) > 0; terms++ {
		if terms%(1<<14) == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		term := open[0].term
		whole = list{bytes: whole.bytes[:0]}
		for len(open) > 0 && open[0].term == term {
			whole.join(open[0])
			if err := open.advance(); err != nil {
				return err
			}
		}
		e, err := b.write(&whole)
		if err == nil {
			err = dictionary.Insert([]byte(term), uint64(e))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// write writes a list, if it has to be, and returns its entry.
func (b *builder) write(l *list) (entry, error) {
	if b.postings == nil {
		return listEntry(0, l.count), nil
	}
	e, written := entryOf(l, uint64(b.postings.Size()))
	if !written {
		return e, nil
	}
	b.postings.Write(binary.AppendUvarint(nil, uint64(len(l.bytes)))) // its error comes again
	_, err := b.postings.Write(l.bytes)
	return e, err
}

// join appends the list of a run of later paragraphs. Only its first posting has to be said anew.
func (l *list) join(r *runReader) {
	gap, times, n := posting(r.bytes)
	l.bytes = appendPosting(l.bytes, r.from+gap-l.least, times)
	l.bytes = append(l.bytes, r.bytes[n:]...)
	l.count += r.count
	l.least = r.last + 1
}

// mergeHeap has the run of the first term on top; of equal terms that of the first paragraphs.
type mergeHeap []*runReader

func (h mergeHeap) Len() int { return len(h) }
func (h mergeHeap) Less(i, j int) bool {
	return h[i].term < h[j].term || h[i].term == h[j].term && h[i].from < h[j].from
}
func (h mergeHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *mergeHeap) Push(x any)   { *h = append(*h, x.(*runReader)) }
func (h *mergeHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// advance takes the run on top to its next term, or off the heap.
func (h *mergeHeap) advance() error {
	switch err := (*h)[0].next(); err {
	case nil:
		heap.Fix(h, 0)
	case io.EOF:
		heap.Pop(h)
	default:
		return err
	}
	return nil
}
