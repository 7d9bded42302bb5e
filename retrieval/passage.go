package retrieval

import (
	"fmt"
	"strings"

	"chuchu/retrieval/reading"
)

// Passage is a paragraph found for a question.
type Passage struct {
	ID      string   // stable: made from the paragraph's own words, so it outlives renaming and growth around it
	Text    string   // the whole paragraph
	Title   string   // of the text that it stands in
	Trail   []string // headings above it, outermost first
	Date    string   // of the text, ISO 8601, as exact as known; "" if unknown
	Lang    string   // of the text, BCP 47
	Place   Place
	Score   float64 // what it was ranked by; comparable within one question only
	Quote   Quote
	Glosses []Gloss        // where it is in another language than the question
	Also    []Place        // where else the quote stands, in nearly the same words
	Cells   []reading.Cell // of Text, if it is a row of a table whose columns are called something; else nil

	Edition    string     // of one of several versions, what tells it from the others: 2024年版, v2, 2024-01-24; "" elsewhere, or if nothing does
	Superseded Superseded // likewise, whether it says, or another version, that it no longer holds
}

// Place says where a paragraph stands.
type Place struct {
	File        string // slash-separated path below the collection's root
	Title       string // of its text
	First, Last int    // lines of the file, counted from 1, both included
	Page        int    // the page on which it begins, counted from 1, if the file has pages; 0 elsewhere
	Slide       int    // likewise of a file that has slides
	At          string // the time at which it is said, or the path to it; "" if the file has neither
}

// Lines names the file and the lines, as editors and grep write them: a.txt:12-15.
func (p Place) Lines() string {
	if p.First == p.Last {
		return fmt.Sprintf("%s:%d", p.File, p.First)
	}
	return fmt.Sprintf("%s:%d-%d", p.File, p.First, p.Last)
}

// Quote is the part of a passage that answers: whole sentences, letter for letter.
type Quote struct {
	Sentences []reading.Span // of Passage.Text, in order; at least one
	Best      reading.Span   // the shortest whole sentence among them that answers
	Answer    reading.Span   // the answering words within Passage.Text if they are sure; empty elsewhere
	Reckoned  Reckoned       // the date that the best sentence gives by a word like "yesterday", where a time is asked for
	Differs   []reading.Span // of one of several versions, what the best sentence says otherwise than the others
	Words     []reading.Span // the question's words within Passage.Text, in order, none overlapping
}

// Gloss says which words of another language were found for which of the question; for a question in pinyin, only which
// were found.
type Gloss struct{ Found, Asked string }

// omission stands in a quote between sentences that are not neighbours.
const omission = " …… "

// Pieces returns the quoted sentences, each letter for letter; neighbours are one piece.
func (p Passage) Pieces() []string { return strings.Split(p.Quoted(), omission) }

// Quoted returns the quoted sentences, with a mark of omission between those that are not neighbours.
func (p Passage) Quoted() string {
	quoted := ""
	for i, s := range p.Quote.Sentences {
		if i > 0 {
			if last := p.Quote.Sentences[i-1].End; strings.TrimSpace(p.Text[last:s.Start]) == "" {
				quoted += p.Text[last:s.Start]
			} else {
				quoted += omission
			}
		}
		quoted += p.Text[s.Start:s.End]
	}
	return quoted
}

// Headings returns the title of the text and the headings that the passage stands under, outermost first, the title once.
func (p Passage) Headings() []string {
	if len(p.Trail) > 0 && p.Trail[0] == p.Title {
		return p.Trail
	}
	return append([]string{p.Title}, p.Trail...)
}

// Marked returns what is to be set off in the quote, as spans of Text: of a version, what it says otherwise than the others; elsewhere
// the answering words. There is nothing if these are not sure.
func (p Passage) Marked() []reading.Span {
	switch answer := p.Quote.Answer; {
	case len(p.Quote.Differs) > 0:
		return p.Quote.Differs
	case answer.Start < answer.End:
		return []reading.Span{answer}
	}
	return nil
}

// AnswerWords returns the answering words of the quote, or nothing if they are not sure.
func (p Passage) AnswerWords() string { return p.Text[p.Quote.Answer.Start:p.Quote.Answer.End] }

// Sentences cuts the paragraph of a passage into its sentences, in order: the units that a quote is made of.
func (p Passage) Sentences() []reading.Span {
	return reading.Block{Text: p.Text, Cells: p.Cells}.Sentences()
}
