package bot

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is a sentence of a model that was checked and may be shown: as text, never as markup.
type Sentence struct {
	Text       string
	Sources    []int  // the numbers of the sources that carry it
	Unverified bool   // part of it was not found in them: it is shown with a mark
	Stored     string // what they have in its place, letter for letter; "" where that is not known
}

// Said is the sentence with the numbers of its sources, and the mark of one that could not be verified, in one language.
func (s Sentence) Said(p Phrases) string {
	said := s.Text
	for i, n := range s.Sources {
		if i == 0 {
			said += " "
		}
		said += fmt.Sprintf("[%d]", n)
	}
	switch {
	case s.Unverified && s.Stored != "":
		said += fmt.Sprintf(p.Otherwise, s.Stored)
	case s.Unverified:
		said += p.Unverified
	}
	return said
}

// TextOf joins sentences to a text with the numbers of their sources, in one language.
func TextOf(sentences []Sentence, p Phrases) string {
	var b strings.Builder
	for _, s := range sentences {
		if before, _ := utf8.DecodeLastRuneInString(b.String()); b.Len() > 0 && (before < utf8.RuneSelf || !unicode.Is(unicode.Han, first(s.Text))) {
			b.WriteByte(' ')
		}
		b.WriteString(s.Said(p))
	}
	return b.String()
}

// Cited returns how many sources sentences rest on; they are the first of an answer's.
func Cited(sentences []Sentence) int {
	most := 0
	for _, s := range sentences {
		for _, n := range s.Sources {
			most = max(most, n)
		}
	}
	return most
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
