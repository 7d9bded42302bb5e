package language

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Analyzer is a way of making terms of the words of a text. Words that are not in Latin letters are treated the same by all.
type Analyzer uint8

const (
	English    Analyzer = iota // words in Latin letters are stemmed as English; also where the language is not known
	Prefixes                   // they are cut to their first letters: the other languages
	Vietnamese                 // each syllable is a word, with and without its marks
	analyzers
)

// Analyzers is how many there are.
const Analyzers = int(analyzers)

// In a language without a stemmer here, a word is its first prefixLetters, and a second term is its first finerLetters, which tells more
// of it. Of the questions of XQuAD, BM25 puts the right paragraph first, with whole words, the first 5 letters, both terms, and
// Snowball's stemmers: in Russian for .797, .910, .916 and .906, in Turkish for .822, .907, .903 and .880, in Spanish for .903, .907, .929
// and .922, in Hindi for .897, .909, .908 and .916. That first letters do as well as stemmers in most languages of Europe is known from
// McNamee and Mayfield (Information Retrieval 7, 2004). In Vietnamese it is .886 without marks, .921 with them, .916 with both, and then a
// question typed without them is answered too.
const (
	prefixLetters = 5
	finerLetters  = 7
)

// AnalyzerOf returns the analyzer for a text by its function words: two of another language at least, one of twenty-five words, and
// twice as many as of English; or by its letters. What tells nothing is taken for English, and a question is put to it so too. Of the
// paragraphs of XQuAD in English, Spanish, Turkish and Vietnamese all are told rightly but for two in Turkish, one in Spanish.
func AnalyzerOf(text string) Analyzer {
	text = text[:min(len(text), analyzedBytes)]
	words, english, other, accented, marked := 0, 0, 0, 0, 0
	for word := range strings.FieldsFuncSeq(text, notLatin) {
		words++
		switch folded := FoldString(word); {
		case otherStopWords()[folded]:
			other++
		case frequentStopWords()[folded]:
			english++
		}
		if strings.ContainsFunc(word, beyondASCII) {
			accented++
		}
		if strings.ContainsFunc(word, vietnamese) {
			marked++
		}
	}
	switch {
	case marked > 1 && marked > english:
		return Vietnamese
	case other > 1 && other > 2*english && other > words/25, english == 0 && accented > 1 && accented > words/6:
		return Prefixes
	}
	return English
}

// analyzedBytes is how much of a text tells its language.
const analyzedBytes = 1 << 10

func notLatin(r rune) bool {
	return !unicode.Is(unicode.Latin, r) && !unicode.IsMark(r) && r != '\'' && r != '’'
}

// vietnamese reports whether only Vietnamese has a letter.
func vietnamese(r rune) bool {
	return 0x1EA0 <= r && r <= 0x1EF9 || r == 'ơ' || r == 'ư' || r == 'Ơ' || r == 'Ư'
}

var otherStopWords = sync.OnceValue(func() map[string]bool {
	folded := map[string]bool{}
	for _, word := range Words("function word of another language") {
		folded[FoldString(word)] = true
	}
	return folded
})

// stem returns what the forms of a word have in common, and in a second term, if it is not "", what tells more of it.
func (y Analyzer) stem(word string) (stem, finer string) {
	folded := FoldString(word)
	first, _ := utf8.DecodeRuneInString(folded)
	switch latin := unicode.Is(unicode.Latin, first); {
	case latin && y == Vietnamese:
		if marked := norm.NFC.String(strings.ToLower(word)); marked != folded {
			return folded, marked
		}
		return folded, ""
	case (latin && y == English || '0' <= first && first <= '9') && strings.IndexFunc(folded, beyondASCII) < 0:
		return porter(folded), ""
	case latin && y == English:
		return folded, ""
	case unicode.In(first, unicode.Arabic, unicode.Hebrew):
		if letters := strings.Map(withoutVowels, folded); letters != "" {
			folded = letters
		}
	}
	stem = firstLetters(folded, prefixLetters)
	if finer = firstLetters(folded, finerLetters); finer == stem {
		finer = ""
	}
	return stem, finer
}

func beyondASCII(r rune) bool { return r >= utf8.RuneSelf }

// firstLetters returns a word cut to so many letters.
func firstLetters(word string, letters int) string {
	for i := range word {
		if letters == 0 {
			return word[:i]
		}
		letters--
	}
	return word
}

// withoutVowels drops the signs over and under the letters of Arabic and Hebrew, which many leave out, and what draws a word out.
func withoutVowels(r rune) rune {
	if unicode.Is(unicode.Mn, r) || r == 'ـ' {
		return -1
	}
	return r
}

// Stop reports whether a term says nothing alone in this analyzer's languages.
func (y Analyzer) Stop(t Term) bool {
	if t.Stop() {
		return true
	}
	return (t.Kind == Word || t.Kind == Finer) && (y != English || strings.ContainsFunc(t.Text, beyondASCII)) && otherStops()[t.Text]
}

// otherStops are the terms of the function words of other languages.
var otherStops = sync.OnceValue(func() map[string]bool {
	stops := map[string]bool{}
	for word := range otherStopWords() {
		stem, finer := Prefixes.stem(word)
		stops[stem] = true
		stops[finer] = true
	}
	return stops
})
