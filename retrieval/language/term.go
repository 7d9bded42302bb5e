// Package language holds what the program knows of Chinese and English: each list of words and each form of writing once, as
// text in words, with its source. Other rooms ask functions for what they find in a text (Sentences, Dates, Durations,
// Quantities, Surname, AnswerTypeOf), or name lists and forms in a [Pattern]: <surname>\p{Han}.
//
// It also turns characters into terms, the units in which a question and a paragraph are compared. One function, [Of], serves
// both sides, whichever index stores the result, so that what is asked and what is stored always meet. Chinese needs no
// dictionary for that: each character is a term and so is each pair of neighbours. Measured against a segmenter (gse), pairs
// find as well, start at once and cost no memory. Words in Latin letters are stemmed as English, those of other alphabets cut to
// their first letters, and scripts without spaces taken in runs of three characters (alphabet.go).
package language

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Kind says how a term was made, and with that how much it tells.
type Kind uint8

const (
	Unigram Kind = iota // one Chinese, Japanese or Korean character
	Bigram              // two neighbouring ones
	Word                // a word of another script, stemmed, or a number in plain digits
	Number              // a number written otherwise, in plain digits
	Trigram             // three neighbouring letters of an alphabet that is written without spaces
	Finer               // more of a word that is a term already: more of its letters, or its marks
)

// Term is a folded unit of meaning and the place it was found at.
type Term struct {
	Text       string // folded; equal texts are equal terms
	Start, End int    // bytes of the analysed string, half-open
	Kind       Kind
}

// Of returns the terms of s as [Analyzer.Of] does in [English].
func Of(s string) []Term { return English.Of(s) }

// Of returns the terms of s, in the order of their ends but for numbers written otherwise than in plain digits, which
// come last. Characters are folded as Fold does; places are those of s as it stands. It never fails: what is neither letter nor digit separates terms, invalid UTF-8 included.
func (y Analyzer) Of(s string) []Term {
	a := analysis{s: s, analyzer: y, terms: make([]Term, 0, len(s)/2+1), before: none}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		f := Fold(r)
		switch {
		case ideograph(f):
			a.ideograph(i, size, r, f)
			i += size
		case unspaced(f):
			a.before = none
			i = eachTrigram(s, i, func(start, end int) {
				a.terms = append(a.terms, Term{Text: s[start:end], Start: start, End: end, Kind: Trigram})
			})
		case wordRune(f):
			i = a.word(i)
		default:
			if !transparent(r) {
				a.before = none
			}
			i += size
		}
	}
	return appendNumbers(a.terms, s)
}

// WholeNumbers leaves out the terms that are parts of a number written otherwise than in plain digits: the 1 and 2 of 1.2万, which
// 12,000 has not. It reuses the slice. A number of one Chinese character keeps that beside it.
func WholeNumbers(terms []Term) []Term {
	whole := terms[len(terms):]
	for i := len(terms) - 1; i >= 0 && terms[i].Kind == Number; i-- {
		whole = terms[i:]
	}
	return slices.DeleteFunc(terms, func(t Term) bool {
		return t.Kind != Number && slices.ContainsFunc(whole, func(n Term) bool {
			return n.Start <= t.Start && t.End <= n.End && (t.Kind == Word || n.End-n.Start > len("一"))
		})
	})
}

type analysis struct {
	s        string
	analyzer Analyzer
	terms    []Term
	before   int // index of the unigram that the next ideograph makes a pair with, or none
}

const none = -1

func (a *analysis) ideograph(at, size int, r, f rune) {
	text := a.s[at : at+size]
	if f != r {
		text = string(f)
	}
	one := Term{Text: text, Start: at, End: at + size, Kind: Unigram}
	a.terms = append(a.terms, one)
	last := len(a.terms) - 1
	if a.before != none {
		left := a.terms[a.before]
		pair := a.s[left.Start:one.End]
		if len(pair) != len(left.Text)+size || f != r || pair[:len(left.Text)] != left.Text {
			pair = left.Text + text
		}
		a.terms = append(a.terms, Term{Text: pair, Start: left.Start, End: one.End, Kind: Bigram})
	}
	a.before = last
}

// word takes the word that begins at the byte at and returns where it ends.
func (a *analysis) word(at int) (end int) {
	a.before = none
	end = wordEnd(a.s, at)
	stem, finer := a.analyzer.stem(a.s[at:end])
	a.terms = append(a.terms, Term{Text: stem, Start: at, End: end, Kind: Word})
	if finer != "" {
		a.terms = append(a.terms, Term{Text: finer, Start: at, End: end, Kind: Finer})
	}
	return end
}

// porter reduces an English word to its stem (Snowball's "english", Porter 2).
func porter(word string) string {
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// ideograph reports whether r is of a script that writes words without spaces between them.
func ideograph(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || r >= 0x2E80 && rareIdeograph(r)
}

func rareIdeograph(r rune) bool {
	return !punctuation(r) && (unicode.Is(unicode.Han, r) || unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r == 'ー')
}

// punctuation tells of the most common signs beyond ASCII that they are neither ideograph nor letter, before tables are
// searched for them.
func punctuation(r rune) bool {
	return 0x2000 <= r && r <= 0x206F || 0x3001 <= r && r <= 0x3002 || 0x3008 <= r && r <= 0x3020
}

func wordRune(r rune) bool {
	return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r >= utf8.RuneSelf && foreignLetter(r)
}

// foreignLetter reports whether a character beyond ASCII is of words as English is.
func foreignLetter(r rune) bool {
	return !punctuation(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !ideograph(r) && !unspaced(r)
}

// transparent reports whether neighbours stay neighbours across r: quotation marks set a word off without ending it.
func transparent(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '"', '\'', '「', '」', '『', '』', '《', '》', '〈', '〉':
		return true
	}
	return false
}
