package several

import (
	"strings"
	"unicode/utf8"

	"chuchu/bot/followup"
	"chuchu/retrieval/language"
)

var whether = language.NewPattern(`<asks whether>`)

// asks reports whether a piece of a message asks.
func asks(piece string) bool {
	return strings.ContainsAny(piece, "?？") || followup.Asks(piece) || whether.MatchString(language.FoldString(piece)) || opensYesNo.MatchString(language.FoldString(piece))
}

// folded is a text with its folded form, which has one character for each of its characters.
type folded struct {
	said  []rune
	plain string
}

func newFolded(s string) folded { return folded{[]rune(s), language.FoldString(s)} }

// cut returns what was said between two bytes of the folded form.
func (f folded) cut(from, to int) string {
	start := utf8.RuneCountInString(f.plain[:from])
	return string(f.said[start : start+utf8.RuneCountInString(f.plain[from:to])])
}
