package several

import (
	_ "embed"
	"strings"

	"chuchu/bot/followup"
	"chuchu/retrieval/language"
)

var whether = language.NewPattern(`<asks whether>`)

// asks reports whether a piece of a message asks.
func asks(piece string) bool {
	return strings.ContainsAny(piece, "?？") || followup.Asks(piece) || whether.MatchString(language.FoldString(piece)) || opensYesNo.MatchString(language.FoldString(piece))
}

// folded is a text with its folded form, of which places are found in one another.
type folded struct {
	said  []rune
	plain string
	at    []int // of each byte of plain: which character it is of
}

func newFolded(s string) folded {
	f := folded{said: []rune(s), plain: language.FoldString(s)}
	n := 0
	for _, r := range f.plain {
		for range len(string(r)) {
			f.at = append(f.at, n)
		}
		n++
	}
	f.at = append(f.at, n)
	return f
}

// cut returns what was said between two bytes of the folded form.
func (f folded) cut(from, to int) string { return string(f.said[f.at[from]:f.at[to]]) }
