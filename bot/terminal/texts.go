package terminal

import (
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Texts writes what the collection holds: for each text its title, file, date, language and number of paragraphs.
func (s *Screen) Texts(c *retrieval.Collection, p bot.Phrases) {
	for i, text := range c.Texts() {
		front := fmt.Sprintf("%2d  ", i+1)
		indent := strings.Repeat(" ", len(front))
		s.line(front, indent, text.Title, s.bold)
		s.line(indent, indent, strings.Join([]string{
			text.File, dated(text.Date, p), text.Lang, fmt.Sprintf(p.Paragraphs, paragraphs(text)),
		}, " · "), nil)
	}
}

func paragraphs(t reading.Text) int {
	n := 0
	for _, block := range t.Blocks {
		if block.Kind == reading.Paragraph {
			n++
		}
	}
	return n
}
