package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

// strong is the script side of a line's edge.
type strong uint8

const (
	weak   strong = iota // only digits' and scripts' company: punctuation, symbols
	spaced               // written with spaces between words
	dense                // written without
)

func strength(r rune) strong {
	switch {
	case line.IsWide(r) && !strings.ContainsRune("（）“”‘’", r):
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
