package reading

import (
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// Why a line, or a piece of one, is no part of the prose, as far as formats do not say so.
const (
	asideDate     = "date"
	asideFront    = "front matter"
	asideHeadline = "repeated headline"
	asideJump     = "jump line"
	asideRule     = "rule"
	asideMark     = "no words"
)

// isFurniture reports whether what was set aside belongs to the page and not to the text, so that prose continues past it.
func isFurniture(why string) bool {
	return why == manuscript.PageNumber || why == manuscript.PageHeader || why == manuscript.PageFooter || why == asideJump
}

// headLines is how many lines at the top of a text may hold its date.
const headLines = 8

// setAside marks the lines that are no prose: first those that show it by themselves, then those that repeat others.
func (p *page) setAside() {
	p.cutPieces()
	p.rows()
	p.contents()
	p.diary = p.isDiary()
	for i := range p.lines {
		l := &p.lines[i]
		if l.Aside != "" || l.Row != nil {
			continue
		}
		switch s := l.text(p.source); {
		case !hasWords(s):
			l.Aside = asideMark
			if l.width >= 3 {
				l.Aside = asideRule
			}
		case l.Level > 0:
		case l.width > line.HeadlineWidth:
			if isLinks(s) {
				l.Aside = manuscript.Links
			}
		case line.IsPageNumber(s):
			l.Aside = manuscript.PageNumber
		case i < headLines && !p.later && !p.diary && line.IsDate(s):
			l.Aside = asideDate
		case isNavigation(s):
			l.Aside = manuscript.Navigation
		case isLinks(s):
			l.Aside = manuscript.Links
		}
	}
	p.bareNumbers()
	if !p.later {
		p.repeatedTitle()
	}
	p.pageHeaders()
}

// minDays is how many lone dates make a text a diary, in which each heads what was written that day.
const minDays = 3

func (p *page) isDiary() bool {
	days := 0
	for i, l := range p.lines {
		if l.width <= line.HeadlineWidth && p.standsAlone(i) && line.IsDate(l.text(p.source)) {
			if days++; days == minDays {
				return true
			}
		}
	}
	return false
}

// hasWords reports whether a line has letters, digits, or the punctuation of a sentence that was cut from it.
func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || r > 0x7f && unicode.IsPunct(r) && !strings.ContainsRune("—–―…·•※", r)
	})
}

// bareNumbers takes lone numbers for page numbers if they count on from one to the next, with text in between.
func (p *page) bareNumbers() {
	before, value := -1, -1
	for i := range p.lines {
		l := &p.lines[i]
		if l.Aside != "" || l.width > 4 || !line.IsDigits(l.text(p.source)) || !p.standsAlone(i) {
			continue
		}
		n, _ := line.LeadingNumber(l.text(p.source))
		if p.isFeed(i) {
			l.Aside = manuscript.PageNumber
		}
		if before >= 0 && n == value+1 && i > before+1 {
			p.lines[before].Aside, l.Aside = manuscript.PageNumber, manuscript.PageNumber
		}
		before, value = i, n
	}
}

// isFeed reports whether a form feed stands before a line or behind it.
func (p *page) isFeed(i int) bool {
	return p.lines[i].feed || i+1 < len(p.lines) && p.lines[i+1].feed
}

func (p *page) standsAlone(i int) bool {
	return p.lines[i].gap && (i+1 == len(p.lines) || p.lines[i+1].gap)
}

const (
	minTitle     = 8  // columns: a shorter line may be repeated without being a headline
	maxMenus     = 6  // lines of a menu that may stand between a headline and its repetition
	longMenuLine = 24 // columns of the longest of them
)

// repeatedTitle marks lines that repeat the first headline. What stands between the two, before any prose, is what a web
// page has there: navigation.
func (p *page) repeatedTitle() {
	if p.levels > 0 {
		p.repeatedHeading()
		return
	}
	first := slices.IndexFunc(p.lines, func(l pageLine) bool { return l.Aside == "" })
	if first < 0 || !p.standsAlone(first) || !p.isHeadline(p.lines[first]) || p.lines[first].width < minTitle {
		return
	}
	title := p.lines[first].text(p.source)
	prose := false
	for i := first + 1; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.end-l.start != len(title) || l.text(p.source) != title {
			prose = prose || l.Aside == "" && (!p.isHeadline(*l) || l.width > longMenuLine)
			continue
		}
		l.Aside = asideHeadline
		if p.isPageEnd(i) {
			l.Aside = manuscript.PageHeader
		}
		if !prose && i-first-1 <= maxMenus {
			for j := first + 1; j < i; j++ {
				if p.lines[j].Aside == "" {
					p.lines[j].Aside = manuscript.Navigation
				}
			}
		}
	}
}

// repeatedHeading marks lines that repeat the first heading that the format knows, without being headings.
func (p *page) repeatedHeading() {
	first := slices.IndexFunc(p.lines, func(l pageLine) bool { return l.Level > 0 && l.Aside == "" })
	if first < 0 || p.lines[first].width < minTitle {
		return
	}
	title := p.lines[first].text(p.source)
	for i := range p.lines {
		if l := &p.lines[i]; i != first && l.Aside == "" && l.Level == 0 && l.text(p.source) == title && p.standsAlone(i) {
			l.Aside = asideHeadline
		}
	}
}

// minHeaders is how often a line must stand at page ends to be a page header.
const minHeaders = 3

// pageHeaders marks headlines that are repeated at the ends of pages: beside a page number or a form feed.
func (p *page) pageHeaders() {
	at := map[string][]int{}
	for i, l := range p.lines {
		if l.Aside == "" && l.gap && l.width <= line.HeadlineWidth && p.isPageEnd(i) && p.isHeadline(l) {
			at[l.text(p.source)] = append(at[l.text(p.source)], i)
		}
	}
	for _, lines := range at {
		if len(lines) >= minHeaders {
			for _, i := range lines {
				p.lines[i].Aside = manuscript.PageHeader
			}
		}
	}
}

func (p *page) isPageEnd(i int) bool {
	return p.isFeed(i) || i > 0 && p.lines[i-1].Aside == manuscript.PageNumber || i+1 < len(p.lines) && p.lines[i+1].Aside == manuscript.PageNumber
}
