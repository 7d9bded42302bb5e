package language

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run lexicon/generate_fold.go lexicon/generate_fetch.go

// foldTable holds for each code point from foldFirst to foldLast its simplified form, two bytes, big-endian, or zero
// if it has none of its own. lexicon/generate_fold.go wrote it; fold.NOTICE says from what.
//
//go:embed fold.bin
var foldTable string

// hasSimple has a bit for each of these code points: whether it has a form of its own there. Most of a text has none, and
// these 3 KB stay nearer to the processor than the table does.
var hasSimple = bitsOf(foldTable)

func bitsOf(table string) (bits [(foldLast-foldFirst)/64 + 1]uint64) {
	for i := 0; i+1 < len(table); i += 2 {
		if table[i]|table[i+1] != 0 {
			bits[i/2/64] |= 1 << (i / 2 % 64)
		}
	}
	return bits
}

const (
	foldFirst = 0x3400
	foldLast  = 0x9FFF
)

// Fold maps a character to the one that stands for all its forms: full width to half width, capital to small letter,
// traditional to simplified, a Latin or Greek letter with a diacritic to the bare letter. It is one rune for one rune, so a
// place in a folded text is a place in the text; and folding twice changes nothing more.
func Fold(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case foldFirst <= r && r <= foldLast:
		return simplified(r)
	case 0xFF01 <= r && r <= 0xFF5E: // full-width ASCII
		return Fold(r - 0xFF01 + '!')
	case r == 0x3000: // ideographic space
		return ' '
	case r == '’' || r == '‘':
		return '\''
	case punctuation(r):
		return r
	case r < 0x0250 || 0x1E00 <= r && r <= 0x1EFF:
		return bare(r)
	case r < 0x0400 || 0x1F00 <= r && r <= 0x1FFF:
		return greek(r)
	case 0xF900 <= r && r <= 0xFAFF: // compatibility ideographs
		return simplified(firstRune(norm.NFKC.String(string(r))))
	}
	if other, ok := sameLetter[r]; ok {
		return other
	}
	if lower := unicode.ToLower(r); lower != r {
		return Fold(lower)
	}
	return r
}

// sameLetter are letters that keyboards and hands mix: the Arabic and the Persian yeh and kaf, alef with and without hamza, teh marbuta,
// the Russian yo.
var sameLetter = map[rune]rune{'ي': 'ی', 'ى': 'ی', 'ك': 'ک', 'ة': 'ه', 'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ё': 'е'}

// greek returns a letter in lower case, without accent, and the sigma at the end of words as the one within.
func greek(r rune) rune {
	if r == 'ς' {
		return 'σ'
	}
	return unicode.ToLower(firstRune(norm.NFD.String(string(r))))
}

// FoldAt returns the character that begins at a byte of s, folded, and how many bytes it takes. It is what decoding and
// [Fold] give, faster for what most texts are made of.
func FoldAt(s string, at int) (folded rune, size int) {
	if c := s[at]; c < utf8.RuneSelf {
		return Fold(rune(c)), 1
	}
	if r := threeAt(s, at); r != 0 {
		return Fold(r), 3
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	return Fold(r), size
}

// threeAt returns the character of three bytes that begins at a byte of s, as Chinese and its signs are; 0 if there is
// another. It is small, to be put in place by the compiler where each character of a text goes through.
func threeAt(s string, at int) rune {
	if c := s[at]; 0xE1 <= c && c <= 0xEF && c != 0xED && at+2 < len(s) && s[at+1]&0xC0 == 0x80 && s[at+2]&0xC0 == 0x80 {
		return rune(c&0x0F)<<12 | rune(s[at+1]&0x3F)<<6 | rune(s[at+2]&0x3F)
	}
	return 0
}

func simplified(r rune) rune {
	if r < foldFirst || r > foldLast {
		return r
	}
	i := uint32(r - foldFirst)
	if hasSimple[i/64]&(1<<(i%64)) == 0 {
		return r
	}
	return rune(foldTable[2*i])<<8 | rune(foldTable[2*i+1])
}

// bare returns a Latin letter in lower case, without its diacritics.
func bare(r rune) rune {
	if base := firstRune(norm.NFD.String(string(r))); base < utf8.RuneSelf {
		return Fold(base)
	}
	return unicode.ToLower(r)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// FoldString folds each character of s as [Fold] does. A place in the result is one in s by characters, not by bytes.
func FoldString(s string) string { return strings.Map(Fold, s) }

// FoldHan folds the Chinese characters of s, as far as they keep their length in bytes: a place in the result is one in s.
func FoldHan(s string) string {
	var folded []byte // a copy, once something differs
	for i, r := range s {
		if r < foldFirst {
			continue
		}
		f := Fold(r)
		if f == r || !unicode.Is(unicode.Han, r) || utf8.RuneLen(f) != utf8.RuneLen(r) {
			continue
		}
		if folded == nil {
			folded = []byte(s)
		}
		utf8.EncodeRune(folded[i:], f)
	}
	if folded == nil {
		return s
	}
	return string(folded)
}

// Capitalized returns s with its first letter a capital.
func Capitalized(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
