package reading

import (
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// pdfLayer lays out the pages of a file.
type pdfLayer struct {
	w         manuscript.Writer
	levels    map[float64]int     // of the letters of headings, by their sizes
	furniture map[*pdfLine]string // headers and footers of pages
	indented  bool                // paragraphs begin with an indented line
	before    *pdfColumn          // what was laid last
}

// lay writes the lines of one page, indented as they stand, with a blank line where the distance grows.
func (y *pdfLayer) lay(lines []*pdfLine, page int) {
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

func (y *pdfLayer) column(c *pdfColumn, page int, feed string) {
	for i, l := range c.lines {
		m := manuscript.Mark{Page: page, Gap: i == 0 || c.isGap(i)}
		if l.isHeading(y.levels) {
			m.Level = y.levels[l.size]
		}
		if i > 0 {
			before := c.lines[i-1]
			m.Join = !m.Gap && before.size == l.size && (m.Level > 0 || c.continues(i, y.indented))
			m.Wall = before.isHeading(y.levels) != (m.Level > 0) || m.Level > 0 && !m.Join
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

// goesOn says whether a column goes on with the paragraph that the column before it ended in the midst of: its last line
// is full, and what follows does not begin as a paragraph.
func (y *pdfLayer) goesOn(c *pdfColumn) bool {
	if y.before == nil {
		return false
	}
	last, first := y.before.lines[len(y.before.lines)-1], c.lines[0]
	return y.before.set && y.before.isFull(last, first) && last.size == first.size && !last.isHeading(y.levels) &&
		c.indent(first) == 0 && !line.IsItem(first.text) && (y.indented || !line.Closed(last.text))
}

// leastIndented is the share of the lines below the end of a sentence that are indented where paragraphs are told so.
const leastIndented = 0.2

// isIndented says whether paragraphs begin with an indented line.
func (y *pdfLayer) isIndented(pages [][]*pdfLine) bool {
	indented, all := 0, 0
	for _, lines := range pages {
		for _, c := range columnsOf(lines, y.levels) {
			for i := 1; i < len(c.lines); i++ {
				if before := c.lines[i-1]; line.Closed(before.text) && before.size == c.lines[i].size {
					all++
					indented += count(c.indent(c.lines[i]) > 0 && c.indent(before) == 0)
				}
			}
		}
	}
	return indented > 1 && float64(indented) > leastIndented*float64(all)
}
