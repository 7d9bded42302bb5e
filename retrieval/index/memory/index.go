// Package memory keeps the index of a collection in the memory of this process, for collections that are soon read. It
// is the only room that knows bleve.
//
// What bleve does here: it stores which terms stand in which paragraphs, and how often, compactly and fast to walk. What
// it does not do: analysis (package language serves both sides, whichever engine stores the result) and the final ranking.
// Scores are BM25 as published, computed on bleve's postings; bleve's own BM25 takes the root of the term frequency,
// weighs idf twice and counts distinct terms for the mean length, so it differs from any other engine's.
package memory

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"

	"chuchu/retrieval/index"
)

// Index is an inverted index of paragraphs. It is safe for concurrent use.
type Index struct {
	bleve        bleve.Index
	reader       api.IndexReader
	ordinals     []uint32  // of the paragraphs, by bleve's own numbers
	norms        []float32 // of the paragraphs, for BM25; bleve's own takes longer to read than all else of a posting
	length       float64   // mean terms of a paragraph
	accumulators sync.Pool
}

var _ index.Terms = (*Index)(nil)

// field is the one field of a paragraph: its terms.
const field = "t"

// batch is how many paragraphs go to bleve at once: each batch becomes a segment, and segments cost time at each
// question, so a collection of ordinary size is one.
const batch = 10_000

// Build indexes the paragraphs 0 to n-1 in memory; text gives one and is called from several goroutines at once. done is
// called with how many more are indexed; it may be nil. Close the index after use. It fails when ctx ends first.
func Build(ctx context.Context, n int, text func(i int) (string, error), done func(n int)) (*Index, error) {
	mapping := bleve.NewIndexMapping()
	b, err := bleve.NewUsing("", mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("making an index in memory: %w", err)
	}
	x := &Index{bleve: b}
	if err := x.fill(ctx, n, text, done); err != nil {
		return nil, errors.Join(fmt.Errorf("indexing %d paragraphs: %w", n, err), b.Close())
	}
	return x, nil
}

func (x *Index) fill(ctx context.Context, n int, text func(i int) (string, error), done func(n int)) error {
	all := sums{lengths: make([]float32, n)}
	for from := 0; from < n; from += batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		docs := x.bleve.NewBatch()
		for i := from; i < min(from+batch, n); i++ {
			doc := document.NewDocument(name(i))
			doc.AddField(&paragraph{ordinal: i, text: text, sums: &all})
			if err := docs.IndexAdvanced(doc); err != nil {
				return err
			}
		}
		if err := x.bleve.Batch(docs); err != nil {
			return err
		}
		if err := all.err.Load(); err != nil {
			return *err
		}
		if done != nil {
			done(min(from+batch, n) - from)
		}
	}
	x.length = float64(all.terms.Load()) / float64(max(n, 1))
	x.norms = all.lengths
	for i, length := range x.norms {
		x.norms[i] = float32(index.Norm(float64(length), max(x.length, 1)))
	}
	return x.open(n)
}

// open takes the snapshot that questions are put to. bleve numbers the paragraphs as they come out of its workers.
func (x *Index) open(n int) error {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return err
	}
	if x.reader, err = advanced.Reader(); err != nil {
		return err
	}
	x.ordinals = make([]uint32, n)
	var id api.IndexInternalID
	for number := range n {
		id = api.NewIndexInternalID(id, uint64(number))
		external, err := x.reader.ExternalID(id)
		if err != nil {
			return errors.Join(err, x.reader.Close())
		}
		if x.ordinals[number], err = ordinal(external); err != nil {
			return errors.Join(err, x.reader.Close())
		}
	}
	return nil
}

// Size returns the number of paragraphs.
func (x *Index) Size() int { return len(x.ordinals) }

// MeanLength returns how many terms a paragraph has in the mean.
func (x *Index) MeanLength() float64 { return x.length }

// Close releases the index. No call may follow.
func (x *Index) Close() error {
	if err := errors.Join(x.reader.Close(), x.bleve.Close()); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	return nil
}

// name is the identifier under which bleve keeps a paragraph; ordinal is its inverse.
func name(ordinal int) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(ordinal)))
}

func ordinal(name string) (uint32, error) {
	if len(name) != 4 {
		return 0, fmt.Errorf("%q is not the name of a paragraph", name)
	}
	return binary.BigEndian.Uint32([]byte(name)), nil
}
