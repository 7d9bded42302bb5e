package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isWide says whether a rune belongs to a script written without spaces: Han, kana, bopomofo, and their punctuation.
func isWide(r rune) bool {
	return r >= 0x2e80 && r <= 0xa4cf || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f ||
		r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x20000 && r <= 0x3fffd
}

func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0xf900 && r <= 0xfaff ||
		r >= 0x20000 && r <= 0x3fffd || r == '〇'
}

// Punctuation by what it does at the end or the beginning of a line.
const (
	finals  = "。！？!?….．；;：:" // after these a new paragraph may begin
	commas  = "，、,"
	closers = "”’」』）)]】》〉\"'"
	openers = "“‘「『（([【《〈\"'"
	inside  = "。！？，；" // what prose has and a headline seldom has
)

// longRemark is how many bytes a bracketed remark behind a sentence may have.
const longRemark = 200

// closed says whether a paragraph may end with this line: with the end of a sentence, a list's semicolon, a colon that
// leads on; quotes, brackets, a bracketed remark and the mark of a note may follow these.
func closed(s string) bool {
	bare := strings.TrimRight(s, closers+" \u3000")
	if endsIn(bare, finals) {
		return true
	}
	if !endsIn(s, "）)]") {
		return false
	}
	s = s[max(0, len(s)-longRemark):]
	i := strings.LastIndexAny(s, "（([")
	return i > 0 && endsIn(strings.TrimRight(s[:i], closers+" \u3000"), finals)
}

func endsIn(s, set string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	return size > 0 && strings.ContainsRune(set, r)
}

func beginsIn(s, set string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && strings.ContainsRune(set, r)
}

// wordy says whether a string has at least n letters, Han characters included.
func wordy(s string, n int) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			if n--; n <= 0 {
				return true
			}
		}
	}
	return false
}

// strong is the script side of a line's edge.
type strong uint8

const (
	weak   strong = iota // only digits' and scripts' company: punctuation, symbols
	spaced               // written with spaces between words
	dense                // written without
)

func strength(r rune) strong {
	switch {
	case isWide(r) && !strings.ContainsRune("（）“”‘’", r):
		return dense
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return spaced
	}
	return weak
}

// edgeRunes is how far into a line its edge is looked for: past quotes and brackets, no further.
const edgeRunes = 8

// head and tail say to which script the beginning and the end of a line belong.
func head(s string) strong {
	n := 0
	for _, r := range s {
		if k := strength(r); k != weak {
			return k
		}
		if n++; n == edgeRunes {
			break
		}
	}
	return weak
}

func tail(s string) strong {
	for n := 0; n < edgeRunes && len(s) > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s)
		if k := strength(r); k != weak {
			return k
		}
		s = s[:len(s)-size]
	}
	return weak
}
