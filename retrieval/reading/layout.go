package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// census counts the lines that end open, by the columns that they would have had with the next line's first word.
type census struct {
	widths [mostMeasure + 1]int // lines by their width
	reach  [mostMeasure + longestWord + 2]int
	pairs  int
}

// add counts a line that is followed by another one.
func (c *census) add(source string, l, next line) {
	if l.width > mostMeasure || closed(l.text(source)) || isItem(next.text(source)) {
		return
	}
	c.widths[l.width]++
	c.reach[min(l.width+firstWord(next.text(source)), len(c.reach)-1)]++
	c.pairs++
}

func (c *census) merge(o *census) {
	for i, n := range o.widths {
		c.widths[i] += n
	}
	for i, n := range o.reach {
		c.reach[i] += n
	}
	c.pairs += o.pairs
}

// measure is the width at which the lines counted were wrapped, or 0 where they were not.
func (c *census) measure() int {
	w, above := mostMeasure, 0
	for ; w > 0; w-- { // the width that one line in ten reaches: single overlong lines say nothing
		if above += c.widths[w]; above*10 >= c.pairs {
			break
		}
	}
	full := 0
	for i := max(0, w-slack(w)); i < len(c.reach); i++ {
		full += c.reach[i]
	}
	if w < leastMeasure || float64(full) < fullShare*float64(c.pairs) {
		return 0
	}
	return w
}

// isFull says whether a line ends because the next one's first word did not fit.
func isFull(source string, l, next line, measure int) bool {
	return l.width+firstWord(next.text(source))+slack(measure) >= measure
}

// firstWord is the width of what would have had to fit: a space and a word, or one Han character.
func firstWord(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if isWide(r) {
		return 2
	}
	s = s[:min(len(s), longestWord)]
	if i := strings.IndexFunc(s[size:], func(r rune) bool { return unicode.IsSpace(r) || isWide(r) }); i >= 0 {
		s = s[:size+i]
	}
	return 1 + width(s)
}
