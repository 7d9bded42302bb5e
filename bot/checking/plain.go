package checking

import (
	"chuchu/retrieval/language"
	"regexp"
	"strings"
	"unicode"
)

// plainText returns what is left of a sentence when addresses and all that a front end could take for markup are taken out.
// What is a name in one chat and a link in another (Node.js, @who, #what) keeps its letters: a front end that makes links of
// plain text has to write it so that it does not.
func plainText(s string) string {
	for templateToken.MatchString(s) { // what is left of one may be another
		s = templateToken.ReplaceAllString(s, " ")
	}
	s = markdownLink.ReplaceAllString(s, "$1")
	s = openTag.ReplaceAllString(s, " ")
	s = leftovers.ReplaceAllString(s, "")
	s = address.ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "](", "] (")
	s = decoration.ReplaceAllString(s, "")
	s = strings.Map(withoutPictograph, s)
	return strings.TrimSpace(blanks.ReplaceAllString(s, " "))
}

// withoutPictograph drops the signs that say yes or no, or mock, and that no passage can be compared with: ❌, 👎.
func withoutPictograph(r rune) rune {
	if (0x2600 <= r && r <= 0x27BF || 0x2B00 <= r && r <= 0x2BFF || 0x1F000 <= r && r <= 0x1FAFF) && !unicode.IsNumber(r) {
		return -1
	}
	return r
}

var (
	templateToken = regexp.MustCompile(`<\|[^<>|]{0,40}\|>|</?s>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>`)
	markdownLink  = regexp.MustCompile(`!?\[([^\[\]\n]*)\]\([^()\n]*\)?`)
	openTag       = regexp.MustCompile(`</?[a-zA-Z!][^<>\n]*>?`)
	leftovers     = regexp.MustCompile(`[<|>]{2,}`)
	address       = regexp.MustCompile(`(?i)(?:\b[a-z][a-z0-9+.-]{1,20}:/+|//)[^\s，。；、）」』”]+|\b(?:javascript|data|mailto|tel|tg|file):\S+|` +
		`\b(?:[a-z0-9-]+\.)+[a-z]{2,10}[/?#:][^\s，。；、）」』”]+`)
	decoration = regexp.MustCompile("\\*\\*|__|~~|`+|^\\s*(?:#{1,6}\\s+|>\\s*|[-*•]\\s+)|^[*]|[*]$")
	blanks     = regexp.MustCompile(`[ \x{00a0}\x{3000}]+`)
	ordinal    = language.NewPattern(`<number of an item>`)
)

// withoutOrdinal takes off the number of a list's item, which is no number of the texts. A decimal is not one.
func withoutOrdinal(s string) string {
	at := ordinal.FindStringIndex(s)
	if at == nil || at[1] < len(s) && '0' <= s[at[1]] && s[at[1]] <= '9' {
		return s
	}
	return s[at[1]:]
}
