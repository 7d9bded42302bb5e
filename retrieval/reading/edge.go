package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

// edge is how the script at the edge of a line is written.
type edge uint8

const (
	weak   edge = iota // no script: punctuation, symbols
	spaced             // written with spaces between words
	dense              // written without
)

func strength(r rune) edge {
	switch {
	case line.IsWide(r) && !strings.ContainsRune("（）“”‘’", r):
		return dense
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return spaced
	}
	return weak
}

// edgeRunes is how far into a line its script is looked for: past quotes and brackets.
const edgeRunes = 8

// head and tail return how the beginning and the end of a line are written.
func head(s string) edge {
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

func tail(s string) edge {
	for n := 0; n < edgeRunes && len(s) > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s)
		if k := strength(r); k != weak {
			return k
		}
		s = s[:len(s)-size]
	}
	return weak
}
