package reading

import (
	"cmp"
	"strings"

	"chuchu/retrieval/reading/line"
)

// frontMatter is what an operator wrote above a text, between two lines of three hyphens:
//
//	---
//	title: A title
//	date: 2024-01-24
//	lang: zh-Hans
//	---
type frontMatter map[string]string

// maxFrontLines bounds the block, so that a text that merely opens with a rule is not searched to its end.
const maxFrontLines = 50

// frontMatter sets a block of front matter aside and reads it. It returns nil if there is none.
func (p *page) frontMatter() frontMatter {
	if len(p.lines) == 0 || p.lines[0].number != 1 || p.lines[0].text(p.source) != "---" {
		return nil
	}
	fields := frontMatter{}
	for i := 1; i < min(len(p.lines), maxFrontLines); i++ {
		s := p.lines[i].text(p.source)
		if s == "---" && len(fields) > 0 {
			for j := range p.lines[:i+1] {
				p.lines[j].Aside = asideFront
			}
			return fields
		}
		key, value, ok := strings.Cut(s, ":")
		switch {
		case ok && line.LeadingLetters(key) == key:
			fields[strings.ToLower(key)] = strings.Trim(strings.TrimSpace(value), `"'`)
		case !strings.HasPrefix(s, "#") && !strings.HasPrefix(s, "- "):
			return nil
		}
	}
	return nil
}

// override puts what the operator said over what the text says.
func (f frontMatter) override(t *Text) {
	t.Title = cmp.Or(f["title"], t.Title)
	if d, n := line.LeadingDate(f["date"]); n > 0 {
		t.Date = d
	}
	for _, key := range []string{"language", "lang"} {
		if v := f[key]; v != "" {
			t.Lang = languageTag(v)
		}
	}
}

// frontMatterEnd returns where the front matter of a source ends; 0 if it has none.
func frontMatterEnd(source string) int {
	if !strings.HasPrefix(source, "---") {
		return 0
	}
	end := 0
	for range 2 * maxFrontLines {
		if _, end = line.End(source, end); end == len(source) {
			break
		}
	}
	p := &page{source: source[:end], lines: split(source[:end], nil)}
	if p.frontMatter() == nil {
		return 0
	}
	end = 0
	for _, l := range p.lines {
		if l.Aside == asideFront {
			end = l.end
		}
	}
	return end
}
