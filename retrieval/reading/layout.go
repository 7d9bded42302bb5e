package reading

import "chuchu/retrieval/reading/line"

// A text is hard-wrapped where its lines end because the next word would not have fitted, and not because a thought
// ended. So the lines that end without final punctuation tell: where a text is wrapped at 72 columns, nearly each of
// them is so long that it would exceed 72 with the first word of the line below; in a list or a poem few are.
const (
	// leastMeasure is the narrowest column that is believed: ten Han characters. Lists of names are narrower.
	leastMeasure = 20
	// mostMeasure is the widest: nobody wraps beyond it, and longer lines are paragraphs.
	mostMeasure = 200
	// leastPairs is how many lines have to agree before they are evidence.
	leastPairs = 3
	// runPairs is how many make a stretch of text its own evidence, against the rest of the text.
	runPairs = 4
	// fullShare is the share of lines that have to be full; wrapped texts show some 95%, lists below 60%.
	fullShare = 0.75
)

// slack is how much shorter than the measure a full line may be: a first line's lost indentation, punctuation set
// narrow, a bracket or a quote that may not stand at an edge.
func slack(measure int) int { return 4 + measure/20 }

// pair is a line that ends open and is followed by another one: its width, and what it would have been with the first
// word of that one.
type pair struct{ width, reach int }

// pairs adds the pairs among lines that follow each other.
func (p *page) pairs(lines []pageLine, to []pair) []pair {
	for i, l := range lines[:len(lines)-1] {
		next := lines[i+1].text(p.source)
		if lines[i+1].indent > l.indent { // a paragraph begins there, however long this line is
			continue
		}
		if !lines[i+1].Join && l.width <= mostMeasure && !line.Closed(l.text(p.source)) && !line.IsItem(next) {
			to = append(to, pair{l.width, l.width + line.FirstWord(next)})
		}
	}
	return to
}

// measureOf is the width at which lines were wrapped, or 0 where they were not.
func measureOf(pairs []pair) int {
	var lines [mostMeasure + 1]int // by their width
	for _, p := range pairs {
		lines[p.width]++
	}
	w := mostMeasure
	for above := 0; w > 0; w-- { // the width that one line in ten reaches: single overlong lines say nothing
		if above += lines[w]; above*10 >= len(pairs) {
			break
		}
	}
	full := 0
	for _, p := range pairs {
		full += count(p.reach+slack(w) >= w)
	}
	if w < leastMeasure || float64(full) < fullShare*float64(len(pairs)) {
		return 0
	}
	return w
}

// isFull says whether a line ends because the next one's first word did not fit.
func isFull(source string, l, next pageLine, measure int) bool {
	return l.width+line.FirstWord(next.text(source))+slack(measure) >= measure
}
