package language

import (
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// appendNumbers adds a term for each number of s that is written otherwise than in plain digits: 二十 and 20, 75.24万
// and 752,400 and 752400, 01 and 1 become the same.
//
// A lone Chinese numeral counts only before a word of time or measure (三年, 五个): elsewhere it is seldom a number.
func appendNumbers(terms []Term, s string) []Term {
	for i := 0; i < len(s); {
		if c := s[i]; c < '0' || '9' < c && c < 0xE3 || 0xE9 < c && c < 0xEF { // no number begins so
			i++
			continue
		}
		r, size := threeAt(s, i), 3
		if 0x4E00 <= r && r <= foldLast {
			r = simplified(r)
		} else {
			r, size = FoldAt(s, i)
		}
		var value float64
		var length int
		switch {
		case '0' <= r && r <= '9':
			value, length = arabic(s[i:])
			if plain := strings.Map(Fold, s[i:i+length]); plain == strconv.FormatFloat(value, 'f', -1, 64) {
				value = math.NaN() // a Word already
			}
		case numeral(r):
			value, length = chinese(s[i:])
		default:
			i += size
			continue
		}
		if !math.IsNaN(value) && value < 1e15 {
			text := strconv.FormatFloat(value, 'f', -1, 64)
			terms = append(terms, Term{Text: text, Start: i, End: i + length, Kind: Number})
		}
		i += length
	}
	return terms
}

// arabic reads the number that s begins with: digits, with commas between thousands, a decimal part, a Chinese unit.
func arabic(s string) (value float64, length int) {
	var digits strings.Builder
	point := false
	for length < len(s) {
		r, size := utf8.DecodeRuneInString(s[length:])
		r = Fold(r)
		next, _ := utf8.DecodeRuneInString(s[length+size:])
		followed := '0' <= Fold(next) && Fold(next) <= '9'
		switch {
		case '0' <= r && r <= '9':
			digits.WriteRune(r)
		case r == '.' && followed && !point:
			point = true
			digits.WriteRune(r)
		case r == ',' && followed && !point && thousands(s[length+size:]):
		default:
			value, err := strconv.ParseFloat(digits.String(), 64)
			if err != nil {
				return math.NaN(), length
			}
			if unit, ok := largeUnits[r]; ok {
				return round(value * unit), length + size
			}
			return value, length
		}
		length += size
	}
	value, err := strconv.ParseFloat(digits.String(), 64)
	if err != nil {
		return math.NaN(), length
	}
	return value, length
}

// round takes off what multiplying decimals leaves behind: 75.24万 is 752400 and not 752399.9999999999.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// thousands reports whether s begins with exactly three digits.
func thousands(s string) bool {
	n := 0
	for _, r := range s {
		if r = Fold(r); r < '0' || r > '9' {
			break
		}
		n++
	}
	return n == 3
}

var largeUnits = map[rune]float64{'百': 100, '千': 1000, '万': 1e4, '亿': 1e8}

// countedByTerms are what a lone numeral is a number before, in terms.
var countedByTerms = sync.OnceValue(func() map[rune]bool { return runesOf("lone numeral in terms") })

// numeral reports whether a folded character is of the list of numerals. It is asked for every character of every text, so
// the list stands here, too; a test holds them together.
func numeral(r rune) bool {
	switch r {
	case '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两':
		return true
	}
	return false
}

// chinese reads the Chinese number that s begins with; the value is NaN if it is none. 二〇二四 is read digit by
// digit, 二十四 and 三千五百万 by their units.
func chinese(s string) (value float64, length int) {
	var runes []rune
	var after rune
	for _, r := range s {
		r = Fold(r)
		if !numeral(r) {
			after = r
			break
		}
		runes = append(runes, r)
		length += utf8.RuneLen(r)
	}
	if len(runes) == 1 && !countedByTerms()[after] {
		return math.NaN(), length
	}
	if !strings.ContainsAny(string(runes), "十百千万亿") {
		return digitByDigit(runes), length
	}
	return byUnits(runes), length
}

func digit(r rune) (float64, bool) {
	switch i := strings.IndexRune("零一二三四五六七八九", r); {
	case r == '〇':
		return 0, true
	case r == '两':
		return 2, true
	case i >= 0:
		return float64(i / len("零")), true
	}
	return 0, false
}

func digitByDigit(runes []rune) float64 {
	value := 0.0
	for _, r := range runes {
		d, _ := digit(r)
		value = value*10 + d
	}
	return value
}

// byUnits reads 三千五百万 as (3×1000 + 5×100) × 10000. What cannot be read so (十百, 万亿 alone) is no number.
func byUnits(runes []rune) float64 {
	total, section, last := 0.0, 0.0, math.NaN()
	for _, r := range runes {
		if d, ok := digit(r); ok {
			if !math.IsNaN(last) && last != 0 {
				return math.NaN()
			}
			last = d
			continue
		}
		unit := 10.0
		if r != '十' {
			unit = largeUnits[r]
		}
		switch {
		case unit >= 1e4 && math.IsNaN(last) && section == 0 && total == 0, unit < 1e4 && math.IsNaN(last) && r != '十':
			return math.NaN()
		case unit >= 1e4:
			if !math.IsNaN(last) {
				section += last
			}
			total, section = (total+section)*unit, 0
		case math.IsNaN(last):
			section += unit // 十 alone is ten
		default:
			section += last * unit
		}
		last = math.NaN()
	}
	if !math.IsNaN(last) {
		section += last
	}
	return total + section
}
