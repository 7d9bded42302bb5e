package reading

import "chuchu/retrieval/reading/line"

// date finds the date of the text in the places for it: a line or a label at the top, a byline there, the beginning of the
// first paragraph, the last line. A year amid prose is no date of the text, and a diary has many.
func (p *page) date() string {
	if p.diary {
		return ""
	}
	for i, l := range p.lines {
		if i > 2*headLines {
			break
		}
		s := l.text(p.source)
		switch {
		case l.Aside == asideDate:
			return line.FirstDate(s)
		case l.Aside == "" && l.width <= line.HeadlineWidth && !line.Closed(s):
			if d, n := line.LeadingDate(s); n > 0 && len(d) == len("2006-01-02") {
				return d
			}
			if isByline(s) {
				if d := line.FirstDate(s); len(d) == len("2006-01-02") {
					return d
				}
			}
		}
	}
	for _, d := range p.drafts {
		if d.kind == Paragraph && !isByline(d.text) {
			if date, n := line.LeadingDate(d.text); n > 0 && !beginsWith(d.text[n:], "after a date in prose") {
				return date
			}
			break
		}
	}
	if n := len(p.drafts); n > 1 && line.IsDate(p.drafts[n-1].text) {
		return line.FirstDate(p.drafts[n-1].text)
	}
	return ""
}
