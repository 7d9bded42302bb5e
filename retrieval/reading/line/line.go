// Package line knows what one line of text shows by itself: its script and its width, whether a paragraph may end with
// it, the number or bullet it opens with, a date, a page number. The readers of formats use it, and so does the layout
// that joins lines into paragraphs.
package line

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// End returns where the line that begins at a byte of a source ends, and where the next one begins: \n, \r\n and \r each
// end a line, as in editors.
func End(source string, at int) (end, next int) {
	i := strings.IndexAny(source[at:], "\n\r")
	switch {
	case i < 0:
		return len(source), len(source)
	case source[at+i] == '\r' && strings.HasPrefix(source[at+i+1:], "\n"):
		return at + i, at + i + 2
	default:
		return at + i, at + i + 1
	}
}

const (
	// HeadlineWidth is the width of the widest headline, in columns: forty Han characters, as two-part headlines of
	// newspapers reach.
	HeadlineWidth = 84
	// ProseWidth is the width from which a line in a text that is not wrapped is taken for prose: thirty Han characters.
	ProseWidth = 60
)

// Width returns the number of columns that a string takes on a terminal.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += Columns(r)
	}
	return n
}

// Columns returns the number of columns that a rune takes on a terminal.
func Columns(r rune) int {
	switch {
	case r == '\t':
		return 4
	case r < 0x20, r == 0x7f, r >= 0x200b && r <= 0x200f, r == 0xfeff:
		return 0
	case r < 0x1100:
		return 1
	case IsWide(r), r <= 0x11ff, r >= 0xac00 && r <= 0xd7a3, r >= 0x1f300 && r <= 0x1faff:
		return 2
	}
	return 1
}

// FirstWord returns the width that the line before this one would have needed to take its first word: a space and the
// word, or one Han character.
func FirstWord(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if IsWide(r) {
		return 2
	}
	s = s[:min(len(s), maxWord)]
	if i := strings.IndexFunc(s[size:], func(r rune) bool { return unicode.IsSpace(r) || IsWide(r) }); i >= 0 {
		s = s[:size+i]
	}
	return 1 + Width(s)
}

// Ruler counts the lines of a source: it holds where each begins, and where the last one ends.
type Ruler []int

// NewRuler counts the lines of a source.
func NewRuler(source string) Ruler {
	r := Ruler{0}
	for at := 0; at < len(source); {
		_, at = End(source, at)
		r = append(r, at)
	}
	return r
}

// Line returns the number of the line, from 1, that a byte of the source is in.
func (r Ruler) Line(at int) int {
	n, _ := slices.BinarySearch(r, at+1)
	return n
}

// Printable returns a name for a message: as it is, or quoted if it would break the line or the screen.
func Printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}

// Escaped returns the name of a file as UTF-8: bytes that are not, as systems without it write them, are escaped: caf\xe9.txt.
func Escaped(name string) string {
	var b strings.Builder
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, name[0])
		} else {
			b.WriteString(name[:size])
		}
		name = name[size:]
	}
	return b.String()
}
