package disk

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/snapshot"
	"chuchu/retrieval/language"
)

// Paragraphs are inverted in stretches, so that every processor has work and no run is large.
const (
	minStretch = 256
	maxStretch = 8192
)

// builder inverts paragraphs stretch by stretch to runs, and merges the runs.
type builder struct {
	paragraphs index.Paragraphs
	draft      *snapshot.Draft
	done       func(n int)      // told of paragraphs that have been read; may be nil
	postings   *snapshot.Writer // nil for the statistics alone

	folder  string   // of the runs
	lengths []uint32 // terms of each paragraph

	mu   sync.Mutex
	runs []uint32 // the first paragraph of each
}

func (b *builder) build(ctx context.Context) error {
	n := b.paragraphs.Size()
	if n > MaxParagraphs {
		return fmt.Errorf("an index on disk takes %d paragraphs at most, and these are %d", MaxParagraphs, n)
	}
	var err error
	if b.folder, err = b.draft.TempDir(); err != nil {
		return fmt.Errorf("making a folder to sort terms in: %w", err)
	}
	defer os.RemoveAll(b.folder) // what stays there goes with the draft, or is the system's to remove
	b.lengths = make([]uint32, n)
	stretch := min(max(n/(4*runtime.GOMAXPROCS(0)), minStretch), maxStretch)
	if err := index.Parallel(ctx, n, stretch, runtime.GOMAXPROCS(0), b.invert); err != nil {
		return fmt.Errorf("indexing %d paragraphs: %w", n, err)
	}
	slices.Sort(b.runs)
	if err := b.merge(ctx); err != nil {
		return fmt.Errorf("writing the index of %d paragraphs: %w", n, err)
	}
	return nil
}

// invert makes runs of the paragraphs from one to another.
func (b *builder) invert(ctx context.Context, from, to int) error {
	r := newRun(from)
	told := from
	for i := from; i < to; i++ {
		words, err := b.paragraphs.Words(i)
		if err != nil {
			return err
		}
		b.lengths[i] = uint32(r.add(i, words, language.WritingIn(b.paragraphs.Script(i)).Analyzer))
		if i+1 == to || r.postings >= maxPostings {
			b.mu.Lock()
			b.runs = append(b.runs, r.from)
			b.mu.Unlock()
			if err := r.save(b.folder); err != nil {
				return err
			}
			r = newRun(i + 1)
		}
		if i+1 == to || i+1-told == minStretch {
			if b.done != nil {
				b.done(i + 1 - told)
			}
			if told = i + 1; ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	return nil
}
