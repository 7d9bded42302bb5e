package reading

import "chuchu/retrieval/reading/line"

// maxHeadlines is how many lines a headline at the top of a text may have.
const maxHeadlines = 3

// headlines returns how many lines at the top of a text are its headline: short ones that end open, before a gap or prose.
func (p *page) headlines(lines []pageLine, measure int) int {
	n := 0
	if p.levels > 0 || lines[0].Fixed || p.isIndented(lines) {
		return 0
	}
	for n < len(lines) && n <= maxHeadlines && p.isHeadline(lines[n]) && !line.IsItem(lines[n].text(p.source)) &&
		(measure == 0 || len(lines) == 1 || float64(lines[n].width) < narrow*float64(measure)) {
		n++
	}
	if n > maxHeadlines {
		return 0
	}
	if n > 0 && p.goesOnSmall(lines[n-1]) {
		return 0 // the first lines of a paragraph
	}
	if n < len(lines) && measure == 0 && lines[n].width < line.ProseWidth && !line.Closed(lines[n].text(p.source)) {
		return 0 // the lines of a list or a poem
	}
	return n
}

// goesOnSmall reports whether the line below one begins with a small letter of a language with capitals.
func (p *page) goesOnSmall(l pageLine) bool {
	next := l.index + 1
	return next < len(p.lines) && p.lines[next].Aside == "" && tail(l.text(p.source)) == spaced && startsSmall(p.lines[next].text(p.source))
}

// isIndented reports whether the first of some lines is indented as their other paragraphs are.
func (p *page) isIndented(lines []pageLine) bool {
	for i := 1; i < len(lines); i++ {
		if lines[0].indent > 0 && lines[i].indent == lines[0].indent && lines[1].indent < lines[0].indent && line.Closed(lines[i-1].text(p.source)) {
			return true
		}
	}
	return false
}
