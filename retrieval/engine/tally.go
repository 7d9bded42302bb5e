package engine

import (
	"cmp"
	"container/heap"
	"slices"
)

// Postings are read for the weightiest terms first, until leastPostings and a tenth of the collection, though no more than
// mostPostings, have been read: the commonest terms of a question are most of the work, and say least about which
// paragraphs to look at.
const (
	leastPostings = 2_000
	mostPostings  = 30_000
)

// Tally adds up the scores of one question: an array over all paragraphs, which the next question uses again. It is for
// one goroutine at a time.
type Tally struct {
	scores  []float64
	touched []uint32 // the paragraphs with a score
	read    int      // postings
}

// NewTally returns a tally of a collection of that many paragraphs.
func NewTally(size int) *Tally { return &Tally{scores: make([]float64, size)} }

// Reset empties it for the next question.
func (t *Tally) Reset() {
	for _, ordinal := range t.touched {
		t.scores[ordinal] = 0
	}
	t.touched, t.read = t.touched[:0], 0
}

// Enough tells whether enough postings have been read for one question.
func (t *Tally) Enough() bool { return Enough(t.read, len(t.scores)) }

// Enough tells whether so many postings are enough for one question to a collection of so many paragraphs.
func Enough(postings, paragraphs int) bool {
	return postings > min(leastPostings+paragraphs/10, mostPostings)
}

// Add adds what a posting is worth, more than 0, to a paragraph of the collection.
func (t *Tally) Add(ordinal uint32, score float64) {
	t.read++
	if t.scores[ordinal] == 0 {
		t.touched = append(t.touched, ordinal)
	}
	t.scores[ordinal] += score
}

// Best returns the n highest scores, the best first; of equal ones the lower ordinals.
func (t *Tally) Best(n int) []Hit {
	worst := make(worstFirst, 0, n)
	for _, ordinal := range t.touched {
		found := Hit{int(ordinal), t.scores[ordinal]}
		switch {
		case len(worst) < n:
			heap.Push(&worst, found)
		case n > 0 && better(found, worst[0]) < 0:
			worst[0] = found
			heap.Fix(&worst, 0)
		}
	}
	slices.SortFunc(worst, better)
	return worst
}

// better is negative where a comes before b.
func better(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Ordinal, b.Ordinal))
}

// worstFirst is a heap with the worst on top.
type worstFirst []Hit

func (w worstFirst) Len() int           { return len(w) }
func (w worstFirst) Less(i, j int) bool { return better(w[i], w[j]) > 0 }
func (w worstFirst) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *worstFirst) Push(x any)        { *w = append(*w, x.(Hit)) }
func (w *worstFirst) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}
