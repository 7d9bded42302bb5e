package terminal

import (
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
	for i, heading := range headings(passage) {
		if i == 0 {
			s.line("", "", heading, s.bold)
		} else {
			s.line("› ", "  ", heading, nil)
		}
	}
	s.line("", "", fmt.Sprintf("%s · %s · %s",
		where(passage.Place.File, passage.Place.First, passage.Place.Last), dated(passage.Date, p), passage.ID), s.faint)
	before, after := c.Around(passage.ID, surroundings)
	for _, neighbour := range before {
		fmt.Fprintln(s.out)
		s.line("  ", "  ", neighbour.Text, s.faint)
	}
	fmt.Fprintln(s.out)
	s.marked(passage.Text, words)
	for _, neighbour := range after {
		fmt.Fprintln(s.out)
		s.line("  ", "  ", neighbour.Text, s.faint)
	}
}

// Signs around a marked word where there are no colours to mark it with.
const markStart, markEnd = "«", "»"

// marked writes a paragraph with words of it marked. Rows are broken first, so that a mark costs no columns and none
// runs over into the next row's front.
func (s *Screen) marked(text string, words []reading.Span) {
	at := 0 // byte of text that the row begins at
	for _, row := range wrap(visible(text), s.width-2) {
		at += strings.Index(visible(text)[at:], row)
		fmt.Fprintln(s.out, "▏ "+s.markRow(row, at, words))
		at += len(row)
	}
}

func (s *Screen) markRow(row string, at int, words []reading.Span) string {
	var b strings.Builder
	done := 0
	for _, w := range words {
		start, end := max(w.Start-at, done), min(w.End-at, len(row))
		if start >= end {
			continue
		}
		b.WriteString(row[done:start])
		b.WriteString(s.markWord(row[start:end]))
		done = end
	}
	b.WriteString(row[done:])
	return b.String()
}

func (s *Screen) markWord(word string) string {
	if styled := s.mark.Sprint(word); styled != word {
		return styled
	}
	return markStart + word + markEnd
}
