package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// pageLine is a line that is not blank, or what is left of one when a date or a jump line was cut from it.
type pageLine struct {
	start, end int  // its bytes in the source, without the white space around them
	number     int  // counted from 1, as editors do: \n, \r\n and \r each end a line
	index      int  // its place among the lines and pieces of the page
	indent     int  // columns of white space before it
	width      int  // columns
	gap        bool // a blank line or a page break stands before it
	feed       bool // a form feed stands before it
	manuscript.Mark
}

func (l pageLine) text(source string) string { return source[l.start:l.end] }

// split finds the lines of a source that are not blank. It may use the room of lines that are no longer needed.
func split(source string, room []pageLine) []pageLine {
	lines := room[:0]
	var gap, feed bool
	for at, number := 0, 1; at < len(source); number++ {
		end, next := line.End(source, at)
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

// measured trims and measures one line. A blank one is empty and stands at its end.
func measured(source string, start, end int) pageLine {
	l := pageLine{start: start, end: start + len(strings.TrimRightFunc(source[start:end], unicode.IsSpace))}
	for l.start < l.end {
		r, size := utf8.DecodeRuneInString(source[l.start:l.end])
		if !unicode.IsSpace(r) {
			break
		}
		l.indent += line.Columns(r)
		l.start += size
	}
	if l.start == l.end {
		l.start, l.end = end, end
		return l
	}
	l.width = line.Width(l.text(source))
	return l
}

// dedent removes the indentation that all lines share.
func dedent(lines []pageLine) {
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
