package retrieval

import "math"

// confidence turns what the best passage shows into how sure it is that the texts hold the answer, 0 to 1.
func confidence(f features) float64 {
	return math.Min(1, 0.5*f.passage+0.25*f.sentence+0.25*f.pair)
}

// The bands of confidence: from Bar on the texts hold an answer, from Sure on it can be shown without a caution.
const (
	Bar  = 0.38
	Sure = 0.50
)
