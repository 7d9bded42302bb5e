package screen

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Widths are in columns, of which a Chinese character takes two and a Latin letter one: a phone held upright shows some
// 40 of them in a row of a message, and some 30 rows without scrolling.

// wideFrom is the first code point from which on nearly all characters take two columns.
const wideFrom = 0x1100

// columns returns about how wide a text is. It is for long texts, for which the exact width would take too long.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r >= wideFrom {
			n++
		}
	}
	return n
}

// short returns the beginning of a text that is at most that wide, with an ellipsis where that is not all.
func short(text string, width int) string {
	used, end := 0, 0 // the ellipsis takes one column
	for rest, state := text, -1; rest != ""; {
		cluster, after, w, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if used += w; used > width {
			return strings.TrimRight(text[:end], " ，,、；;：:·（(《“‘") + "…"
		}
		rest, state = after, next
		if used < width {
			end += len(cluster)
		}
	}
	return text
}
