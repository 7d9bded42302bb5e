package screen

import (
	"fmt"
	"slices"
	"strings"

	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// trailWidth is how much of the headings above a passage is shown, in columns.
const trailWidth = 120

// Marks returns what of a found passage is marked where it is opened: the answering words; else the quote, if that is
// not all of the passage; else the words of the question.
func Marks(p retrieval.Passage) []reading.Span {
	if p.AnswerWords() != "" {
		return []reading.Span{p.Quote.Answer}
	}
	if len(p.Quoted()) < len(p.Text)*2/3 {
		return p.Quote.Sentences
	}
	return p.Quote.Words
}

// Open shows a passage in its text: the page on which it stands, itself as a quote with its marks in bold, or any other
// page of that text. d says which, and what is behind it; marks are those of [Marks], or none. A passage that is not in
// the collection, or not any more, gives a screen that says so.
func (v Viewer) Open(c *retrieval.Collection, d Data, marks []reading.Span) Screen {
	text, block, ok := c.Block(d.Passage)
	if !ok {
		return Screen{markup.Text(v.Phrases().Gone), v.behind(d)}
	}
	whole, err := c.Text(text)
	if err != nil { // the index was damaged while it was open: nothing of it can be shown
		return Screen{markup.Text(v.Phrases().Gone), v.behind(d)}
	}
	r := newReader(whole, block, marks)
	n := d.Page - 1
	if d.Page == 0 {
		n = r.at
	}
	n = min(n, len(r.pages)-1)
	leaf := turning("⬅", "➡", n+1, len(r.pages), func(n int) Data {
		return Data{Verb: Open, Passage: d.Passage, Page: n, Answer: d.Answer, N: d.N}
	})
	back := v.behind(d)
	if n != r.at {
		to := Button{Text: v.Phrases().ToPassage, Data: Data{Verb: Open, Passage: d.Passage, Answer: d.Answer, N: d.N}}
		back = Keyboard{append([]Button{to}, slices.Concat(back...)...)}
	}
	return Screen{parts(v.pageHead(r, n), pageBody(r.pages[n], d.Answer == "" && d.N > 0)), append(leaf, back...)}
}

// turning is a row of buttons to the pages before and after page n of so many, counted from 1; none if there is but one page.
func turning(before, after string, n, of int, to func(n int) Data) Keyboard {
	var row []Button
	button := func(sign string, n int) {
		row = append(row, Button{Text: fmt.Sprintf("%s %d/%d", sign, n, of), Data: to(n)})
	}
	if n > 1 {
		button(before, n-1)
	}
	if n < of {
		button(after, n+1)
	}
	if row == nil {
		return nil
	}
	return Keyboard{row}
}

// behind is the button to where a text was opened from: an answer, or the list of texts.
func (v Viewer) behind(d Data) Keyboard {
	switch p := v.Phrases(); {
	case d.Answer != "":
		return Keyboard{{{Text: p.BackToAnswer, Data: Data{Verb: Turn, Answer: d.Answer, N: max(1, d.N)}}}}
	case d.N > 0:
		return Keyboard{{{Text: p.BackToList, Data: Data{Verb: List, N: d.N}}}}
	}
	return nil
}

// pageHead names the text, the headings above the first paragraph of the page, and where the page stands.
func (v Viewer) pageHead(r reader, n int) markup.Node {
	pieces := r.pages[n].pieces
	first, last := r.text.Blocks[pieces[0].block], r.text.Blocks[pieces[len(pieces)-1].block]
	if i := slices.IndexFunc(pieces, func(p piece) bool { return r.text.Blocks[p.block].Kind == reading.Paragraph }); i >= 0 {
		first = r.text.Blocks[pieces[i].block]
	}
	trail := retrieval.Passage{Title: r.text.Title, Trail: first.Trail}.Headings()[1:]
	where := []string{v.place(retrieval.Place{First: first.First, Last: max(first.First, last.Last), Page: first.Page, Slide: first.Slide, At: first.At})}
	if r.text.Date != "" {
		where = append([]string{r.text.Date}, where...)
	}
	if len(r.pages) > 1 {
		where = append(where, fmt.Sprintf("%d/%d", n+1, len(r.pages)))
	}
	return lines(
		markup.Join(markup.Text("📖 "), markup.Bold(markup.Text(short(r.text.Title, 2*titleWidth)))),
		markup.Text(short(strings.Join(trail, " › "), trailWidth)),
		markup.Italic(markup.Text(strings.Join(where, " · "))),
	)
}

// pageBody is the pieces of a page, the opened passage as a quote, unless the text was opened to be read from its beginning.
func pageBody(p page, reading bool) markup.Node {
	var nodes []markup.Node
	for _, piece := range p.pieces {
		if piece.opened && !reading {
			nodes = append(nodes, markup.Quote(piece.node))
		} else {
			nodes = append(nodes, piece.node)
		}
	}
	return parts(nodes...)
}
