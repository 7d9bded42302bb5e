package lexicon

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Synonyms returns the words, of those that in holds for, that mean about what a word does, the surest first: those that share meanings with it. 房子 and 房屋
// are both "house", and "mend" is 修理 as "repair" is. The word is folded, Chinese of two characters or more, or English; there are
// no synonyms of anything else, nor of what the lexicon takes for several words. Method: a dictionary as pivot (Bannard and
// Callison-Burch 2005), of which the two lists of meanings are compared as vectors.
func (l *Lexicon) Synonyms(word string, in func(word string) bool) []Translation {
	meanings := l.meaningsOf(word)
	shared := map[string]bool{}
	for _, meaning := range meanings {
		for _, same := range l.meaningsOf(meaning.Text) {
			if same.Text == word || loneCharacter(same.Text) {
				continue
			}
			if _, known := shared[same.Text]; !known {
				shared[same.Text] = in(same.Text)
			}
		}
	}
	var found []Translation
	for text, is := range shared {
		if !is {
			continue
		}
		if alike := cosine(meanings, l.meaningsOf(text)); alike >= leastAlike {
			found = append(found, Translation{text, alike})
		}
	}
	slices.SortFunc(found, func(x, y Translation) int {
		return cmp.Or(cmp.Compare(y.Sureness, x.Sureness), cmp.Compare(x.Text, y.Text))
	})
	return found[:min(maxSynonyms, len(found))]
}

// meaningsOf returns what a word may mean in the other language; nothing if the lexicon takes it for several words.
func (l *Lexicon) meaningsOf(word string) []Translation {
	units := l.Translate(word)
	if len(units) != 1 {
		return nil
	}
	return units[0].Translations
}

// cosine returns how alike two lists of meanings are, 0 to 1, each a vector of surenesses.
func cosine(a, b []Translation) float64 {
	dot, lengthA, lengthB := 0.0, 0.0, 0.0
	for _, x := range a {
		lengthA += x.Sureness * x.Sureness
		for _, y := range b {
			if x.Text == y.Text {
				dot += x.Sureness * y.Sureness
			}
		}
	}
	for _, y := range b {
		lengthB += y.Sureness * y.Sureness
	}
	if dot == 0 {
		return 0
	}
	return dot / math.Sqrt(lengthA*lengthB)
}

// leastAlike is how alike two words have to be, and maxSynonyms how many are taken at most. Set by reading what fifty everyday
// words get: below, and behind, most is of another meaning.
const (
	leastAlike  = 0.55
	maxSynonyms = 12
)

// loneCharacter reports whether a word is a single character of Chinese, which stands in too many words to mean one thing.
func loneCharacter(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.Is(unicode.Han, r)
}
