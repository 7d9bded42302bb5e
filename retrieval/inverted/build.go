package inverted

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/vellum"
)

// Paragraphs are inverted in stretches, so that every processor has work and no run is large.
const (
	leastStretch = 256
	mostStretch  = 8192
)

// Build writes the inverted file of the paragraphs 0 to n-1 to out. text gives one paragraph and is called from several
// goroutines at once, and so is done, with how many more paragraphs have been read; done may be nil. The folder takes
// files in between, which are gone afterwards. It fails when ctx ends first.
func Build(ctx context.Context, n int, text func(i int) (string, error), folder string, out io.Writer, done func(n int)) error {
	return (&builder{n: n, text: text, folder: folder, done: done, magic: magic}).build(ctx, out)
}

// build writes an inverted file, or the statistics of one.
func (b *builder) build(ctx context.Context, out io.Writer) error {
	n := b.n
	if n > MostParagraphs {
		return fmt.Errorf("an inverted file takes %d paragraphs at most, and these are %d", MostParagraphs, n)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	b.ctx, b.fail, b.lengths = ctx, cancel, make([]uint32, n)
	b.stretch = min(max(n/(4*runtime.GOMAXPROCS(0)), leastStretch), mostStretch)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(b.work)
	}
	workers.Wait()
	defer b.clear()
	if err := context.Cause(ctx); err != nil {
		return fmt.Errorf("indexing %d paragraphs: %w", n, err)
	}
	if err := b.merge(out); err != nil {
		return fmt.Errorf("writing the index of %d paragraphs: %w", n, err)
	}
	return nil
}

type builder struct {
	ctx     context.Context
	fail    context.CancelCauseFunc
	n       int
	text    func(i int) (string, error)
	folder  string
	done    func(n int)
	magic   string // of an inverted file, or of statistics, which have no lists
	stretch int
	taken   atomic.Int64 // stretches that a worker has begun
	lengths []uint32     // terms of each paragraph

	mu   sync.Mutex
	runs []uint32 // the first paragraph of each
}

// work takes one stretch after the other.
func (b *builder) work() {
	for {
		from := int(b.taken.Add(1)-1) * b.stretch
		if from >= b.n || b.ctx.Err() != nil {
			return
		}
		if err := b.invert(from, min(from+b.stretch, b.n)); err != nil {
			b.fail(err)
			return
		}
	}
}

// invert makes runs of the paragraphs from one to another.
func (b *builder) invert(from, to int) error {
	r := newRun(from)
	told := from
	for i := from; i < to; i++ {
		text, err := b.text(i)
		if err != nil {
			return err
		}
		b.lengths[i] = uint32(r.add(i, text))
		if i+1 == to || r.postings >= mostPostings {
			if err := b.save(r); err != nil {
				return err
			}
			r = newRun(i + 1)
		}
		if i+1 == to || i+1-told == leastStretch {
			if b.done != nil {
				b.done(i + 1 - told)
			}
			if told = i + 1; b.ctx.Err() != nil {
				return b.ctx.Err()
			}
		}
	}
	return nil
}

func (b *builder) save(r *run) error {
	b.mu.Lock()
	b.runs = append(b.runs, r.from)
	b.mu.Unlock()
	return r.save(b.folder)
}

// clear removes the runs. Should that fail, whoever gave the folder finds them in it.
func (b *builder) clear() {
	for _, from := range b.runs {
		_ = os.Remove(runName(b.folder, from))
	}
}

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
