package pdf

import (
	"cmp"
	"slices"

	"chuchu/retrieval/reading/line"
)

// column is a run of lines below each other.
type column struct {
	lines       []*textLine
	leading     float64 // the usual distance of its lines
	left, right float64
	set         bool // its lines were set to its right edge
	marked      bool // its paragraphs are told by gaps or indents
}

// columnsOf cuts a page where the next line stands higher, or is turned.
func columnsOf(lines []*textLine, levels map[float64]int) []*column {
	var columns []*column
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && lines[j].turned == lines[i].turned && lines[j].y <= lines[j-1].y+sameLine*lines[j].size {
			j++
		}
		columns = append(columns, newColumn(lines[i:j], levels))
		i = j
	}
	return columns
}

func newColumn(lines []*textLine, levels map[float64]int) *column {
	c := &column{lines: lines, leading: leadingOf(lines)}
	c.edges(levels)
	reaching := 0 // lines that reach the right edge
	for i, l := range lines {
		if l.end > c.right-1.5*l.size {
			reaching++
			c.set = c.set || reaching > 1 || line.Width(l.text) >= line.ProseWidth
		}
		c.marked = c.marked || i > 0 && (c.isGap(i) || c.indent(l) > 0)
	}
	return c
}

// edges finds the edges of the column. A heading may stand across several, and a line that alone reaches farther than
// the others does too.
func (c *column) edges(levels map[float64]int) {
	lines := slices.DeleteFunc(slices.Clone(c.lines), func(l *textLine) bool { return l.isHeading(levels) })
	if len(lines) == 0 {
		lines = c.lines
	}
	ends := slices.Clone(lines)
	slices.SortFunc(ends, func(a, b *textLine) int { return cmp.Compare(b.end, a.end) })
	c.right = ends[0].end
	for i, l := range ends[1:] {
		if ends[i].end-l.end < l.size/2 {
			c.right = ends[i].end
			break
		}
	}
	c.left = lines[0].x
	for _, l := range lines {
		c.left = min(c.left, l.x)
	}
}

// isGap reports whether the distance grows above a line.
func (c *column) isGap(i int) bool {
	return i > 0 && c.lines[i-1].y-c.lines[i].y > paragraphGap*max(c.leading, c.lines[i].size)
}

// indent is by how many columns of a text a line is indented.
func (c *column) indent(l *textLine) int {
	if l.size <= 0 {
		return 0
	}
	return int(max(0, min(40, (l.x-c.left)/l.size*2+0.3)))
}

// continues reports whether a line goes on with what is above it: that line is full, and nothing else begins a paragraph, as
// an indent does where the paragraphs of the file are indented.
func (c *column) continues(i int, indented bool) bool {
	before, l := c.lines[i-1], c.lines[i]
	return c.set && c.isFull(before, l) && c.indent(l) <= c.indent(before) && !line.IsItem(l.text) && (c.marked || indented || !line.Closed(before.text))
}

// isFull reports whether a line of the column ends because the first word of the next one did not fit.
func (c *column) isFull(l, next *textLine) bool {
	word := float64(line.FirstWord(next.text)) * next.size / 2
	return l.end+word > c.right-0.5*next.size
}

// leadingOf is the usual distance of the lines of a page.
func leadingOf(lines []*textLine) float64 {
	var falls []float64
	for i := 1; i < len(lines); i++ {
		if fall := lines[i-1].y - lines[i].y; fall > 0 && fall < 3*lines[i].size && lines[i].size == lines[i-1].size {
			falls = append(falls, fall)
		}
	}
	if len(falls) == 0 {
		return 0
	}
	slices.Sort(falls)
	return falls[len(falls)/2]
}
