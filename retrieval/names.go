package retrieval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// exact is a part of a question that a passage must say as it is: a name or a number. If a text speaks of another
// province or another year, its neighbours are there but the answer is not.
type exact struct {
	number bool
	absent bool    // no paragraph of the collection holds it
	known  bool    // the lexicon has it, or it is a code: so it is hardly spelt otherwise in a text
	ways   [][]int // terms of the view; one way held whole will do
}

// held reports whether the set holds the part.
func (e exact) held(s *termSet) bool {
	return slices.ContainsFunc(e.ways, func(way []int) bool {
		return !slices.ContainsFunc(way, func(t int) bool { return !s.has(t) })
	})
}

// read finds the words of a question in its own language, and the names and numbers among them. A name is what the
// lexicon has in capitals or does not have at all, and in English what stands in capitals within the sentence.
func (v *view) read(question string, found []lexicon.Unit, words *lexicon.Lexicon) {
	for i, u := range found {
		source := question[u.Start:u.End]
		word := v.word(source)
		if len(word) == 0 || language.IsHiragana(source) { // particles and endings
			continue
		}
		v.words = append(v.words, word)
		if number := isNumber(source); number || isName(words, source, u, i == 0) {
			absent := slices.ContainsFunc(word, func(t int) bool { return v.terms[t].absent() })
			v.exact = append(v.exact, exact{number, absent, len(u.Translations) > 0 || isCode(source), [][]int{word}})
		}
	}
}

// word returns the terms that say a word: its pairs of characters, or the character that it is.
func (v *view) word(source string) []int {
	var pairs, singles []int
	for _, t := range v.analyzer.Of(source) {
		i, ok := v.byText[t.Text]
		switch {
		case !ok, t.Kind == language.Finer:
		case t.Kind == language.Unigram:
			singles = append(singles, i)
		default:
			pairs = append(pairs, i)
		}
	}
	if len(pairs) > 0 {
		return pairs
	}
	return singles
}

// isNumber reports whether a part of a question is a number, or begins with its digits.
func isNumber(source string) bool {
	if r, _ := utf8.DecodeRuneInString(source); unicode.IsDigit(r) {
		return true
	}
	terms := language.WholeNumbers(language.Of(source))
	return len(terms) == 1 && terms[0].Kind == language.Number
}

// isCode reports whether a unit is letters and digits: E9, K70.
func isCode(source string) bool {
	return strings.ContainsFunc(source, unicode.IsDigit) && strings.ContainsFunc(source, unicode.IsLetter)
}

// isName reports whether a unit of a question is a name. In Latin letters it is one in capitals within the sentence, or
// one that the lexicon writes so, for many write none in a chat.
func isName(words *lexicon.Lexicon, source string, u lexicon.Unit, first bool) bool {
	r, _ := utf8.DecodeRuneInString(source)
	switch {
	case isCode(source):
		return true
	case unicode.Is(unicode.Han, r) && len(u.Translations) == 0:
		return utf8.RuneCountInString(source) > 1
	case unicode.Is(unicode.Han, r):
		return capital(u.Translations[0].Text)
	case unicode.IsUpper(r) && !first:
		return true
	}
	return lexiconName(words, source, u)
}

// lexiconName reports whether the lexicon writes a unit in Latin letters with a capital, as it stands in the question.
func lexiconName(words *lexicon.Lexicon, source string, u lexicon.Unit) bool {
	if len(u.Translations) == 0 {
		return false
	}
	back := words.Translate(u.Translations[0].Text)
	return len(back) > 0 && slices.ContainsFunc(back[0].Translations, func(t lexicon.Translation) bool {
		return capital(t.Text) && strings.EqualFold(t.Text, source)
	})
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// missing returns the share of the names and of the numbers that the set does not hold, 0 if there are none.
func (v *view) missing(s *termSet) (names, numbers float64) {
	var all, lost [2]float64
	for _, e := range v.exact {
		k := 0
		if e.number {
			k = 1
		}
		all[k]++
		if !e.held(s) {
			lost[k]++
		}
	}
	return lost[0] / max(1, all[0]), lost[1] / max(1, all[1])
}

// absent reports whether there is a name in the question that the lexicon knows and no paragraph of the collection holds, nor
// the title, the headings and the date of a passage, its context.
func (v *view) absent(context *termSet) bool {
	return slices.ContainsFunc(v.exact, func(e exact) bool { return e.absent && e.known && !e.number && !e.held(context) })
}
