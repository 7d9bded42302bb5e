package reading

import (
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// minNamed is how many bytes a heading has that is found in the title of a page and so is the headline of the page.
const minNamed = 6

// properties adds what the file says of itself. What the text says outweighs it, since properties are often those of a
// template; only a date of publication outweighs the text. A heading outweighs the title of the file, which mostly repeats
// it and adds the name of a site.
func (p *page) properties(t *Text, m *manuscript.Manuscript) {
	if t.Lang == "und" && m.Lang != "" {
		t.Lang = languageTag(m.Lang)
	}
	if m.Date != "" && (m.Published || t.Date == "") {
		t.Date = m.Date
	}
	if m.Title == "" {
		return
	}
	named, titled := "", false
	for _, d := range p.drafts {
		if d.kind == Heading && d.first().Level > 0 {
			titled = titled || d.title
			if named == "" && len(d.text) >= minNamed && strings.Contains(m.Title, d.text) {
				named = d.text
			}
		}
	}
	switch {
	case named != "":
		t.Title = named
	case !titled:
		t.Title = m.Title
	}
}

// languageTag returns the tag of a language as texts carry it, for what an author or a program wrote: Chinese by its
// script, English without its country.
func languageTag(s string) string {
	tag := strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	switch main, region, _ := strings.Cut(strings.ToLower(tag), "-"); {
	case main == "zh" && (region == "" || region == "cn" || region == "sg" || strings.HasPrefix(region, "hans")):
		return "zh-Hans"
	case main == "zh" && (region == "tw" || region == "hk" || region == "mo" || strings.HasPrefix(region, "hant")):
		return "zh-Hant"
	case main == "en":
		return "en"
	}
	return tag
}

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
