package terminal

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Ledger writes every line of a file, one row a line, with what became of it: its number, what it is, and the line
// itself. text is number n of the collection, counted from 0, and must have its Source.
func (s *Screen) Ledger(c *retrieval.Collection, n int, text reading.Text) {
	var lines []reading.SourceLine
	var fates []string
	widest := 0
	for line := range text.Lines() {
		fate := fate(c, n, text, line)
		lines, fates = append(lines, line), append(fates, fate)
		widest = max(widest, uniseg.StringWidth(fate))
	}
	digits := len(fmt.Sprint(len(lines)))
	for i, line := range lines {
		pad := strings.Repeat(" ", widest-uniseg.StringWidth(fates[i]))
		front := fmt.Sprintf("%*d  %s%s  ", digits, line.Number, fates[i], pad)
		s.line(front, strings.Repeat(" ", uniseg.StringWidth(front)), strings.Trim(line.Text, "\f"), nil)
	}
}

// fate says what became of a line. One that was cut into pieces has several fates.
func fate(c *retrieval.Collection, n int, text reading.Text, line reading.SourceLine) string {
	var fates []string
	for _, b := range line.Blocks {
		switch block := text.Blocks[b]; block.Kind {
		case reading.Paragraph:
			fates = append(fates, "paragraph "+c.ID(n, b))
		case reading.Heading:
			fates = append(fates, "heading")
		case reading.Boilerplate:
			fates = append(fates, "boilerplate: "+block.Why)
		}
	}
	switch {
	case len(fates) > 0:
		return strings.Join(fates, " + ")
	case strings.ContainsFunc(line.Text, func(r rune) bool { return !unicode.IsSpace(r) }):
		return "markup" // of a web page or of Markdown: it shows nothing
	}
	return "blank"
}
