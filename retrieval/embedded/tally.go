package embedded

import "container/heap"

// tally adds up the scores of one question: an array over all paragraphs, which the next question uses again.
type tally struct {
	scores  []float64
	touched []int // the paragraphs with a score
	read    int   // postings
}

// numbered is a paragraph by the engine's number.
type numbered struct {
	number int
	score  float64
}

// tally returns an empty one; it goes back into x.tallies after use.
func (x *Index) tally() *tally {
	t, ok := x.tallies.Get().(*tally)
	if !ok {
		t = &tally{scores: make([]float64, x.size)}
	}
	for _, number := range t.touched {
		t.scores[number] = 0
	}
	t.touched, t.read = t.touched[:0], 0
	return t
}

func (t *tally) add(number int, score float64) {
	t.read++
	for number >= len(t.scores) { // numbers run on where paragraphs were replaced
		t.scores = append(t.scores, 0)
	}
	if t.scores[number] == 0 {
		t.touched = append(t.touched, number)
	}
	t.scores[number] += score
}

// best returns the n highest scores, in no order; of equal ones the lower numbers.
func (t *tally) best(n int) []numbered {
	worst := make(worstFirst, 0, n+1)
	for _, number := range t.touched {
		found := numbered{number, t.scores[number]}
		switch {
		case len(worst) < n:
			heap.Push(&worst, found)
		case n > 0 && worst[0].worse(found):
			worst[0] = found
			heap.Fix(&worst, 0)
		}
	}
	return worst
}

func (a numbered) worse(b numbered) bool {
	return a.score < b.score || a.score == b.score && a.number > b.number
}

// worstFirst is a heap with the worst on top.
type worstFirst []numbered

func (w worstFirst) Len() int           { return len(w) }
func (w worstFirst) Less(i, j int) bool { return w[i].worse(w[j]) }
func (w worstFirst) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *worstFirst) Push(x any)        { *w = append(*w, x.(numbered)) }
func (w *worstFirst) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}
