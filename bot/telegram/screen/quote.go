package screen

import (
	"strings"
	"unicode/utf8"

	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Rooms for a quote, in columns. Judged by eye on the screens of testdata: with a quote of five rows an answer, its source
// and its buttons are seen at one glance.
const (
	plainRoom   = 200 // a longer one is folded, or cut down to what answers
	excerptRoom = 160 // of a quote that is cut down
	glanceRoom  = 90  // of a quote that is one of several
)

// omission stands where something of a sentence or between sentences is left out.
const omission = "……"

// quoteOf returns what a passage quotes, its answering words in bold, as it fits under an answer. A long one is cut down
// to the clauses about the answering words where these are known; else it is shown whole, folded to three rows until it
// is tapped, as nobody knows which of it answers.
func quoteOf(p retrieval.Passage) markup.Node {
	if columns(p.Quoted()) <= plainRoom {
		return markup.Quote(whole(p))
	}
	if p.AnswerWords() != "" {
		if n, ok := about(p, p.Quote.Answer, excerptRoom); ok {
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
		if focus.Start == focus.End && inSentence(p, w) {
			focus = w
		}
	}
	if n, ok := about(p, focus, glanceRoom); ok {
		return markup.Quote(n)
	}
	return markup.ExpandableQuote(whole(p))
}

func inSentence(p retrieval.Passage, span reading.Span) bool {
	_, ok := sentenceOf(p, span)
	return ok
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

// whole returns all quoted sentences, letter for letter.
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
		nodes = append(nodes, marked(p.Text, s, []reading.Span{p.Quote.Answer}))
	}
	return markup.Join(nodes...)
}

// about returns the clauses of a sentence around a focus, as many as there is room for, with marks of omission; false
// where one clause alone has none.
func about(p retrieval.Passage, focus reading.Span, room int) (markup.Node, bool) {
	sentence, ok := sentenceOf(p, focus)
	if !ok {
		return markup.Node{}, false
	}
	kept := reading.Span{Start: clauseStart(p.Text, sentence, focus.Start), End: clauseEnd(p.Text, sentence, focus.End)}
	width := func(s reading.Span) int { return columns(p.Text[s.Start:s.End]) }
	if width(kept) > room {
		return markup.Node{}, false
	}
	for grown := true; grown; {
		grown = false
		if wider := (reading.Span{Start: kept.Start, End: clauseEnd(p.Text, sentence, kept.End)}); wider != kept && width(wider) <= room {
			kept, grown = wider, true
		}
		if wider := (reading.Span{Start: clauseStart(p.Text, sentence, kept.Start), End: kept.End}); wider != kept && width(wider) <= room {
			kept, grown = wider, true
		}
	}
	nodes := []markup.Node{marked(p.Text, kept, []reading.Span{p.Quote.Answer})}
	if kept.Start > p.Quote.Sentences[0].Start {
		nodes = append([]markup.Node{markup.Text(omission)}, nodes...)
	}
	if kept.End < p.Quote.Sentences[len(p.Quote.Sentences)-1].End {
		nodes = append(nodes, markup.Text(omission))
	}
	return markup.Join(nodes...), true
}

// clauseMarks end a clause. The enumeration comma 、 does not: it parts what belongs together.
const clauseMarks = "，,；;：:。！？!?"

// clauseStart returns where the clause begins that ends in front of a byte, or in which the byte stands.
func clauseStart(text string, within reading.Span, at int) int {
	bare := strings.TrimRight(text[within.Start:at], clauseMarks+" \"'“”‘’")
	start := within.Start + strings.LastIndexAny(bare, clauseMarks)
	if start < within.Start {
		return within.Start
	}
	_, size := utf8.DecodeRuneInString(text[start:])
	start += size
	return start + len(text[start:at]) - len(strings.TrimLeft(text[start:at], " ”’\"'"))
}

// clauseEnd returns where the clause ends that begins at a byte, or in which the byte stands.
func clauseEnd(text string, within reading.Span, at int) int {
	i := strings.IndexAny(text[at:within.End], clauseMarks)
	if i < 0 {
		return within.End
	}
	_, size := utf8.DecodeRuneInString(text[at+i:])
	return at + i + size
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
