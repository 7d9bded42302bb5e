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

// body splits a text into what stands inside and outside of quotes and blocks of code.
func body(m Message) []string {
	if m.Text == "" {
		return nil
	}
	text := utf16.Encode([]rune(m.Text))
	var lines []string
	at := 0
	for _, e := range m.Entities {
		if !isQuote(e) && e.Type != "pre" || e.Offset < at {
			continue
		}
		if e.Offset > at {
			lines = append(lines, stretch(text, m.Entities, at, e.Offset, "")...)
		}
		end := min(e.Offset+e.Length, len(text))
		quoted := stretch(text, m.Entities, e.Offset, end, margin(e))
		if e.Type == "expandable_blockquote" {
			quoted[len(quoted)-1] += " ⌄"
		}
		lines = append(lines, quoted...)
		at = end
	}
	if at < len(text) {
		lines = append(lines, stretch(text, m.Entities, at, len(text), "")...)
	}
	return lines
}

func margin(e Entity) string {
	if e.Type == "pre" {
		return "│ "
	}
	return "▏ "
}

// stretch returns the lines of one part, marked. A line break next to a quote is the quote's own edge, not a line.
func stretch(text []uint16, entities []Entity, from, to int, margin string) []string {
	if margin == "" {
		if from > 0 && text[from] == '\n' {
			from++
		}
		if to < len(text) && to > from && text[to-1] == '\n' {
			to--
		}
		if from >= to {
			return nil
		}
	}
	lines := strings.Split(strings.TrimSuffix(marked(text, entities, from, to), "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(margin+line, " ")
	}
	return lines
}

// marked returns a part of a text with the marks of its formats. Formats that overlap are closed and opened again, so
// that marks stand within each other.
func marked(text []uint16, entities []Entity, from, to int) string {
	var b strings.Builder
	var open []Entity
	for at := from; at <= to; at++ {
		if keep := stillOpen(open, at, to); keep < len(open) {
			for i := len(open) - 1; i >= keep; i-- {
				b.WriteString(closing(open[i]))
			}
			for _, e := range open[keep:] {
				if at < to && e.Offset+e.Length > at {
					b.WriteString(opening(e))
				}
			}
			open = slices.DeleteFunc(open, func(e Entity) bool { return at == to || e.Offset+e.Length <= at })
		}
		if at == to {
			break
		}
		for _, e := range entities {
			if (marks[e.Type] != "" || e.Type == "text_link") && max(e.Offset, from) == at && e.Offset+e.Length > at {
				b.WriteString(opening(e))
				open = append(open, e)
			}
		}
		if pair := utf16.IsSurrogate(rune(text[at])); pair && at+1 < to {
			b.WriteRune(utf16.DecodeRune(rune(text[at]), rune(text[at+1])))
			at++
		} else {
			b.WriteRune(rune(text[at]))
		}
	}
	return b.String()
}

// stillOpen returns how many of the outer formats do not end at a place.
func stillOpen(open []Entity, at, to int) int {
	for i, e := range open {
		if at == to || e.Offset+e.Length <= at {
			return i
		}
	}
	return len(open)
}

func opening(e Entity) string {
	if e.Type == "text_link" {
		return "["
	}
	return marks[e.Type]
}

func closing(e Entity) string {
	if e.Type == "text_link" {
		return "](" + e.URL + ")"
	}
	return marks[e.Type]
}
