// Package disk keeps the terms of a collection in files: an inverted index, which says of each term in which paragraphs it
// stands and how often.
//
// bleve keeps as much in its segments, and the same candidates come from both. Those take 4 bytes and more a posting if a
// term is rare, 1.6 to 2 times the text in all, and are made paragraph by paragraph through maps; here a posting takes 1
// to 2 bytes, and the files are made ten times as fast. BenchmarkBuild shows both.
//
// It has three files of a snapshot:
//
//	postings      the lists of postings, each after its number of bytes    list.go says how one is written
//	lengths       the number of terms that each paragraph has, four bytes each
//	dictionary    from a term to its entry: a finite-state transducer (vellum, which bleve too is built on)
//
// The dictionary and the lengths are in memory, the lists are read when a question asks for them. Files are read with
// ReadAt, not mapped: one that is cut off or lost while it is open is an error, and not the end of the process.
package disk

import (
	"context"
	"errors"
	"fmt"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/snapshot"
)

const (
	postingsFile   = "postings"
	lengthsFile    = "lengths"
	dictionaryFile = "dictionary"
)

const lengthSize = 4

// MaxParagraphs is how many paragraphs an index on disk takes: more are work for a cluster.
const MaxParagraphs = 1<<countBits - 1

// Engine keeps terms in the files of a snapshot.
type Engine struct{}

var _ index.Engine = Engine{}

// Name tells its snapshots from those of other engines.
func (Engine) Name() string { return "on disk" }

// Build writes the terms of paragraphs to a draft, as [index.Engine] has it.
func (Engine) Build(ctx context.Context, p index.Paragraphs, draft *snapshot.Draft, done func(n int)) error {
	postings, err := draft.Create(postingsFile)
	if err != nil {
		return err
	}
	return (&builder{paragraphs: p, draft: draft, done: done, postings: postings}).build(ctx)
}

// Open opens the terms of a snapshot. Damaged files are an error, here or when they are searched; that they are whole
// letter by letter is for the snapshot to check.
func (Engine) Open(_ context.Context, _ index.Paragraphs, from *snapshot.Snapshot, _ func(n int)) (index.Terms, error) {
	statistics, err := OpenStatistics(from)
	if err != nil {
		return nil, err
	}
	postings, err := from.Open(postingsFile)
	if err != nil {
		return nil, fmt.Errorf("opening the postings: %w", err)
	}
	return &Index{Statistics: statistics, postings: postings}, nil
}

// Index is terms that are open. It is safe for concurrent use.
type Index struct {
	*Statistics
	postings     *snapshot.File
	accumulators index.Accumulators
}

// errDamaged is what is said of files that no builder wrote so.
var errDamaged = errors.New("it is damaged")

// Close closes the postings. No call may follow.
func (x *Index) Close() error {
	if err := x.postings.Close(); err != nil {
		return fmt.Errorf("closing the postings: %w", err)
	}
	return nil
}
