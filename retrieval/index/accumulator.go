package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
)

// Postings are read for the weightiest terms first, until minPostings and a tenth of the collection, though no more than
// maxPostings, have been read: the commonest terms of a question are most of the work, and say least about which
// paragraphs to look at.
const (
	minPostings = 2_000
	maxPostings = 30_000
)

// Enough reports whether so many postings are enough for one question to a collection of so many paragraphs.
func Enough(postings, paragraphs int) bool {
	return postings > min(minPostings+paragraphs/10, maxPostings)
}

// Accumulators add up the scores of questions, as many at a time as there are questions. They are safe for concurrent use.
type Accumulators struct{ pool sync.Pool }

// Search returns the n best paragraphs of so many for a question, as [Terms.Search] has it; add adds to the accumulator
// what one of its terms is worth to each paragraph that holds it.
func (all *Accumulators) Search(ctx context.Context, question []QueryTerm, n, paragraphs int,
	add func(*Accumulator, QueryTerm) error) ([]Hit, error) {
	a, ok := all.pool.Get().(*Accumulator)
	if !ok {
		a = &Accumulator{scores: make([]float64, paragraphs)}
	}
	defer all.pool.Put(a)
	for _, doc := range a.touched {
		a.scores[doc] = 0
	}
	a.touched, a.postings = a.touched[:0], 0
	for _, asked := range question {
		if Enough(a.postings, paragraphs) || asked.Weight <= 0 {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := add(a, asked); err != nil {
			return nil, fmt.Errorf("searching %q: %w", asked.Term, err)
		}
	}
	top := NewTop(min(n, len(a.touched)))
	for _, doc := range a.touched {
		top.Add(Hit{int(doc), a.scores[doc]})
	}
	return top.Hits(), nil
}

// Accumulator adds up the scores of one question: an array over all paragraphs, which the next question uses again. It is
// for one goroutine at a time.
type Accumulator struct {
	scores   []float64
	touched  []uint32 // the paragraphs with a score
	postings int      // that have been read
}

// Add adds what a posting is worth, more than 0, to a paragraph of the collection.
func (a *Accumulator) Add(doc uint32, score float64) {
	a.postings++
	if a.scores[doc] == 0 {
		a.touched = append(a.touched, doc)
	}
	a.scores[doc] += score
}

// Top keeps the best n of the hits that are added.
type Top struct {
	n    int
	hits []Hit // the best first
}

// NewTop returns a Top of n hits, or of none if n is below 1.
func NewTop(n int) *Top { return &Top{n: n, hits: make([]Hit, 0, max(n, 0))} }

// Add adds a hit. Of many few are among the best so far, so those are kept in order.
func (t *Top) Add(h Hit) {
	if len(t.hits) >= t.n && (t.n < 1 || Compare(h, t.hits[t.n-1]) > 0) {
		return
	}
	at, _ := slices.BinarySearchFunc(t.hits, h, Compare)
	t.hits = slices.Insert(t.hits[:min(len(t.hits), t.n-1)], at, h)
}

// Hits returns them, the best first.
func (t *Top) Hits() []Hit { return t.hits }

// Compare is negative if a comes before b: it scores higher, or is the lower paragraph of two that score the same.
func Compare(a, b Hit) int {
	if a.Score != b.Score {
		return cmp.Compare(b.Score, a.Score)
	}
	return a.DocID - b.DocID
}
