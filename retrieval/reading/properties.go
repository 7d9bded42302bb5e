package reading

import (
	"strings"

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
