package screen

import (
	"chuchu/bot/telegram/markup"
	"chuchu/retrieval/reading"
)

const (
	// pageRoom is about how much of a text is on one page, in columns: eighteen rows of a phone, so that with its head and its
	// buttons a page needs no scrolling, and most paragraphs of a newspaper are whole.
	pageRoom = 720
	// maxPieces and maxMarks keep a page of very short lines, or of very many marks, within Telegram's 100 formats.
	maxPieces = 30
	maxMarks  = 60
)

// reader is a text cut into pages, with one passage of it marked.
type reader struct {
	text  reading.Text
	pages []page
	at    int // the page on which the marks of the passage begin, or else the passage; from 0
}

// page is some neighbouring pieces of a text.
type page struct {
	pieces []piece
	used   int // columns
}

func (p page) full(width int) bool {
	return p.used+width > pageRoom || len(p.pieces) >= maxPieces
}

// piece is a heading, or a paragraph, or a part of a long one.
type piece struct {
	block  int
	node   markup.Node
	opened bool // of the passage that was opened
}

// newReader lays a text of the collection out in pages. Every paragraph and heading but the title is on exactly one of
// them, or on neighbouring ones where it is long, and the same text gives the same pages. marks are spans of the passage, in bold, the first
// sixty of them.
func newReader(text reading.Text, opened int, marks []reading.Span) reader {
	r := reader{text: text}
	marks = marks[:min(len(marks), maxMarks)]
	for i, block := range r.text.Blocks {
		switch {
		case block.Kind == reading.Heading && block.Text != r.text.Title: // that stands above every page
			r.add(piece{block: i, node: markup.Bold(markup.Text(block.Text))}, columns(block.Text))
		case block.Kind == reading.Paragraph:
			if i == opened {
				r.addOpened(i, block.Text, marks)
				continue
			}
			for _, part := range cut(markup.Text(block.Text)) {
				r.add(piece{block: i, node: part}, columns(part.Plain()))
			}
		}
	}
	return r
}

// addOpened adds the passage that was opened, with its marks, and notes the page on which these begin.
func (r *reader) addOpened(block int, text string, marks []reading.Span) {
	first := 0
	if len(marks) > 0 {
		first = marks[0].Start
	}
	shown := 0
	for _, part := range cut(marked(text, reading.Span{End: len(text)}, marks)) {
		r.add(piece{block, part, true}, columns(part.Plain()))
		if shown <= first {
			r.at = len(r.pages) - 1
		}
		shown += len(part.Plain())
	}
}

// cut cuts a paragraph into parts that fit a page.
func cut(paragraph markup.Node) []markup.Node {
	plain := paragraph.Plain()
	width := columns(plain)
	if width <= pageRoom {
		return []markup.Node{paragraph}
	}
	limit := markup.Message()
	limit.Units = max(1, pageRoom*paragraph.Units()/width)
	return paragraph.Pages(limit)
}

// add puts a piece on the last page, or on a new one where that is full. Headings that stand at the end of a full page go
// with it.
func (r *reader) add(p piece, width int) {
	last := len(r.pages) - 1
	if last < 0 || r.pages[last].full(width) {
		var next page
		if last >= 0 {
			next = r.pages[last].takeHeadings(r.text)
		}
		r.pages = append(r.pages, next)
		last++
	}
	r.pages[last].pieces = append(r.pages[last].pieces, p)
	r.pages[last].used += width
}

// takeHeadings takes the headings at the end of a page off it and returns a page that begins with them. A page of nothing
// but headings keeps them.
func (p *page) takeHeadings(t reading.Text) page {
	n := len(p.pieces)
	for n > 0 && t.Blocks[p.pieces[n-1].block].Kind == reading.Heading {
		n--
	}
	var next page
	if n == 0 {
		return next
	}
	for _, piece := range p.pieces[n:] {
		next.used += columns(piece.node.Plain())
	}
	next.pieces = append(next.pieces, p.pieces[n:]...)
	p.pieces = p.pieces[:n:n]
	return next
}
