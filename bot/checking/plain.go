package checking

import (
	"regexp"
	"strings"
	"unicode"
)

// plainText returns what is left of a sentence when all is taken out that a front end could take for markup or make a
// link of, and how many links that were. What a chat knows by a sign within keeps its letters.
func plainText(s string) (plain string, removed int) {
	drop := func(pattern *regexp.Regexp, by string) {
		if !strings.ContainsAny(s, "<|>[/:?#") { // all that they begin or end with
			return
		}
		removed += len(pattern.FindAllString(s, -1))
		s = pattern.ReplaceAllString(s, by)
	}
	for strings.ContainsAny(s, "<[") && templateToken.MatchString(s) { // what is left of one may be another
		drop(templateToken, " ")
	}
	drop(markdownLink, "$1")
	drop(openTag, " ")
	drop(leftovers, "")
	drop(address, "")
	s = inert(strings.ReplaceAll(s, "](", "] ("))
	s = decoration.ReplaceAllString(s, "")
	return strings.TrimSpace(blanks.ReplaceAllString(s, " ")), removed
}

// inert writes the signs otherwise by which chats know hosts (evil.zip), people (@evil, me@evil.org), commands (/start)
// and tags (#evil, $EVIL), and make links of them.
func inert(s string) string {
	if !strings.ContainsAny(s, ".@/#$") {
		return s
	}
	runes := []rune(addressOfNumbers.ReplaceAllStringFunc(s, func(a string) string { return strings.ReplaceAll(a, ".", "．") }))
	at := func(i int) rune {
		if 0 <= i && i < len(runes) {
			return runes[i]
		}
		return ' '
	}
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' }
	for i, r := range runes {
		switch before, next := at(i-1), at(i+1); {
		case !unicode.IsLetter(next):
		case r == '.' && inWord(before) && unicode.IsLetter(at(i+2)):
			runes[i] = '．'
		case r == '@':
			runes[i] = '＠'
		case inWord(before) && !unicode.Is(unicode.Han, before):
		case r == '/':
			runes[i] = '／'
		case r == '#':
			runes[i] = '＃'
		case r == '$':
			runes[i] = '＄'
		}
	}
	return string(runes)
}

var (
	templateToken = regexp.MustCompile(`<\|[^<>|]{0,40}\|>|</?s>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>`)
	markdownLink  = regexp.MustCompile(`!?\[([^\[\]\n]*)\]\([^()\n]*\)?`)
	openTag       = regexp.MustCompile(`</?[a-zA-Z!][^<>\n]*>?`)
	leftovers     = regexp.MustCompile(`[<|>]{2,}`)
	address       = regexp.MustCompile(`(?i)(?:\b[a-z][a-z0-9+.-]{1,20}:/+|//)[^\s，。；、）」』”]+|\b(?:javascript|data|mailto|tel|tg|file):\S+|` +
		`\b(?:[a-z0-9-]+\.)+[a-z]{2,10}[/?#:][^\s，。；、）」』”]+`)
	addressOfNumbers = regexp.MustCompile(`\b\d{1,3}(?:\.\d{1,3}){3}\b`)
	decoration       = regexp.MustCompile("\\*\\*|__|`+|^\\s*(?:#{1,6}\\s+|>\\s*|[-*•]\\s+)|^[*]|[*]$")
	blanks           = regexp.MustCompile(`[ \x{00a0}\x{3000}]+`)
	ordinal          = regexp.MustCompile(`^\s*(?:\d{1,2}[.、)）]\s*|[(（]\d{1,2}[)）]\s*|[一二三四五六七八九十]{1,2}、)`)
)

// withoutOrdinal takes off the number of a list's item, which is no number of the texts. A decimal is not one.
func withoutOrdinal(s string) string {
	at := ordinal.FindStringIndex(s)
	if at == nil || at[1] < len(s) && '0' <= s[at[1]] && s[at[1]] <= '9' {
		return s
	}
	return s[at[1]:]
}
