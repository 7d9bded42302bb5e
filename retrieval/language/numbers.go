package language

import (
	"iter"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// figure is a number that a text has in digits or Chinese numerals.
type figure struct {
	Span
	value  float64
	share  bool // value is in per cent
	digits bool // it is a word of plain digits
}

// appendNumbers adds a term for each number of s that is written otherwise than in plain digits: 二十 and 20, 75.24万
// and 752,400 and 752400, 01 and 1 become the same; but 2.0 is not 2. A share is the number of per cent: 万分之五 and 0.05%.
//
// A lone Chinese numeral counts only before a word of time or measure (三年, 五个): elsewhere it is seldom a number.
func appendNumbers(terms []Term, s string) []Term {
	for f := range numbersIn(s) {
		if f.digits {
			continue
		}
		text := strconv.FormatFloat(f.value, 'f', -1, 64)
		if strings.HasSuffix(s[f.Start:f.End], ".0") {
			text += ".0" // of a version
		}
		terms = append(terms, Term{Text: text, Start: f.Start, End: f.End, Kind: Number})
	}
	return terms
}

// numbersIn returns the numbers of s in digits and Chinese numerals, in order: 1,200, 3亿2000万, 4.5 million, 壹仟贰佰,
// 万分之五, 四成. None reaches mostValue.
func numbersIn(s string) iter.Seq[figure] {
	return func(yield func(figure) bool) {
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
			var f figure
			switch {
			case '0' <= r && r <= '9':
				f = arabic(s[i:], i > 1 && s[i-1] == '.' && '0' <= s[i-2] && s[i-2] <= '9')
			case numeral(r) || formalNumeral(r):
				f = chinese(s[i:])
			default:
				i += size
				continue
			}
			f.Start = i
			i += f.End
			f.End = i
			if f.value < mostValue && !yield(f) { // false of NaN
				return
			}
		}
	}
}

// mostValue is where a number has more digits than are kept exactly.
const mostValue = 1e15

// arabic reads the number that s begins with: digits, with commas or blanks between thousands, a decimal part, large units of
// either language. dotted says that it stands behind digits and a point, as in 1.2.3: then it has no decimal part.
func arabic(s string, dotted bool) figure {
	value, length, plain := decimal(s, dotted)
	f := figure{Span: Span{0, length}, value: value, digits: plain}
	total, last := 0.0, math.Inf(1) // 3亿 of 3亿2000万, and its unit
	for {
		unit, size := largeUnit(s[f.End:])
		if size == 0 {
			break
		}
		f.digits = false
		f.End += size
		for more, size := hanUnit(s[f.End:]); size > 0; more, size = hanUnit(s[f.End:]) { // 4.72万亿
			unit, f.End = unit*more, f.End+size
		}
		if unit >= last {
			return figure{Span: f.Span, value: math.NaN()}
		}
		total, last, f.value = total+f.value*unit, unit, 0
		next, length, whole := decimal(s[f.End:], true)
		rest := s[f.End+length:]
		_, more := hanUnit(rest)
		switch {
		case length == 0 || !whole || next >= unit || more == 0 && followedBy(rest, "年月日号"):
		case more == 0 && length == 1: // 3万5
			f.value, f.End = next*unit/10, f.End+length
		default:
			f.value, f.End = next, f.End+length
			continue
		}
		break
	}
	f.value = exact(total + f.value)
	return f.ofHundred(s[f.End:])
}

// decimal reads digits with what parts their thousands and, but if they are dotted, a decimal part. plain is whether they are a
// word that is the number in its shortest form.
func decimal(s string, dotted bool) (value float64, length int, plain bool) {
	var digits strings.Builder
	group := 0 // digits since the beginning or what parted thousands
	whole := true
	for length < len(s) {
		r, size := utf8.DecodeRuneInString(s[length:])
		r = Fold(r)
		rest := s[length+size:]
		n := digitsAt(rest)
		switch {
		case '0' <= r && r <= '9':
			digits.WriteRune(r)
			group++
		case r == '.' && whole && !dotted && n > 0 && !(strings.HasPrefix(rest[min(n, len(rest)):], ".") && digitsAt(rest[min(n+1, len(rest)):]) > 0):
			whole = false
			digits.WriteRune(r)
		case whole && 0 < group && group <= 3 && n == 3 && (r == ',' || narrowBlank(r) || r == ' ' && measuredBlanks(rest)):
			group = 0
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		length += size
	}
	value, err := strconv.ParseFloat(digits.String(), 64)
	if err != nil {
		value = math.NaN()
	}
	return value, length, whole && strings.Map(Fold, s[:length]) == strconv.FormatFloat(value, 'f', -1, 64)
}

// narrowBlank reports whether r is a blank that thousands are parted by and words are not.
func narrowBlank(r rune) bool { return r == '\u00a0' || r == '\u2009' || r == '\u202f' }

// measuredBlanks reports whether groups of three digits, parted by blanks, lead to a measure: then they are one number.
func measuredBlanks(s string) bool {
	for len(s) > 3 && digitsAt(s[:3]) == 3 {
		if s = s[3:]; measures().behind.MatchString(s) {
			return true
		}
		s = strings.TrimPrefix(s, " ")
	}
	return false
}

// digitsAt returns how many digits s begins with.
func digitsAt(s string) int {
	n := 0
	for _, r := range s {
		if r = Fold(r); r < '0' || r > '9' {
			break
		}
		n++
	}
	return n
}

// largeUnit returns the large unit behind a number: 万, or " million".
func largeUnit(s string) (unit float64, size int) {
	if unit, size = hanUnit(s); size > 0 {
		return unit, size
	}
	r, n := utf8.DecodeRuneInString(s)
	if r != ' ' && r != '-' && !narrowBlank(r) {
		n = 0
	}
	if followedBy(s[n:], "htmb万亿") {
		if m := unitBehind.FindStringSubmatch(s); m != nil {
			return NumberWord(strings.ToLower(m[1])), len(m[0])
		}
	}
	return 0, 0
}

var unitBehind = NewPattern(`<large unit behind>`)

// hanUnit returns the large unit of one character that s begins with. That of 百分点 and 千克 is none.
func hanUnit(s string) (unit float64, size int) {
	r, size := utf8.DecodeRuneInString(s)
	unit, ok := largeUnits[Fold(r)]
	if rest := s[size:]; !ok || unit == 100 && followedBy(rest, "分") || unit == 1000 && followedBy(rest, "克米瓦卡") {
		return 0, 0
	}
	return unit, size
}

var largeUnits = map[rune]float64{'百': 100, '千': 1000, '万': 1e4, '亿': 1e8}

// ofHundred takes up a sign behind the number by which it is a share: 3%, 5‰.
func (f figure) ofHundred(rest string) figure {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(rest, " "))
	switch r {
	case '%', '％':
		f.share = true
	case '‰':
		f.share, f.value, f.digits = true, exact(f.value/10), false
	case '‱':
		f.share, f.value, f.digits = true, exact(f.value/100), false
	}
	return f
}

// exact takes off what computing with decimals leaves behind: 75.24万 is 752400 and not 752399.9999999999.
func exact(x float64) float64 {
	if x == math.Trunc(x) {
		return x
	}
	clean, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	if err != nil {
		return math.NaN() // unreachable
	}
	return clean
}

// followedBy reports whether s begins with one of the characters.
func followedBy(s, characters string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(characters, Fold(r))
}
