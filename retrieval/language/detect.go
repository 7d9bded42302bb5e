package language

import (
	"strings"
	"sync"
	"unicode"
)

// Detect returns the language that a text is written in, by its beginning, as a BCP 47 tag: "zh-Hans" or "zh-Hant" by its
// characters, "en" by its function words, else "und".
func Detect(text string) string {
	s := text[:min(len(text), detectedBytes)]
	only := scripts()
	var han, syllables, letters, simplified, traditional int
	for _, r := range s {
		switch {
		case ideograph(r) && unicode.Is(unicode.Han, r):
			han++
			if only.simplified[r] {
				simplified++
			}
			if only.traditional[r] {
				traditional++
			}
		case kana(r):
			syllables++
		case unicode.IsLetter(r):
			letters++
		}
	}
	switch {
	case han*wordLetters > letters && syllables*10 < han && traditional > simplified:
		return "zh-Hant"
	case han*wordLetters > letters && syllables*10 < han:
		return "zh-Hans"
	case letters > 0 && stopShare(s) >= minStopShare:
		return "en"
	}
	return "und"
}

const (
	detectedBytes = 1 << 18 // a text does not change its language after some pages
	wordLetters   = 3       // Latin letters say as much as one Chinese character, roughly
	// minStopShare is the share of the most frequent English words from which Latin text is English: prose has some .3,
	// and the texts of XQuAD in Spanish and Turkish .02 at most.
	minStopShare = 0.12
)

// stopShare returns how many of the words are frequent ones of English, 0 to 1.
func stopShare(s string) float64 {
	words, stops := 0, 0
	for word := range strings.FieldsSeq(s) {
		words++
		if frequentStopWords()[strings.ToLower(strings.Trim(word, ".,;:!?\"'“”()"))] {
			stops++
		}
	}
	return float64(stops) / float64(max(words, 1))
}

// IsTraditional reports whether a text has a character that only traditional Chinese writing has.
func IsTraditional(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.Is(unicode.Han, r) && Fold(r) != r && !scripts().both[r]
	})
}

var scripts = sync.OnceValue(func() (only struct{ simplified, traditional, both map[rune]bool }) {
	only.simplified, only.traditional, only.both = runesOf("only simplified"), runesOf("only traditional"), runesOf("in both scripts")
	return only
})

// TraditionalQuestion writes the question words of a question in traditional characters.
func TraditionalQuestion(question string) string { return traditional().Replace(question) }

var traditional = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(Words("in traditional writing")...)
})
