package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// surroundings is how many paragraphs are shown on each side of an opened one.
const surroundings = 1

// Open writes a passage between its neighbours, with the question's words in it marked.
func (s *Screen) Open(c *retrieval.Collection, passage retrieval.Passage, words []reading.Span, p bot.Phrases) {
	for i, heading := range passage.Headings() {
		if i == 0 {
			s.line("", "", heading, s.bold)
		} else {
			s.line("› ", "  ", heading, nil)
		}
	}
	s.line("", "", fmt.Sprintf("%s · %s · %s",
		where(passage.Place, p), cmp.Or(passage.Date, p.Undated), passage.ID), s.faint)
	before, after := c.Around(passage.ID, surroundings)
	for _, neighbour := range before {
		fmt.Fprintln(s.out)
		s.line("  ", "  ", neighbour.Text, s.faint)
	}
	fmt.Fprintln(s.out)
	s.styled("▏ ", "▏ ", passage.Text, func(row string, at int) string {
		return markRow(row, at, words, s.markWord)
	})
	for _, neighbour := range after {
		fmt.Fprintln(s.out)
		s.line("  ", "  ", neighbour.Text, s.faint)
	}
}

// markRow marks the words of a text in a row that begins at the byte at of it.
func markRow(row string, at int, words []reading.Span, mark func(string) string) string {
	var b strings.Builder
	done := 0
	for _, w := range words {
		start, end := max(w.Start-at, done), min(w.End-at, len(row))
		if start >= end {
			continue
		}
		b.WriteString(row[done:start])
		b.WriteString(mark(row[start:end]))
		done = end
	}
	b.WriteString(row[done:])
	return b.String()
}

// Signs around a marked word if there are no colours to mark it with.
const markStart, markEnd = "«", "»"

func (s *Screen) markWord(word string) string {
	if styled := s.mark.Sprint(word); styled != word {
		return styled
	}
	return markStart + word + markEnd
}
