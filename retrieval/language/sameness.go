package language

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// SaysSame reports whether a text says what a quote says, of which it has most: that each sentence agrees with the one of the text that
// is most like it in what denies, allows, orders, bounds and compares, in names and in units. Numbers are compared elsewhere, by
// [Quantities].
func SaysSame(quote, text string) bool {
	var theirs [][]letter
	for _, s := range Sentences(text) {
		theirs = append(theirs, lettersOf(text[s.Start:s.End]))
	}
	for _, s := range Sentences(quote) {
		if sentence := quote[s.Start:s.End]; !strings.Contains(text, sentence) && !saidBy(lettersOf(sentence), theirs) {
			return false
		}
	}
	return true
}

// saidBy reports whether the most similar of some sentences agrees with one; true if none is similar at all.
func saidBy(sentence []letter, others [][]letter) bool {
	var other []letter
	var pairs [][2]int
	for _, o := range others {
		if len(sentence)*len(o) > maxCompared {
			continue
		}
		if common := longestCommon(sentence, o); len(common) > len(pairs) {
			other, pairs = o, common
		}
	}
	if len(pairs) == 0 {
		return true
	}
	stretch := other[pairs[0][1] : pairs[len(pairs)-1][1]+1]
	return slices.Equal(turns(sentence), turns(stretch)) && !renamed(sentence, other, pairs)
}

// maxCompared bounds what a comparison costs: some milliseconds.
const maxCompared = 1 << 20

// letter is a character of Chinese, or a word or number of another script.
type letter struct {
	Span
	folded  string
	han     bool
	capital bool // it begins with a capital
}

func lettersOf(s string) []letter {
	var all []letter
	inWord := false
	for at, r := range s {
		span := Span{at, at + utf8.RuneLen(r)}
		switch {
		case unicode.Is(unicode.Han, r):
			all, inWord = append(all, letter{span, string(Fold(r)), true, false}), false
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			inWord = false
		case inWord:
			last := &all[len(all)-1]
			last.folded += string(Fold(r))
			last.End = span.End
		default:
			all, inWord = append(all, letter{span, string(Fold(r)), false, unicode.IsUpper(r)}), true
		}
	}
	return all
}

// longestCommon returns the indexes of a longest common subsequence of a and b.
func longestCommon(a, b []letter) [][2]int {
	lengths := make([][]uint16, len(a)+1)
	for i := range lengths {
		lengths[i] = make([]uint16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].folded == b[j].folded {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].folded == b[j].folded:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case lengths[i+1][j] >= lengths[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

var turnsEnglish = Set("turns in English")

// turns returns, in order, what of a stretch makes another statement of it.
func turns(stretch []letter) []string {
	var found []string
	var han strings.Builder
	for _, l := range stretch {
		if l.han {
			han.WriteString(l.folded)
		} else if turnsEnglish()[l.folded] || measures().named[l.folded] != "" {
			found = append(found, l.folded)
		}
	}
	for _, word := range Words("turns in Chinese") {
		for range strings.Count(han.String(), word) {
			found = append(found, word)
		}
	}
	return found
}

// renamed reports whether, of two stretches that are otherwise alike, one has another name where the other has one: 陈吉林 for 陈吉宁,
// Harris for Hollis.
func renamed(a, b []letter, pairs [][2]int) bool {
	before := pairs[0]
	for _, pair := range pairs[1:] {
		lost, other := a[before[0]+1:pair[0]], b[before[1]+1:pair[1]]
		if len(lost) > 0 && len(lost) == len(other) && len(lost) <= 2 {
			if slices.ContainsFunc(lost, named) || behindSurname(a, before[0]) {
				return true
			}
		}
		before = pair
	}
	return false
}

func named(l letter) bool { return l.capital && !l.han }

// behindSurname reports whether the character at i, or the one before it, is a surname.
func behindSurname(a []letter, i int) bool {
	for k := i; k >= max(0, i-1); k-- {
		if a[k].han && surnames().single[firstRune(a[k].folded)] {
			return true
		}
	}
	return false
}
