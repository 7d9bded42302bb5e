package screen

import (
	"fmt"
	"slices"
	"strings"

	"chuchu/bot"
	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
)

// Widths of what names a source, in columns: its number and title take a row, and so do its heading, date and place.
const (
	titleWidth   = 32
	headingWidth = 20
	alsoWidth    = 16
	maxAlso      = 2 // near copies that are named; more are counted
)

// source returns the lines that name a source: number and title, a link to the passage; the heading that it stands under;
// date and place; and where else the quote stands.
func (v Viewer) source(s bot.Source) markup.Node {
	p := v.Phrases()
	nodes := []markup.Node{
		v.link(s.ID, fmt.Sprintf("[%d] %s", s.N, short(s.Title, titleWidth))),
		markup.Text(v.standing(s.Passage)),
	}
	for i, place := range s.Also {
		if i == maxAlso {
			nodes = append(nodes, markup.Text(fmt.Sprintf(p.AlsoMore, len(s.Also)-maxAlso)))
			break
		}
		nodes = append(nodes, markup.Text(p.Also+short(place.Title, alsoWidth)+" · "+v.place(place)))
	}
	return lines(nodes...)
}

// standing tells of a passage where and when: the heading that it stands under, the date where it is known, the place; and that it no longer holds.
func (v Viewer) standing(s retrieval.Passage) string {
	var words []string
	if headings := s.Headings(); len(headings) > 1 {
		words = append(words, short(headings[len(headings)-1], headingWidth))
	}
	if s.Date != "" {
		words = append(words, s.Date)
	}
	words = append(words, v.place(s.Place))
	if said := v.Language.Phrases().Superseded(s.Superseded); said != "" {
		words = append(words, said)
	}
	return strings.Join(words, " · ")
}

// place names the page, the slide, the time or the path of a passage where its file has such, else its lines.
func (v Viewer) place(at retrieval.Place) string {
	p := v.Phrases()
	switch {
	case at.Page > 0:
		return strings.TrimSpace(at.At + " " + fmt.Sprintf(p.OnPage, at.Page))
	case at.Slide > 0:
		return strings.TrimSpace(at.At + " " + fmt.Sprintf(v.Language.Phrases().Slide, at.Slide))
	case at.At != "":
		return short(at.At, headingWidth)
	case at.First == at.Last:
		return fmt.Sprintf(p.OnLine, at.First)
	}
	return fmt.Sprintf(p.OnLines, at.First, at.Last)
}

// maxGlosses is how many words are glossed: the first are those of most weight or of the beginning.
const maxGlosses = 4

// glosses says which words of a passage in another language stand for which of the question, or how a question in pinyin
// was read; a word within another one is left out.
func (v Viewer) glosses(passage retrieval.Passage) markup.Node {
	var pairs []string
	for i, g := range passage.Glosses {
		within := slices.ContainsFunc(passage.Glosses, func(other retrieval.Gloss) bool {
			return g.Asked == other.Asked && g.Found != other.Found && strings.Contains(other.Found, g.Found)
		})
		if !within && !slices.Contains(passage.Glosses[:i], g) && len(pairs) < maxGlosses {
			pairs = append(pairs, strings.TrimSpace(g.Found+" "+g.Asked))
		}
	}
	if len(pairs) == 0 {
		return markup.Node{}
	}
	language := v.Phrases().InEnglish
	if strings.HasPrefix(passage.Lang, "zh") {
		language = v.Phrases().InChinese
	}
	return markup.Italic(markup.Text(language + strings.Join(pairs, " · ")))
}
