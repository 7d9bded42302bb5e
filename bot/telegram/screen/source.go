package screen

import (
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
)

// Widths of what names a source, in columns: a title takes a row, with its number and the heading below it two.
const (
	titleWidth   = 36
	headingWidth = 30
	alsoWidth    = 28
	mostAlso     = 2 // near copies that are named; more are counted
)

// source returns the lines that name a source: number and title, a link to the passage; the heading that it stands under;
// date and place; and where else the quote stands.
func (v Viewer) source(s bot.Source) markup.Node {
	p := v.phrases()
	nodes := []markup.Node{
		v.link(s.ID, fmt.Sprintf("[%d] %s", s.N, short(s.Title, titleWidth))),
		markup.Text(v.standing(s.Passage)),
	}
	for i, place := range s.Also {
		if i == mostAlso {
			nodes = append(nodes, markup.Text(fmt.Sprintf(p.AlsoMore, len(s.Also)-mostAlso)))
			break
		}
		nodes = append(nodes, markup.Text(p.Also+short(place.Title, alsoWidth)+" · "+v.place(place)))
	}
	return lines(nodes...)
}

// standing tells of a passage where and when: the heading that it stands under, the date and the place.
func (v Viewer) standing(s retrieval.Passage) string {
	words := []string{v.date(s.Date), v.place(s.Place)}
	if headings := s.Headings(); len(headings) > 1 {
		words = append([]string{short(headings[len(headings)-1], headingWidth)}, words...)
	}
	return strings.Join(words, " · ")
}

func (v Viewer) date(date string) string {
	if date == "" {
		return v.Language.Phrases().Undated
	}
	return date
}

// place names the page of a passage where its file has pages, else its lines.
func (v Viewer) place(at retrieval.Place) string {
	p := v.phrases()
	switch {
	case at.Page > 0:
		return fmt.Sprintf(p.OnPage, at.Page)
	case at.First == at.Last:
		return fmt.Sprintf(p.OnLine, at.First)
	}
	return fmt.Sprintf(p.OnLines, at.First, at.Last)
}

// glosses says which words of the passage stand for which of the question.
func glosses(found []retrieval.Gloss) markup.Node {
	pairs := make([]string, len(found))
	for i, g := range found {
		pairs[i] = strings.TrimSpace(g.Found + " " + g.Asked)
	}
	return markup.Italic(markup.Text(strings.Join(pairs, " · ")))
}
