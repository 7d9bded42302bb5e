package pdf

import (
	"cmp"
	"slices"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// layPages writes the lines of the pages.
func layPages(pages [][]*textLine) *manuscript.Manuscript {
	levels := headingSizes(pages)
	y := &layout{levels: levels, furniture: furnitureOf(pages, levels)}
	y.indented = y.isIndented(pages)
	for n, lines := range pages {
		y.page(lines, n+1)
	}
	return y.w.Manuscript("")
}

// layout is the pages of a file as they are laid out.
type layout struct {
	w         manuscript.Writer
	levels    map[float64]int      // of headings, by the size of their letters
	furniture map[*textLine]string // headers and footers of pages
	indented  bool                 // paragraphs begin with an indented line
	before    *column              // the last one that was written
}

// headingSizes gives a level to each size that is larger than that of the prose.
func headingSizes(pages [][]*textLine) map[float64]int {
	letters := map[float64]int{}
	for _, lines := range pages {
		for _, l := range lines {
			for size, n := range l.sizes {
				letters[size] += n
			}
		}
	}
	var body float64
	for size, n := range letters {
		if n > letters[body] || n == letters[body] && size < body {
			body = size
		}
	}
	var sizes []float64
	for size := range letters {
		if size >= larger*body {
			sizes = append(sizes, size)
		}
	}
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	levels := map[float64]int{}
	for i, size := range sizes {
		levels[size] = min(i+1, manuscript.MaxLevel)
	}
	return levels
}

// page writes the lines of one page, indented as they stand, with a blank line where the distance grows.
func (y *layout) page(lines []*textLine, page int) {
	feed := ""
	if page > 1 {
		feed = "\f"
	}
	for i := 0; i < len(lines); {
		if why := y.furniture[lines[i]]; why != "" {
			y.w.Begin(manuscript.Mark{Page: page, Gap: true, Fixed: true, Aside: why})
			y.w.Print(feed + lines[i].text)
			feed, i = "", i+1
			continue
		}
		j := i + 1
		for j < len(lines) && y.furniture[lines[j]] == "" {
			j++
		}
		for _, c := range columnsOf(lines[i:j], y.levels) {
			y.column(c, page, feed)
			feed = ""
		}
		i = j
	}
}

func (y *layout) column(c *column, page int, feed string) {
	rows := c.rows(y.levels)
	for i, l := range c.lines {
		if m, ok := rows[l]; ok {
			m.Page, m.Gap, m.Wall, m.Fixed = page, true, true, true
			y.w.Begin(m)
			y.w.Print(feed + l.text)
			feed = ""
			continue
		}
		m := manuscript.Mark{Page: page, Gap: i == 0 || c.isGap(i)}
		if l.isHeading(y.levels) {
			m.Level = y.levels[l.size]
		}
		if i > 0 {
			before := c.lines[i-1]
			_, row := rows[before]
			m.Gap = m.Gap || row
			m.Join = !m.Gap && before.size == l.size && (m.Level > 0 || c.continues(i, y.indented))
			m.Wall = before.isHeading(y.levels) != (m.Level > 0) || m.Level > 0 && !m.Join || row
		} else {
			m.Wall = m.Level > 0
			m.Join = m.Level == 0 && y.goesOn(c)
		}
		y.w.Begin(m)
		y.w.Print(feed)
		feed = ""
		if m.Level == 0 && !m.Join {
			y.w.Print(strings.Repeat(" ", c.indent(l)))
		}
		y.w.Print(l.text)
	}
	y.before = c
}

// goesOn reports whether a column continues the last paragraph of the column before it: the last line there is full, and
// what follows does not begin as a paragraph.
func (y *layout) goesOn(c *column) bool {
	if y.before == nil {
		return false
	}
	last, first := y.before.lines[len(y.before.lines)-1], c.lines[0]
	return y.before.set && y.before.isFull(last, first) && last.size == first.size && !last.isHeading(y.levels) &&
		c.indent(first) == 0 && !line.IsItem(first.text) && (y.indented || !line.Closed(last.text))
}

// minIndented is the share of the lines below the end of a sentence that are indented, if paragraphs begin so.
const minIndented = 0.2

// isIndented reports whether paragraphs begin with an indented line.
func (y *layout) isIndented(pages [][]*textLine) bool {
	indented, all := 0, 0
	for _, lines := range pages {
		for _, c := range columnsOf(lines, y.levels) {
			for i := 1; i < len(c.lines); i++ {
				if before := c.lines[i-1]; line.Closed(before.text) && before.size == c.lines[i].size {
					all++
					if c.indent(c.lines[i]) > 0 && c.indent(before) == 0 {
						indented++
					}
				}
			}
		}
	}
	return indented > 1 && float64(indented) > minIndented*float64(all)
}
