package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
)

// isNavigation reports whether a line consists of the words of a site's menus only, is the trail of a page in its site, or
// a link to another page.
func isNavigation(s string) bool {
	if beginsWith(s, "menu label") {
		return true
	}
	if home, _, ok := strings.Cut(s, ">"); ok && isMenu(strings.TrimSpace(home)) {
		return true
	}
	words := strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune("|>»›/·｜＞[]【】", r) || unicode.IsSpace(r) && r != ' '
	})
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !isMenu(strings.TrimSpace(w)) && !allMenu(w) })
}

func allMenu(words string) bool {
	return !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return !isMenu(w) })
}

// maxMenu is how many bytes a word of a menu has at most.
const maxMenu = 24

func isMenu(word string) bool {
	return len(word) <= maxMenu && slices.Contains(language.Words("menu word"), strings.ToLower(word))
}

// isLinks reports whether a line consists of addresses and names of web files only.
func isLinks(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !isLink(w) })
}

func isLink(w string) bool {
	if strings.HasPrefix(w, "http://") || strings.HasPrefix(w, "https://") || strings.HasPrefix(w, "www.") {
		return true
	}
	i := strings.LastIndexByte(w, '.')
	if i <= 0 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(w); line.IsHan(r) {
		return false
	}
	switch w[i+1:] {
	case "xml", "html", "htm", "shtml", "php", "asp", "aspx", "jsp":
		return true
	}
	return false
}

// beginsWith reports whether a string begins with one of the words of a list.
func beginsWith(s, list string) bool {
	return slices.ContainsFunc(language.Words(list), func(word string) bool { return strings.HasPrefix(s, word) })
}

// containing returns how many of the words of a list a string contains.
func containing(s, list string) int {
	n := 0
	for _, word := range language.Words(list) {
		n += count(strings.Contains(s, word))
	}
	return n
}

// longNotice is the width up to which a paragraph may be a notice: a few lines.
const longNotice = 400

// isByline reports whether a line says who wrote, edited or photographed something, or how to reach them. Such a line is
// prose, because people ask for the source, but never a headline, and never part of a sentence.
func isByline(s string) bool {
	bare := strings.TrimLeft(s, "（([【 \u3000")
	if _, n := line.LeadingDate(bare); n > 0 {
		bare = strings.TrimLeft(bare[n:], ")） \u3000")
	}
	for _, label := range language.Words("byline label") {
		if rest, ok := strings.CutPrefix(bare, label); ok && line.BeginsIn(rest, ":： \u3000/|") {
			return true
		}
	}
	return (strings.HasPrefix(bare, "By ") || strings.HasPrefix(bare, "by ")) && line.Width(bare) <= 60 && !strings.ContainsAny(bare, ",.") || isCaption(s)
}

// isCaption reports whether a paragraph ends as the caption of a photograph does: with its photographer.
func isCaption(s string) bool {
	bare := strings.TrimRight(s, "）)。 ")
	return slices.ContainsFunc(language.Words("caption end"), func(end string) bool { return strings.HasSuffix(bare, end) }) ||
		strings.HasSuffix(bare, "摄") && strings.Contains(bare, "记者")
}

// notices finds paragraphs about the site and not about its subject: disclaimers and notices of copyright.
func (p *page) notices() {
	under := false // the heading of a disclaimer stands above
	for _, d := range p.drafts {
		switch {
		case d.title || d.width > longNotice:
			under = false
		case d.kind == Heading:
			if under = isNoticeLabel(d.text); under {
				d.kind, d.why = Boilerplate, "disclaimer"
			}
		case isDisclaimer(d.text), under && isAboutSite(d.text):
			d.kind, d.why = Boilerplate, "disclaimer"
		case isCopyright(d.text):
			d.kind, d.why = Boilerplate, "copyright"
		}
	}
}

func isNoticeLabel(s string) bool {
	return slices.Contains(language.Words("disclaimer label"), strings.ToLower(strings.Trim(s, "【】[]：:* ")))
}

// isDisclaimer reports whether a paragraph opens as a disclaimer, or speaks of the site and its rights.
func isDisclaimer(s string) bool {
	label, rest, ok := strings.Cut(strings.Replace(s, "：", ":", 1), ":")
	return ok && rest != "" && isNoticeLabel(label) || isAboutSite(s)
}

func isAboutSite(s string) bool {
	lower := strings.ToLower(s)
	return containing(lower, "own site") > 0 && containing(lower, "right") > 1
}

func isCopyright(s string) bool {
	lower := strings.ToLower(s)
	return beginsWith(lower, "copyright") || strings.Contains(lower, "all rights reserved") && line.Width(s) < longNotice/2
}
