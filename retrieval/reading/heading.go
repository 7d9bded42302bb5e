package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

// isHeadline reports whether a line could be a headline: short, in words, without the punctuation of a sentence.
func (p *page) isHeadline(l pageLine) bool {
	return l.width <= line.HeadlineWidth && isHeadlineText(l.text(p.source))
}

func isHeadlineText(s string) bool {
	if isCapitals(s) {
		return true
	}
	return !line.Closed(s) && !line.EndsIn(s, line.Commas) && !strings.ContainsAny(s, "。！？；") && !strings.Contains(s, ". ") &&
		line.Wordy(s, 2) && !isByline(s) && !line.IsDate(s)
}

// isCapitals reports whether a line is set in capitals. Such a line is a headline whatever it ends with.
func isCapitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) || line.IsWide(r) {
			return false
		}
		n += count(unicode.IsUpper(r))
	}
	return n >= minCapitals && n*2 > len(s)
}

// minCapitals is how many capitals a line has that is no abbreviation and no initials.
const minCapitals = 5

// isTitleCase reports whether each longer word of a string begins with a capital, as in an English headline.
func isTitleCase(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); len(w) > 4 && !unicode.IsUpper(r) || line.IsWide(r) {
			return false
		}
	}
	return line.Wordy(s, minCapitals)
}

const (
	// maxHeading is the width up to which what a format calls a heading is one. Beyond it, a tag was left open, or someone
	// wanted large letters.
	maxHeading = 2 * line.HeadlineWidth
	// maxTitles is how many headings of a format may be just the title of the text. If there are more, then all headings
	// are marked as such, and other short lines are none unless they are bold.
	maxTitles = 1
)

// headings tells headings from prose: short numbered lines, lone lines, and short lines between long ones in text that is
// not wrapped.
func (p *page) headings() {
	for i, d := range p.drafts {
		s := d.text
		var numbered bool
		d.numeral, numbered = line.NumeralOf(s)
		first := d.first()
		if p.manuscript != nil {
			d.number = p.manuscript.Numbers[first.number]
		}
		if len(d.number) > 0 {
			d.numeral, numbered = line.NumeralOf(d.number[len(d.number)-1] + " ")
			d.numeral.Size = 0 // the text is without
		}
		switch {
		case first.Level > 0:
			d.numeral = line.Numeral{Rank: line.Hashes + line.Rank(first.Level)}
			if d.width <= maxHeading {
				d.kind = Heading
			}
		case first.Fixed:
		case d.kind == Heading:
		case p.diary && d.lone && line.IsDate(s):
			d.kind = Heading
		case numbered:
			if p.isNumberedHeading(d) {
				d.kind = Heading
			}
		case d.width > line.HeadlineWidth || line.IsItem(s) || !isHeadlineText(s) || isOpener(s) || startsSmall(s):
		case p.levels > maxTitles && !first.Bold:
		case d.lone || len(d.lines) == 1 && p.standsOut(i):
			d.kind = Heading
		}
	}
	p.demoteItems()
	p.demoteSignature()
	p.demoteVerse()
	p.demoteLast()
}

func (p *page) isNumberedHeading(d *draft) bool {
	s := strings.TrimSpace(d.text[d.numeral.Size:])
	if d.width > line.HeadlineWidth || len(d.lines) > 2 {
		return false
	}
	switch r := d.numeral.Rank; {
	case r <= 6:
		return true
	case r == line.Chapters || r == line.Volumes || r == line.Sections:
		return s == "" || isHeadlineText(s) || !strings.ContainsAny(s, "。；，") && d.width < line.ProseWidth
	}
	return isHeadlineText(s) || d.lone && d.width < line.ProseWidth && isTitleCase(s) && strings.HasSuffix(s, ".")
}

// standsOut reports whether a short line that ends open heads the long one below it, in a text of one line a paragraph.
func (p *page) standsOut(i int) bool {
	d := p.drafts[i]
	if i+1 == len(p.drafts) || d.measure > 0 && float64(d.width) >= narrow*float64(d.measure) {
		return false
	}
	next := p.drafts[i+1]
	if next.gap || next.width < line.ProseWidth || next.width < 2*d.width || !line.Closed(next.last().text(p.source)) {
		return false
	}
	return d.gap || line.Closed(p.drafts[i-1].last().text(p.source))
}

// demoteItems demotes numbered headings that follow each other at once: they are the items of a list.
func (p *page) demoteItems() {
	for i := 0; i < len(p.drafts); {
		j := i + 1
		for j < len(p.drafts) && isSibling(p.drafts[j-1], p.drafts[j]) {
			j++
		}
		if j > i+1 {
			for _, d := range p.drafts[i:j] {
				d.kind = Paragraph
			}
		}
		i = j
	}
}

func isSibling(a, b *draft) bool {
	return a.kind == Heading && b.kind == Heading && a.numeral.Rank == b.numeral.Rank &&
		a.numeral.Rank >= line.Clauses && b.numeral.Value > a.numeral.Value
}

// demoteSignature demotes headings at the end of a text: with nothing under them, they are a signature or a list. On a page
// of several articles they may belong to what stands above.
func (p *page) demoteSignature() {
	if p.hasArticles() {
		return
	}
	for i := len(p.drafts) - 1; i > 0; i-- {
		d := p.drafts[i]
		if d.kind != Heading || d.title || d.numeral.Rank != line.Unranked {
			return
		}
		d.kind = Paragraph
	}
}

// demoteVerse demotes headings of several lines if no sentence ends anywhere: they are the lines of a poem or a list.
func (p *page) demoteVerse() {
	for _, d := range p.drafts {
		if d.kind == Paragraph && line.Closed(d.text) {
			return
		}
	}
	for _, d := range p.drafts {
		if d.kind == Heading && len(d.lines) > 1 && d.first().Level == 0 {
			d.kind, d.title = Paragraph, false
		}
	}
}

// demoteLast demotes the last heading of a text that has nothing but headings: without a paragraph it would never be found.
func (p *page) demoteLast() {
	last := -1
	for i, d := range p.drafts {
		switch d.kind {
		case Paragraph:
			return
		case Heading:
			last = i
		}
	}
	if last >= 0 {
		p.drafts[last].kind, p.drafts[last].title = Paragraph, false
	}
}

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
