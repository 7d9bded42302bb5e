package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// A Chinese name is a surname and one or two characters. Nothing marks where it ends, so it is only taken for one where
// exactly one length fits: behind it, and before it, stands a mark, a character that names do not have, or a word of two
// characters or more that the lexicon knows.

// nameAt returns the length of the Chinese name that s begins with, in bytes, 0 if none surely does.
func (q question) nameAt(s string) int {
	n, name := language.Surname(s), 0
	for given := 0; n > 0 && given < 2; given++ {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !ofName(r) {
			break
		}
		n += size
		if q.beginsWord(s[n:]) {
			if name > 0 {
				return 0
			}
			name = n
		}
	}
	return name
}

// nameBefore returns the length of the Chinese name that s ends with.
func (q question) nameBefore(s string) int {
	const longest = 4
	name, start := 0, len(s)
	for range longest {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !ofName(r) {
			break
		}
		start -= size
		given := utf8.RuneCountInString(s[start+language.Surname(s[start:]):])
		if language.Surname(s[start:]) == 0 || given < 1 || given > 2 || !q.endsWord(s[:start]) {
			continue
		}
		if name > 0 {
			return 0
		}
		name = len(s) - start
	}
	return name
}

func ofName(r rune) bool { return unicode.Is(unicode.Han, r) && !language.OutsideNames(r) }

// character is how many bytes a Chinese character takes, but for rare ones that names do not have.
const character = 3

// wordRoom is how many bytes of Chinese are cut into words to see how they begin or end.
const wordRoom = 8 * character

// beginsWord reports whether s begins with what is surely no part of a name before it.
func (q question) beginsWord(s string) bool {
	if r, _ := utf8.DecodeRuneInString(s); !ofName(r) {
		return true
	}
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	if end < 0 {
		end = len(s)
	}
	units := q.lexicon.Translate(clip(s[:end], wordRoom))
	return len(units) > 0 && units[0].Start == 0 && units[0].End > character && len(units[0].Translations) > 0
}

// endsWord reports whether s ends with what is surely no part of a name behind it.
func (q question) endsWord(s string) bool {
	if r, _ := utf8.DecodeLastRuneInString(s); !ofName(r) || language.EndsTitle(string(r)) {
		return true
	}
	start := len(s)
	for len(s)-start < wordRoom {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		start -= size
	}
	units := q.lexicon.Translate(s[start:])
	if len(units) == 0 {
		return false
	}
	last := units[len(units)-1]
	return start+last.End == len(s) && last.End-last.Start > character && len(last.Translations) > 0
}

// clip returns the beginning of s of at most n bytes, no character cut.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
