package line

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
