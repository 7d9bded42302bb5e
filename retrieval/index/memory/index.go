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
	"errors"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/snapshot"
)

// Index is an inverted index of paragraphs. It is safe for concurrent use.
type Index struct {
	bleve        bleve.Index
	reader       api.IndexReader
	docs         []uint32  // DocIDs of the paragraphs, by bleve's own numbers
	norms        []float32 // of the paragraphs, for BM25; bleve's own takes longer to read than all else of a posting
	length       float64   // mean terms of a paragraph
	accumulators index.Accumulators
}

// field is the one field of a paragraph: its terms.
const field = "t"

// batch is how many paragraphs go to bleve at once: each batch becomes a segment, and segments cost time at each
// question, so a collection of ordinary size is one.
const batch = 10_000

// Engine keeps terms in memory.
type Engine struct{}

var _ index.Engine = Engine{}

// Name tells its snapshots, which nobody keeps, from those of other engines.
func (Engine) Name() string { return "in memory" }

// Build keeps nothing in files.
func (Engine) Build(context.Context, index.Paragraphs, *snapshot.Draft, func(n int)) error {
	return nil
}

// Open indexes the paragraphs, as [index.Engine] has it.
func (Engine) Open(ctx context.Context, p index.Paragraphs, _ *snapshot.Snapshot, done func(n int)) (index.Terms, error) {
	b, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("making an index in memory: %w", err)
	}
	x := &Index{bleve: b}
	if err := x.fill(ctx, p, done); err != nil {
		return nil, errors.Join(fmt.Errorf("indexing %d paragraphs: %w", p.Size(), err), b.Close())
	}
	return x, nil
}

func (x *Index) fill(ctx context.Context, p index.Paragraphs, done func(n int)) error {
	n := p.Size()
	all := sums{paragraphs: p, lengths: make([]float32, n)}
	for from := 0; from < n; from += batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		docs := x.bleve.NewBatch()
		for i := from; i < min(from+batch, n); i++ {
			doc := document.NewDocument(strconv.Itoa(i))
			doc.AddField(&paragraph{doc: i, sums: &all})
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
	x.docs = make([]uint32, n)
	var id api.IndexInternalID
	for number := range n {
		id = api.NewIndexInternalID(id, uint64(number))
		external, err := x.reader.ExternalID(id)
		if err != nil {
			return errors.Join(err, x.reader.Close())
		}
		doc, err := strconv.ParseUint(external, 10, 32)
		if err != nil {
			return errors.Join(err, x.reader.Close())
		}
		x.docs[number] = uint32(doc)
	}
	return nil
}

// Size returns the number of paragraphs.
func (x *Index) Size() int { return len(x.docs) }

// MeanLength returns how many terms a paragraph has on average.
func (x *Index) MeanLength() float64 { return x.length }

// Close releases the index. No call may follow.
func (x *Index) Close() error {
	if err := errors.Join(x.reader.Close(), x.bleve.Close()); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	return nil
}
