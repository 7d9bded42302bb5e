package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

// title finds the title of the text, and marks the headings that are part of it: the first headline and, before any prose,
// its subtitles. If there is none, the beginning of the first paragraph serves.
func (p *page) title() string {
	if p.levels > 0 {
		if d := p.outermost(); d != nil {
			d.title = !p.hasSibling(slices.Index(p.drafts, d))
			return headingText(d)
		}
	}
	var title string
	paged := p.hasArticles()
	for i, d := range p.drafts {
		switch {
		case d.kind == Boilerplate:
			continue
		case d.kind == Paragraph && title != "":
			return title
		case d.kind == Paragraph && isByline(d.text):
			continue
		case isOneOfMany(d):
			continue
		case d.kind == Paragraph && paged: // its headlines may stand behind the articles
			continue
		case d.kind == Paragraph:
			return beginning(d.text)
		case title == "" && (d.numeral.Rank < line.PlainOuter || i == 0):
			title = headingText(d)
			d.title = d.numeral.Rank < line.PlainOuter && !p.hasSibling(i)
		case title == "" || d.numeral.Rank != line.Unranked:
			return title
		default:
			d.title = !paged && p.isSubtitle(i)
		}
	}
	if i := slices.IndexFunc(p.drafts, func(d *draft) bool { return !isOneOfMany(d) }); title == "" && i >= 0 {
		return beginning(p.drafts[i].text)
	}
	return title
}

// isOneOfMany reports whether a paragraph is the row of a table, or what is said at a time or stands at a path: no text is called
// by one of these.
func isOneOfMany(d *draft) bool { return d.cells != nil || d.first().At != "" }

// outermost returns the first heading of the highest level that the format knows of.
func (p *page) outermost() *draft {
	var best *draft
	for _, d := range p.drafts {
		if d.kind == Heading && d.first().Level > 0 && !isOneOfMany(d) && (best == nil || d.first().Level < best.first().Level) {
			best = d
		}
	}
	return best
}

// hasSibling reports whether a numbered heading, the first of a text, is one of several: a chapter, and not the title.
func (p *page) hasSibling(i int) bool {
	own := p.drafts[i].numeral.Rank
	return own != line.Unranked && slices.ContainsFunc(p.drafts[i+1:], func(d *draft) bool {
		return d.kind == Heading && d.numeral.Rank == own
	})
}

// isSubtitle reports whether a heading between the title and the first prose belongs to the title. It does if it is
// bracketed or introduced by a dash, or if no other heading without number follows: else it heads a section.
func (p *page) isSubtitle(i int) bool {
	if s := p.drafts[i].text; line.BeginsIn(s, "（(—–") {
		return true
	}
	prose := false
	for _, d := range p.drafts[i+1:] {
		prose = prose || d.kind == Paragraph
		if prose && d.kind == Heading && d.numeral.Rank == line.Unranked {
			return false
		}
	}
	return true
}

const (
	longTitle  = 80 // columns: what fits into one line of a terminal
	shortTitle = 20 // columns: a clause below this says too little
)

// beginning returns the first sentence of a paragraph, or as many clauses or words of it as make a title.
func beginning(s string) string {
	cut, columnsSoFar := 0, 0
	best := 0 // the end of the last clause that fits
	word := 0
	for i, r := range s {
		if columnsSoFar += line.Columns(r); columnsSoFar > longTitle {
			break
		}
		cut = i + utf8.RuneLen(r)
		rest, _ := utf8.DecodeRuneInString(s[cut:])
		switch {
		case strings.ContainsRune("。！？", r), (r == '!' || r == '?') && !inWord(rest), r == '.' && (cut == len(s) || unicode.IsSpace(rest)):
			if columnsSoFar >= shortTitle || cut == len(s) {
				return strings.TrimRight(s[:i], "。. ")
			}
		case strings.ContainsRune("，；：,;:", r) && columnsSoFar >= shortTitle:
			best = i
		case unicode.IsSpace(r):
			word = i
		}
	}
	switch {
	case cut == len(s):
		return s
	case best > 0:
		return s[:best]
	case word > 0:
		return s[:word] + "…"
	}
	return s[:cut] + "…"
}

// inWord reports whether a question or exclamation mark before r stands in an address, such as example.org/list?id=3.
func inWord(r rune) bool { return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
