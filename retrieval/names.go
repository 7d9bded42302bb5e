package retrieval

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/terms"
	"chuchu/retrieval/terms/lexicon"
)

// exact is a part of a question that a passage must say as it is: a name or a number. Where a text speaks of another
// province or another year, its neighbours are there but the answer is not.
type exact struct {
	number bool
	ways   [][]int // terms of the view; one way held whole will do
}

// held tells whether the set holds the part.
func (e exact) held(s *termSet) bool {
	return slices.ContainsFunc(e.ways, func(way []int) bool {
		return !slices.ContainsFunc(way, func(t int) bool { return !s.has(t) })
	})
}

// exacts finds the names and numbers of a question in its own words. A name is what the lexicon has in capitals or does
// not have at all, and in English what stands in capitals within the sentence.
func (v *view) exacts(question string, units []lexicon.Unit) {
	for i, u := range units {
		source := question[u.Start:u.End]
		number := isNumber(source)
		if !number && !isName(source, u, i == 0) {
			continue
		}
		var way []int
		for _, t := range terms.Of(source) {
			if j, ok := v.byText[t.Text]; ok && t.Kind != terms.Unigram {
				way = append(way, j)
			}
		}
		if len(way) > 0 {
			v.exact = append(v.exact, exact{number, [][]int{way}})
		}
	}
}

func isNumber(source string) bool {
	r, _ := utf8.DecodeRuneInString(source)
	return unicode.IsDigit(r)
}

func isName(source string, u lexicon.Unit, first bool) bool {
	r, _ := utf8.DecodeRuneInString(source)
	if !unicode.Is(unicode.Han, r) {
		return unicode.IsUpper(r) && !first
	}
	if len(u.Translations) == 0 {
		return utf8.RuneCountInString(source) > 1
	}
	capital, _ := utf8.DecodeRuneInString(u.Translations[0].Text)
	return unicode.IsUpper(capital)
}

// missing returns the share of the names and of the numbers that the set does not hold, 0 where there are none.
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
