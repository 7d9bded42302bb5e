package retrieval

// confidence turns what the best passage shows into how sure it is that the texts hold the answer, 0 to 1.
func confidence(j judgement) float64 {
	return min(1, 0.5*j.passage+0.25*j.sentence+0.25*j.pair)
}

// The bands of confidence: from Sure on a passage can be shown as the answer, from Bar on with a word of caution; below
// it the texts do not hold the answer, and below Near nothing in them is worth showing.
const (
	Sure = 0.50
	Bar  = 0.38
	Near = 0.15
)
