package screen

import (
	"slices"
	"strings"

	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Rooms for a quote, in columns. Judged by eye on the screens of testdata: with a quote of seven rows an answer, its source
// and its buttons are seen at one glance, and so are two of them.
const (
	plainRoom   = 280 // a longer one is folded, or cut down to what answers: of the quotes of xquad, 2 % (zh) and 27 % (en)
	excerptRoom = 160 // of a quote that is cut down
	glanceRoom  = 90  // of a quote that is one of several
	// quoteUnits bounds a quote, in units of UTF-16: three of them fit a message. Only what has no full stop for pages reaches it.
	quoteUnits = 1000
)

// omission stands where something of a sentence or between sentences is left out.
const omission = "……"

// quoteOf returns what a passage quotes, its answering words in bold, as it fits under an answer. A long one is cut down
// to the clauses about the answering words if these are known; else it is shown whole, folded to three rows until it
// is tapped, as nobody knows which of it answers.
func quoteOf(p retrieval.Passage) markup.Node {
	if columns(p.Quoted()) <= plainRoom {
		return markup.Quote(whole(p))
	}
	if known := p.Marked(); len(known) > 0 {
		if n, ok := about(p, known[0], excerptRoom); ok {
			return markup.Quote(n)
		}
	}
	return markup.ExpandableQuote(whole(p))
}

// glance returns the clauses of a quote about its answering words, or else the first of the question's words.
func glance(p retrieval.Passage) markup.Node {
	if columns(p.Quoted()) <= glanceRoom {
		return markup.Quote(whole(p))
	}
	focus := p.Quote.Answer
	for _, w := range p.Quote.Words {
		if _, quoted := sentenceOf(p, w); quoted && focus.Start == focus.End {
			focus = w
		}
	}
	if n, ok := about(p, focus, glanceRoom); ok {
		return markup.Quote(n)
	}
	return markup.ExpandableQuote(whole(p))
}

// sentenceOf returns the quoted sentence that a span stands in.
func sentenceOf(p retrieval.Passage, span reading.Span) (reading.Span, bool) {
	for _, s := range p.Quote.Sentences {
		if s.Start <= span.Start && span.End <= s.End && span.Start < span.End {
			return s, true
		}
	}
	return reading.Span{}, false
}

// whole returns all quoted sentences, letter for letter; of a quote without end the beginning.
func whole(p retrieval.Passage) markup.Node {
	var nodes []markup.Node
	for i, s := range p.Quote.Sentences {
		if i > 0 {
			between := p.Text[p.Quote.Sentences[i-1].End:s.Start]
			if strings.TrimSpace(between) != "" {
				between = " " + omission + " "
			}
			nodes = append(nodes, markup.Text(between))
		}
		nodes = append(nodes, marked(p.Text, s, p.Marked()))
	}
	limit := markup.Message()
	limit.Units = quoteUnits
	quoted, rest := markup.Join(nodes...).Cut(limit)
	if rest.Units() > 0 {
		quoted = markup.Join(quoted, markup.Text(omission))
	}
	return quoted
}

// about returns the clauses of a sentence around a focus, as many as there is room for, with marks of omission; false
// if there is room for none. If a clause is a long list, it is taken apart too.
func about(p retrieval.Passage, focus reading.Span, room int) (markup.Node, bool) {
	sentence, ok := sentenceOf(p, focus)
	if !ok {
		return markup.Node{}, false
	}
	if p.Cells != nil {
		return cellsAbout(p, focus, room)
	}
	kept, ok := clauses{p.Text, sentence, clauseMarks}.around(focus, room)
	if !ok {
		kept, ok = clauses{p.Text, sentence, clauseMarks + "、"}.around(focus, room)
	}
	if !ok {
		return markup.Node{}, false
	}
	nodes := []markup.Node{marked(p.Text, kept, p.Marked())}
	if kept.Start > p.Quote.Sentences[0].Start {
		nodes = append([]markup.Node{markup.Text(omission)}, nodes...)
	}
	if kept.End < p.Quote.Sentences[len(p.Quote.Sentences)-1].End {
		nodes = append(nodes, markup.Text(omission))
	}
	return markup.Join(nodes...), true
}

// cellsAbout returns the cell of a row that a focus stands in, with what its column is called and the cell that names the row.
func cellsAbout(p retrieval.Passage, focus reading.Span, room int) (markup.Node, bool) {
	at := slices.IndexFunc(p.Cells, func(c reading.Cell) bool { return focus.Start >= c.Head.Start && focus.End <= c.Text.End })
	if at < 0 {
		return markup.Node{}, false
	}
	key, cell := p.Cells[0], p.Cells[at]
	name, held := p.Text[key.Head.Start:key.Text.End], reading.Span{Start: cell.Head.Start, End: cell.Text.End}
	if columns(name+p.Text[held.Start:held.End]) > room {
		return markup.Node{}, false
	}
	nodes := []markup.Node{marked(p.Text, held, p.Marked())}
	switch at {
	case 0:
	case 1:
		nodes = append([]markup.Node{markup.Text(p.Text[key.Head.Start:cell.Head.Start])}, nodes...)
	default:
		nodes = append([]markup.Node{markup.Text(name + " " + omission + " ")}, nodes...)
	}
	if at+1 < len(p.Cells) {
		nodes = append(nodes, markup.Text(" "+omission))
	}
	return markup.Join(nodes...), true
}

// marked returns a part of a text, with spans of the text in bold; spans are in order and do not overlap.
func marked(text string, part reading.Span, spans []reading.Span) markup.Node {
	var nodes []markup.Node
	at := part.Start
	for _, s := range spans {
		from, to := max(s.Start, at), min(s.End, part.End)
		if from >= to {
			continue
		}
		nodes = append(nodes, markup.Text(text[at:from]), markup.Bold(markup.Text(text[from:to])))
		at = to
	}
	return markup.Join(append(nodes, markup.Text(text[at:part.End]))...)
}
