package terms

import (
	_ "embed"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run generate_fold.go

// foldTable holds for each code point from foldFirst to foldLast its simplified form, two bytes, big-endian, or zero
// where it has none of its own. generate_fold.go wrote it; fold.NOTICE says from what.
//
//go:embed fold.bin
var foldTable string

const (
	foldFirst = 0x3400
	foldLast  = 0x9FFF
)

// Fold maps a character to the one that stands for all its forms: full width to half width, capital to small letter,
// traditional to simplified, a Latin letter with a diacritic to the bare letter. It is one rune for one rune, so a
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
	case r < 0x0250 || 0x1E00 <= r && r <= 0x1EFF:
		return bare(r)
	case 0xF900 <= r && r <= 0xFAFF: // compatibility ideographs
		return simplified(firstRune(norm.NFKC.String(string(r))))
	}
	if lower := unicode.ToLower(r); lower != r {
		return Fold(lower)
	}
	return r
}

func simplified(r rune) rune {
	if r < foldFirst || r > foldLast {
		return r
	}
	i := 2 * (r - foldFirst)
	if s := rune(foldTable[i])<<8 | rune(foldTable[i+1]); s != 0 {
		return s
	}
	return r
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
