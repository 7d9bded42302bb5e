package language

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Quantity is a number that a text names, however it is written: 752,400, 75.24万 and "752.4 thousand" are one.
type Quantity struct {
	Span
	Value float64
	Unit  string // its measure, as words/measures.txt calls it; "" if it has none of these
	Small bool   // a word for a number up to ten: a sentence may count up what a text lists
}

// Quantities returns the numbers of a text in their order; terms are those that [Of] gives of it. Numbers in digits and Chinese
// numerals are read as terms are; English words, halves and measures are read here, and shares are per cents: 四成, 万分之五, two
// thirds. A lone 一 or "one" is an article as often as a number, and none.
func Quantities(s string, terms []Term) []Quantity {
	var all []Quantity
	for f := range numbersIn(s) {
		if partOfName(s, f.Span) {
			continue
		}
		q := Quantity{Span: f.Span, Value: f.value, Small: !BeginsWithDigit(s[f.Start:])}
		if f.share {
			q.Unit = "%"
		}
		all = append(all, q)
	}
	all = append(all, loneNumerals(s)...)
	all = append(all, shares(s)...)
	all = append(all, englishNumbers(s, terms)...)
	for _, m := range loneHalf.FindAllStringSubmatchIndex(s, -1) {
		at := max(m[2], m[4])
		all = append(all, Quantity{Span: Span{at, max(m[3], m[5])}, Value: 0.5, Small: true})
	}
	slices.SortStableFunc(all, func(a, b Quantity) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	kept := all[:0]
	for _, q := range all {
		if n := len(kept); n > 0 && q.Start < kept[n-1].End { // third of two-thirds
			continue
		}
		q.measure(s)
		q.Small = q.Small && q.Value <= 10
		if q.Value != 1 || !aloneOne.MatchString(s[q.Start:q.End]) {
			kept = append(kept, q)
		}
	}
	return kept
}

var (
	aloneOne = NewPattern(`(?i)^(?:<one>|one)$`)
	loneHalf = NewPattern(`<lone half>`)
)

// BeginsWithDigit reports whether s begins with a digit, of half or full width.
func BeginsWithDigit(s string) bool {
	r := Fold(firstRune(s))
	return '0' <= r && r <= '9'
}

// PlainNumber reads digits with what may be written onto them: 1990s, 20th, 4x, 5km. Other words with digits (A380, 3d2y) are
// names.
func PlainNumber(word string) (value float64, ok bool) {
	digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz")
	value, err := strconv.ParseFloat(digits, 64)
	return value, err == nil && value < mostValue
}

// partOfName reports whether digits stand in a word that is a name: the 380 of A380, the 3 of 3d2y.
func partOfName(s string, f Span) bool {
	if before, _ := utf8.DecodeLastRuneInString(s[:f.Start]); wordRune(Fold(before)) && BeginsWithDigit(s[f.Start:]) {
		return true
	}
	letters := false
	for _, r := range s[f.End:] {
		r = Fold(r)
		digit := '0' <= r && r <= '9'
		if digit && letters || !wordRune(r) {
			return digit
		}
		letters = letters || !digit
	}
	return false
}

// measure takes up what stands around a number: its measure, money before it, a half.
func (q *Quantity) measure(s string) {
	if q.Unit != "" {
		return
	}
	before := strings.TrimRight(s[:q.Start], " ")
	for sign, unit := range measures().before {
		if strings.HasSuffix(before, sign) {
			q.Unit = unit
			return
		}
	}
	rest := s[q.End:]
	if half := halfAfterNumber.FindString(rest); half != "" {
		q.Value += 0.5
		q.End += len(half)
		if unit, n := largeUnit(s[q.End:]); n > 0 {
			q.Value *= unit
			q.End += n
		}
		if rest = s[q.End:]; ideograph(Fold(firstRune(rest))) {
			rest = string(counter) + rest // 个月 of 两个半月
		}
	}
	m := measures().behind.FindString(rest)
	if m == "" {
		return
	}
	q.Unit = measures().named[strings.ToLower(strings.TrimLeft(m, " -\u00a0"))]
	if halfAfterMeasure.MatchString(rest[len(m):]) {
		q.Value += 0.5
	}
}

var (
	halfAfterNumber  = NewPattern(`<half after a number>`)
	halfAfterMeasure = NewPattern(`<half after a measure>`)
)

// shares finds shares in words: two thirds, half of, 一半.
func shares(s string) []Quantity {
	var all []Quantity
	for _, m := range shareInWords.FindAllStringSubmatchIndex(s, -1) {
		var words []string
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				words = append(words, strings.ToLower(s[m[i]:m[i+1]]))
			}
		}
		parts := max(1, NumberWord(words[0]))
		of := float64(max(0, slices.Index(Words("parts of one"), words[1])) + 2)
		all = append(all, Quantity{Span: Span{m[0], m[1]}, Value: exact(100 * parts / of), Unit: "%", Small: true})
	}
	return all
}

var shareInWords = NewPattern(`<share in words>`)

// magnitudes are the large units of both languages.
var magnitudes = sync.OnceValue(func() map[string]float64 {
	all := map[string]float64{}
	for i, word := range Words("hundred to trillion") {
		all[word] = math.Pow(1000, float64(i))
	}
	all[Words("hundred to trillion")[0]] = 100
	for i, word := range Words("ten thousand to trillion") {
		all[word] = math.Pow(10000, float64(i+1))
	}
	return all
})

type measureWords struct {
	named  map[string]string // the words of measures, to their names
	behind *regexp.Regexp    // one behind a number
	before map[string]string // signs of money before a number, to the names
}

var measures = sync.OnceValue(func() measureWords {
	named, before := map[string]string{}, map[string]string{}
	var latin, other []string
	for list := range entries() {
		if unit, ok := strings.CutPrefix(list, "sign of "); ok {
			for _, sign := range Words(list) {
				before[sign] = unit
			}
		}
		unit, ok := strings.CutPrefix(list, "measure ")
		if !ok || unit == "word" {
			continue
		}
		for _, word := range Words(list) {
			named[word] = unit
			if 'a' <= word[0] && word[0] <= 'z' {
				latin = append(latin, word)
			} else {
				other = append(other, regexp.QuoteMeta(word))
			}
		}
	}
	longest := func(a, b string) int { return len(b) - len(a) }
	slices.SortFunc(latin, longest)
	slices.SortFunc(other, longest)
	return measureWords{named, regexp.MustCompile(`(?i)^[ \x{a0}-]?(?:` + strings.Join(other, "|") + `|(?:` + strings.Join(latin, "|") + `)\b)`), before}
})

// loneNumerals finds lone Chinese numerals before measures that terms are not made of: 四支, 六所.
func loneNumerals(s string) []Quantity {
	var all []Quantity
	for _, m := range loneNumeral.FindAllStringSubmatchIndex(FoldHan(s), -1) {
		value, _ := digit(Fold(firstRune(s[m[2]:])))
		if value == 0 {
			value = 10 // 十 is no digit
		}
		all = append(all, Quantity{Span: Span{m[2], m[3]}, Value: value, Small: true})
	}
	return all
}

var loneNumeral = NewPattern(`<lone numeral>`)

// englishNumbers reads numbers in words: four, twenty-one, "two hundred and five thousand", fourth. A first counts
// nothing.
func englishNumbers(s string, terms []Term) []Quantity {
	if !slices.ContainsFunc(terms, func(t Term) bool { return numberStems()[t.Text] }) {
		return nil
	}
	var all []Quantity
	for _, m := range numberInWords.FindAllStringIndex(s, -1) {
		total, section := 0.0, 0.0
		for _, word := range partOfNumber.FindAllString(strings.ToLower(s[m[0]:m[1]]), -1) {
			switch value := NumberWord(word); {
			case word == "and":
			case value >= 1000:
				total += max(section, 1) * value
				section = 0
			case value == 100 || word == "dozen":
				section = max(section, 1) * value
			default:
				section += value
			}
		}
		value := total + section
		if strings.HasPrefix(strings.ToLower(s[m[0]:m[1]]), "half ") {
			value /= 2
		}
		if value > 1 || halfAfterNumber.MatchString(s[m[1]:]) {
			all = append(all, Quantity{Span: Span{m[0], m[1]}, Value: value, Small: true})
		}
	}
	return all
}

var (
	numberInWords = NewPattern(`<number in words>`)
	partOfNumber  = NewPattern(`<part of a number in words>`)
)

// NumberWord returns the number that an English word in small letters says: four, fourth, twice, dozen, thousand; 0 if it says
// none.
func NumberWord(word string) float64 { return numberWords()[word] }

var numberWords = sync.OnceValue(func() map[string]float64 {
	named := map[string]float64{"twice": 2, "dozen": 12}
	for list, value := range map[string]func(i int) int{
		"one to nineteen":        func(i int) int { return i + 1 },
		"first to nineteenth":    func(i int) int { return i + 1 },
		"twenty to ninety":       func(i int) int { return 10 * (i + 2) },
		"twentieth to ninetieth": func(i int) int { return 10 * (i + 2) },
	} {
		for i, word := range Words(list) {
			named[word] = float64(value(i))
		}
	}
	maps.Copy(named, magnitudes())
	return named
})

// numberStems are the stems of these words, by which a text without any is soon told.
var numberStems = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for word := range numberWords() {
		set[Stem(word)] = true
	}
	return set
})
