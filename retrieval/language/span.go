package language

import "strings"

// Span is a part of a text: the bytes from Start up to End.
type Span struct{ Start, End int }

// trimmed returns the span without white space and brackets at its ends.
func trimmed(s string, start, end int) Span {
	const outside = " \t\n\u3000（()）"
	start += len(s[start:end]) - len(strings.TrimLeft(s[start:end], outside))
	return Span{start, start + len(strings.TrimRight(s[start:end], outside))}
}
