package line

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsHan reports whether a rune is a Chinese character.
func IsHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0xf900 && r <= 0xfaff ||
		r >= 0x20000 && r <= 0x3fffd || r == '〇'
}

// IsWide reports whether a rune belongs to a script written without spaces: Han, kana, bopomofo, and their punctuation.
func IsWide(r rune) bool {
	return r >= 0x2e80 && r <= 0xa4cf || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f ||
		r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x20000 && r <= 0x3fffd
}

// IsLatin reports whether a rune is a letter or a digit of ASCII.
func IsLatin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// Wordy reports whether a string has at least n letters, Han characters included.
func Wordy(s string, n int) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			if n--; n <= 0 {
				return true
			}
		}
	}
	return false
}

// maxWord is how many bytes of a word are looked at: no word divided at the end of a line is longer.
const maxWord = 64

// LeadingLetters returns the letters that a string begins with.
func LeadingLetters(s string) string {
	s = s[:min(len(s), maxWord)]
	rest := strings.TrimLeftFunc(s, unicode.IsLetter)
	return s[:len(s)-len(rest)]
}

// TrailingLetters returns the letters that a string ends with.
func TrailingLetters(s string) string {
	s = s[max(0, len(s)-maxWord):]
	rest := strings.TrimRightFunc(s, unicode.IsLetter)
	return s[len(rest):]
}

// BeginsIn reports whether the first rune of a string is one of a set.
func BeginsIn(s, set string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && strings.ContainsRune(set, r)
}

// EndsIn reports whether the last rune of a string is one of a set.
func EndsIn(s, set string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	return size > 0 && strings.ContainsRune(set, r)
}

// Punctuation at the end of a line.
const (
	Finals  = "。！？!?….．；;：:" // after these a new paragraph may begin
	Commas  = "，、,"
	closers = "”’」』）)]】》〉\"'"
)

// longRemark is how many bytes a bracketed remark behind a sentence may have.
const longRemark = 200

// Closed reports whether a paragraph may end with this line: with the end of a sentence, the semicolon of an item, or a
// colon. Quotes, brackets, a bracketed remark and the mark of a note may follow these.
func Closed(s string) bool {
	bare := strings.TrimRight(s, closers+" \u3000")
	if EndsIn(bare, Finals) {
		return true
	}
	if !EndsIn(s, "）)]") {
		return false
	}
	s = s[max(0, len(s)-longRemark):]
	i := strings.LastIndexAny(s, "（([")
	return i > 0 && EndsIn(strings.TrimRight(s[:i], closers+" \u3000"), Finals)
}

// widestLabel, in columns, is how wide the name of a field of a form is: "Emergency contact person".
const widestLabel = 26

// IsField reports whether a line looks like a field of a form, a name and what it is filled in with: "Venue: Room 3".
// A line of prose may look so too; fields stand below each other.
func IsField(s string) bool {
	at := strings.IndexAny(s, ":：")
	if at <= 0 || Closed(s) {
		return false
	}
	label := strings.TrimSpace(s[:at])
	_, size := utf8.DecodeRuneInString(s[at:])
	value := strings.TrimSpace(s[at+size:])
	first, _ := utf8.DecodeRuneInString(label)
	return value != "" && label != "" && Width(label) <= widestLabel && unicode.IsLetter(first) && !unicode.IsLower(first) &&
		!strings.ContainsAny(label, "，。；！？,.;!?、“”\"")
}
