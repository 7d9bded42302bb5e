package retrieval

import "chuchu/retrieval/reading"

// Passage is a paragraph found for a question.
type Passage struct {
	ID    string   // stable: made from the paragraph's own words, so it outlives renaming and growth around it
	Text  string   // the whole paragraph
	Title string   // of the text that it stands in
	Trail []string // headings above it, outermost first
	Date  string   // of the text, ISO 8601, as exact as known; "" where unknown
	Lang  string   // of the text, BCP 47
	Place Place
	Score float64 // what it was ranked by; comparable within one question only
	Quote Quote
	Also  []Place // where else the quote stands, in nearly the same words
}

// Place says where a paragraph stands.
type Place struct {
	File        string // slash-separated path below the collection's root
	Title       string // of its text
	First, Last int    // lines of the file, counted from 1, both included
}

// Quote is the part of a passage that answers: whole sentences, letter for letter.
type Quote struct {
	Start, End int            // bytes of Passage.Text, half-open
	Answer     reading.Span   // the answering words within Passage.Text where they are sure; empty elsewhere
	Words      []reading.Span // the question's words within Passage.Text, in order, none overlapping
}

// Quoted returns the quoted sentences.
func (p Passage) Quoted() string { return p.Text[p.Quote.Start:p.Quote.End] }
