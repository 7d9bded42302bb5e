package reading

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// pageLine is a line that is not blank, or what is left of one when a date or a jump line was cut from it.
type pageLine struct {
	start, end int  // its bytes in the source, without the white space around them
	number     int  // counted from 1, as editors do: \n, \r\n and \r each end a line
	index      int  // its place among the lines and pieces of the page
	indent     int  // columns of white space before it
	width      int  // columns
	gap        bool // a blank line or a page break stands before it
	feed       bool // a form feed stands before it
	manuscript.Mark
}

func (l pageLine) text(source string) string { return source[l.start:l.end] }

// split finds the lines of a source that are not blank. It may use the room of lines that are no longer needed.
func split(source string, room []pageLine) []pageLine {
	lines, shared := room[:0], math.MaxInt // the indentation of all lines, which goes
	var gap, feed bool
	for at, number := 0, 1; at < len(source); number++ {
		end, next := line.End(source, at)
		l := measured(source, at, end)
		feed = feed || strings.IndexByte(source[at:l.start], '\f') >= 0
		if l.start == l.end {
			gap = true
		} else {
			l.number, l.index, l.gap, l.feed = number, len(lines), gap || feed || len(lines) == 0, feed
			lines, shared = append(lines, l), min(shared, l.indent)
			gap, feed = false, strings.IndexByte(source[l.end:end], '\f') >= 0
		}
		at = next
	}
	for i := range lines {
		lines[i].indent -= shared
	}
	return lines
}

// measured trims and measures one line. A blank one is empty and stands at its end.
func measured(source string, start, end int) pageLine {
	l := pageLine{start: start, end: start + len(strings.TrimRightFunc(source[start:end], unicode.IsSpace))}
	for l.start < l.end {
		r, size := utf8.DecodeRuneInString(source[l.start:l.end])
		if !unicode.IsSpace(r) {
			break
		}
		l.indent += line.Columns(r)
		l.start += size
	}
	if l.start == l.end {
		l.start, l.end = end, end
		return l
	}
	l.width = line.Width(l.text(source))
	return l
}

// A text is hard-wrapped if its lines end because the next word would not have fitted, and not because a thought ended. The
// lines that end without final punctuation show it: in a text wrapped at 72 columns, nearly each of them would exceed 72
// with the first word of the line below; in a list or a poem few would.
const (
	// minMeasure is the width of the narrowest column: ten Han characters. Lists of names are narrower.
	minMeasure = 20
	// maxMeasure is that of the widest: longer lines are paragraphs.
	maxMeasure = 200
	// minPairs is how many lines are evidence for a text.
	minPairs = 3
	// runPairs is how many are evidence for a stretch of it, against the rest of the text.
	runPairs = 4
	// fullShare is the share of lines that have to be full: wrapped texts have some 95%, lists below 60%.
	fullShare = 0.75
)

// slack returns how much shorter than the measure a full line may be: the first line may have lost its indentation,
// punctuation may be set narrow, and brackets and quotes may not stand at an edge.
func slack(measure int) int { return 4 + measure/20 }

// pair is a line that ends open before another one: its width, and what it would have been with the first word of that one.
type pair struct{ width, reach int }

// pairs adds the pairs among lines that follow each other.
func (p *page) pairs(lines []pageLine, to []pair) []pair {
	for i, l := range lines[:len(lines)-1] {
		next := lines[i+1].text(p.source)
		if lines[i+1].indent > l.indent { // a paragraph begins there, however long this line is
			continue
		}
		if !lines[i+1].Join && l.width <= maxMeasure && !line.Closed(l.text(p.source)) && !line.IsItem(next) {
			to = append(to, pair{l.width, l.width + line.FirstWord(next)})
		}
	}
	return to
}

// measureOf returns the width that lines were wrapped at; 0 if they were not.
func measureOf(pairs []pair) int {
	var lines [maxMeasure + 1]int // by their width
	for _, p := range pairs {
		lines[p.width]++
	}
	w := maxMeasure
	for above := 0; w > 0; w-- { // the width that one line in ten reaches: single overlong lines say nothing
		if above += lines[w]; above*10 >= len(pairs) {
			break
		}
	}
	full := 0
	for _, p := range pairs {
		full += count(p.reach+slack(w) >= w)
	}
	if w < minMeasure || float64(full) < fullShare*float64(len(pairs)) {
		return 0
	}
	return w
}

// isFull reports whether a line ends because the next one's first word did not fit.
func isFull(source string, l, next pageLine, measure int) bool {
	return l.width+line.FirstWord(next.text(source))+slack(measure) >= measure
}
