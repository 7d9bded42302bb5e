package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
)

// Texts writes what the collection holds: for each text its title, file, date, language and number of paragraphs.
func (s *Screen) Texts(c *retrieval.Collection, p bot.Phrases) {
	for i, text := range c.Texts() {
		front := fmt.Sprintf("%2d  ", i+1)
		indent := strings.Repeat(" ", len(front))
		s.line(front, indent, text.Title, s.bold)
		s.line(indent, indent, strings.Join([]string{
			text.File, cmp.Or(text.Date, p.Undated), text.Lang, fmt.Sprintf(p.Paragraphs, text.Paragraphs),
		}, " · "), nil)
	}
}
