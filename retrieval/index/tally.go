package index

import "slices"

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
	if n <= 0 {
		return nil
	}
	best := make([]Hit, 0, min(n, len(t.touched))) // a heap with the worst on top, once it is full
	for _, ordinal := range t.touched {
		found := Hit{int(ordinal), t.scores[ordinal]}
		switch {
		case len(best) < n:
			if best = append(best, found); len(best) == n {
				for i := n/2 - 1; i >= 0; i-- {
					sink(best, i)
				}
			}
		case better(found, best[0]) < 0:
			best[0] = found
			sink(best, 0)
		}
	}
	slices.SortFunc(best, better)
	return best
}

// sink brings the hit at i down to where no worse one is below it.
func sink(heap []Hit, i int) {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(heap); child++ {
			if better(heap[worst], heap[child]) < 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		heap[i], heap[worst] = heap[worst], heap[i]
		i = worst
	}
}

// better is negative where a comes before b.
func better(a, b Hit) int {
	switch {
	case a.Score > b.Score, a.Score == b.Score && a.Ordinal < b.Ordinal:
		return -1
	case a == b:
		return 0
	}
	return 1
}
