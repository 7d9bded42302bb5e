package telegramtest

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// marks are what formats look like in text. Quotes are lines of their own and not among them.
var marks = map[string]string{
	"bold": "**", "italic": "_", "underline": "__", "strikethrough": "~~", "code": "`", "spoiler": "||",
}

// Render returns a message as lines of text that look like what a phone shows: **bold**, _italic_, `code`, links as
// [text](address), quotes behind ▏ with ⌄ at the end of one that opens at a tap, blocks of code behind │, a file as
// 📎 name, and rows of buttons as [one] [two], those that lead to an address as [one ↗].
func Render(m Message) []string {
	lines := body(m)
	if m.Document != "" {
		lines = append([]string{"📎 " + m.Document}, lines...)
	}
	return append(lines, rows(m.Keyboard)...)
}

func rows(keyboard [][]Button) []string {
	var lines []string
	for _, row := range keyboard {
		var labels []string
		for _, b := range row {
			if b.URL != "" {
				b.Text += " ↗"
			}
			labels = append(labels, "["+b.Text+"]")
		}
		lines = append(lines, strings.Join(labels, " "))
	}
	return lines
}

// part is a stretch of a text: a quote, a block of code, or what stands outside of them.
type part struct {
	around   *Entity // nil outside
	from, to int     // UTF-16 units; a line break next to a quote is the quote's own edge and belongs to neither
}

// parts splits a text at its quotes and blocks of code.
func parts(text []uint16, entities []Entity) []part {
	var all []part
	outside := func(from, to int) {
		if from > 0 && from < to && text[from] == '\n' {
			from++
		}
		if to < len(text) && from < to && text[to-1] == '\n' {
			to--
		}
		if from < to {
			all = append(all, part{nil, from, to})
		}
	}
	at := 0
	for i, e := range entities {
		if (isQuote(e) || e.Type == "pre") && e.Offset >= at {
			outside(at, e.Offset)
			at = min(e.Offset+e.Length, len(text))
			all = append(all, part{&entities[i], e.Offset, at})
		}
	}
	outside(at, len(text))
	return all
}

// body returns the lines of a text.
func body(m Message) []string {
	text := utf16.Encode([]rune(m.Text))
	var lines []string
	for _, p := range parts(text, m.Entities) {
		said := strings.TrimSuffix(textPen.write(text, m.Entities, p), "\n")
		for line := range strings.SplitSeq(said, "\n") {
			lines = append(lines, strings.TrimRight(margin(p.around)+line, " "))
		}
		if p.around != nil && p.around.Type == "expandable_blockquote" {
			lines[len(lines)-1] += " ⌄"
		}
	}
	return lines
}

func margin(around *Entity) string {
	switch {
	case around == nil:
		return ""
	case around.Type == "pre":
		return "│ "
	}
	return "▏ "
}

// pen writes a text with its formats.
type pen struct {
	open, close func(Entity) string // "" for what it does not show
	char        func(rune) string
}

// textPen writes formats as marks.
var textPen = pen{
	open: func(e Entity) string {
		if e.Type == "text_link" {
			return "["
		}
		return marks[e.Type]
	},
	close: func(e Entity) string {
		if e.Type == "text_link" {
			return "](" + e.URL + ")"
		}
		return marks[e.Type]
	},
	char: func(r rune) string { return string(r) },
}

// write returns a part of a text. Formats that overlap are closed and opened again, so that they stand within each other.
func (w pen) write(text []uint16, entities []Entity, p part) string {
	var b strings.Builder
	var open []Entity
	for at := p.from; at <= p.to; at++ {
		keep := stillOpen(open, at, p.to)
		for _, e := range slices.Backward(open[keep:]) {
			b.WriteString(w.close(e))
		}
		reopened := slices.DeleteFunc(slices.Clone(open[keep:]), func(e Entity) bool { return e.Offset+e.Length <= at })
		open = open[:keep]
		if at == p.to {
			break
		}
		for _, e := range entities {
			if w.open(e) != "" && max(e.Offset, p.from) == at && e.Offset+e.Length > at {
				reopened = append(reopened, e)
			}
		}
		for _, e := range reopened {
			b.WriteString(w.open(e))
			open = append(open, e)
		}
		r := rune(text[at])
		if utf16.IsSurrogate(r) && at+1 < p.to {
			r = utf16.DecodeRune(r, rune(text[at+1]))
			at++
		}
		b.WriteString(w.char(r))
	}
	return b.String()
}

// stillOpen returns how many of the outer formats do not end at a place.
func stillOpen(open []Entity, at, to int) int {
	if i := slices.IndexFunc(open, func(e Entity) bool { return at == to || e.Offset+e.Length <= at }); i >= 0 {
		return i
	}
	return len(open)
}
