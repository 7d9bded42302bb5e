package disk

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
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
