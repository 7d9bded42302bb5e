package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line that is not blank, or a piece of one where a stamp or a jump line was cut from it.
type line struct {
	start, end int  // its bytes in the source, without the white space around them
	number     int  // counted from 1, as editors do: \n, \r\n and \r each end a line
	index      int  // its place among the lines and pieces of the page
	indent     int  // columns of white space before it
	width      int  // columns
	gap        bool // a blank line or a page break stands before it
	feed       bool // a form feed stands before it
	mark
}

func (l line) text(source string) string { return source[l.start:l.end] }

// split finds the lines of a source. Blank ones are not kept, only the gap that they leave. It may use the room of lines
// that are no longer needed.
func split(source string, room []line) []line {
	lines := room[:0]
	var gap, feed bool
	for at, number := 0, 1; at < len(source); number++ {
		end, next := lineEnd(source, at)
		l := measured(source, at, end)
		feed = feed || strings.IndexByte(source[at:l.start], '\f') >= 0
		if l.start == l.end {
			gap = true
		} else {
			l.number, l.index, l.gap, l.feed = number, len(lines), gap || feed || len(lines) == 0, feed
			lines = append(lines, l)
			gap, feed = false, strings.IndexByte(source[l.end:end], '\f') >= 0
		}
		at = next
	}
	dedent(lines)
	return lines
}

// lineEnd finds where the line that begins at a byte ends, and where the next one begins.
func lineEnd(source string, at int) (end, next int) {
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

// measured trims and measures one line. A blank one is empty and stands at its end.
func measured(source string, start, end int) line {
	l := line{start: start, end: start + len(strings.TrimRightFunc(source[start:end], unicode.IsSpace))}
	for l.start < l.end {
		r, size := utf8.DecodeRuneInString(source[l.start:l.end])
		if !unicode.IsSpace(r) {
			break
		}
		l.indent += columns(r)
		l.start += size
	}
	if l.start == l.end {
		l.start, l.end = end, end
		return l
	}
	l.width = width(l.text(source))
	return l
}

// dedent takes away the indentation that every line has.
func dedent(lines []line) {
	least := -1
	for _, l := range lines {
		if least < 0 || l.indent < least {
			least = l.indent
		}
	}
	for i := range lines {
		lines[i].indent -= least
	}
}

// width is the number of columns that a string takes on a terminal.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	switch {
	case r == '\t':
		return 4
	case r < 0x20, r == 0x7f, r >= 0x200b && r <= 0x200f, r == 0xfeff:
		return 0
	case r < 0x1100:
		return 1
	case isWide(r), r <= 0x11ff, r >= 0xac00 && r <= 0xd7a3, r >= 0x1f300 && r <= 0x1faff:
		return 2
	}
	return 1
}
