package disk

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/blevesearch/vellum"
)

// merge writes the file: the lists, the lengths, the dictionary, the foot.
func (b *builder) merge(out io.Writer) (err error) {
	slices.Sort(b.runs)
	var open mergeHeap
	defer func() {
		for _, r := range open {
			err = errors.Join(err, r.file.Close())
		}
	}()
	for _, from := range b.runs {
		r, err := openRun(b.folder, from)
		if err != nil {
			return err
		}
		open = append(open, r)
	}
	w := &counter{out: bufio.NewWriterSize(out, 1<<20)}
	w.write([]byte(b.magic))
	var words bytes.Buffer
	dictionary, err := vellum.New(&words, nil)
	if err != nil {
		return err
	}
	if open, err = b.lists(open, w, dictionary); err != nil {
		return err
	}
	if err := dictionary.Close(); err != nil {
		return err
	}
	return b.finish(w, words.Bytes())
}

// lists merges the lists of the runs and returns the runs that are still open.
func (b *builder) lists(open mergeHeap, w *counter, dictionary *vellum.Builder) (mergeHeap, error) {
	started := open[:0:0]
	for i, r := range open {
		switch err := r.next(); err {
		case nil:
			started = append(started, r)
		case io.EOF:
			if err := r.file.Close(); err != nil {
				return append(started, open[i+1:]...), err
			}
		default:
			return append(started, open[i:]...), err
		}
	}
	open = started
	heap.Init(&open)
	var whole list
	var size []byte
	for terms := 0; len(open) > 0; terms++ {
		if terms%(1<<14) == 0 && b.ctx.Err() != nil {
			return open, context.Cause(b.ctx)
		}
		term := open[0].term
		whole = list{bytes: whole.bytes[:0]}
		for len(open) > 0 && open[0].term == term {
			whole.join(open[0])
			if err := open.advance(); err != nil {
				return open, err
			}
		}
		e, written := listEntry(0, whole.count), false
		if b.magic == magic {
			e, written = entryOf(&whole, w.at)
		}
		if err := dictionary.Insert([]byte(term), uint64(e)); err != nil {
			return open, err
		}
		if !written {
			continue
		}
		size = binary.AppendUvarint(size[:0], uint64(len(whole.bytes)))
		w.write(size)
		if w.write(whole.bytes); w.err != nil {
			return open, w.err
		}
	}
	return open, nil
}

// join appends the list of a run of later paragraphs. Only its first posting has to be said anew.
func (l *list) join(r *runReader) {
	gap, times, n := posting(r.bytes)
	l.bytes = appendPosting(l.bytes, r.from+gap-l.least, times)
	l.bytes = append(l.bytes, r.bytes[n:]...)
	l.count += r.count
	l.least = r.last + 1
}

// finish writes what follows the lists.
func (b *builder) finish(w *counter, dictionary []byte) error {
	f := foot{paragraphs: uint64(b.n), lengthsAt: w.at}
	var length []byte
	for _, l := range b.lengths {
		f.terms += uint64(l)
		length = binary.AppendUvarint(length[:0], uint64(l))
		w.write(length)
	}
	f.dictionaryAt = w.at
	w.write(dictionary)
	w.write(f.bytes(b.magic))
	if w.err != nil {
		return w.err
	}
	return w.out.Flush()
}

// counter is a writer that knows where it is and keeps its first error.
type counter struct {
	out *bufio.Writer
	at  uint64
	err error
}

func (c *counter) write(b []byte) {
	if c.err == nil {
		_, c.err = c.out.Write(b)
		c.at += uint64(len(b))
	}
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

// advance takes the run on top to its next term, or closes it.
func (h *mergeHeap) advance() error {
	switch err := (*h)[0].next(); err {
	case nil:
		heap.Fix(h, 0)
		return nil
	case io.EOF:
		return heap.Pop(h).(*runReader).file.Close()
	default:
		return err
	}
}
