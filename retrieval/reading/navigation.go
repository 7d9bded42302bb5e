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
	n := 0
	for w := range strings.FieldsFuncSeq(s, isMenuBar) {
		if w = strings.TrimSpace(w); w != "" && !isMenu(w) && !allMenu(w) {
			return false
		}
		n++
	}
	return n > 0
}

func isMenuBar(r rune) bool {
	switch r {
	case '|', '>', '»', '›', '/', '·', '｜', '＞', '[', ']', '【', '】':
		return true
	}
	return unicode.IsSpace(r) && r != ' '
}

func allMenu(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !isMenu(w) {
			return false
		}
	}
	return true
}

// maxMenu is how many bytes a word of a menu has at the most.
const maxMenu = 24

func isMenu(word string) bool {
	return len(word) <= maxMenu && slices.Contains(language.Words("menu word"), strings.ToLower(word))
}

// isLinks reports whether a line consists of addresses and names of web files only.
func isLinks(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if !isLink(w) {
			return false
		}
		n++
	}
	return n > 0
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
