package language

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"
)

// countedByTerms are what a lone numeral is a number before, in terms; before unitsOfTwo 一 is none: 一斤 is "a pound".
var (
	countedByTerms = sync.OnceValue(func() map[rune]bool { return runesOf("lone numeral in terms") })
	unitsOfTwo     = sync.OnceValue(func() map[rune]bool { return runesOf("lone numeral above one in terms") })
)

// numeral reports whether a folded character is of the list of numerals. It is asked for every character of every text, so
// the list stands here, too; a test holds them together.
func numeral(r rune) bool {
	switch r {
	case '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两':
		return true
	}
	return false
}

// formalNumerals are those of cheques, and ordinaryNumerals what they stand for.
const (
	formalNumerals   = "壹贰叁肆伍陆柒捌玖拾佰仟"
	ordinaryNumerals = "一二三四五六七八九十百千"
)

// formalNumeral reports whether r is a numeral as it is written on a cheque, and no other way. It is asked as often as numeral.
func formalNumeral(r rune) bool {
	switch r {
	case '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟':
		return true
	}
	return false
}

// ordinaryNumeral returns the numeral for one as it is written on a cheque; other characters as they are.
func ordinaryNumeral(r rune) rune {
	if formalNumeral(r) {
		return firstRune(ordinaryNumerals[strings.IndexRune(formalNumerals, r):])
	}
	return r
}

// chinese reads the number in Chinese numerals that s begins with; its value is NaN if it is none. 二〇二四 is read digit by
// digit, 二十四 and 三千五百万 by their units, 一点二万 with a decimal part; 百分之八 and 四成 are shares. Numerals of cheques are
// numbers with a unit only: 陆 is land, and 伍 a name.
func chinese(s string) figure {
	runes, length, formal := numeralsAt(s)
	rest := s[length:]
	none := figure{Span: Span{0, length}, value: math.NaN()}
	if formal {
		if len(runes) < 2 || !strings.ContainsAny(string(runes), "十百千万亿") {
			return none
		}
		return figure{Span: none.Span, value: byUnits(runes)}
	}
	if f, ok := fraction(runes, rest); ok {
		f.End += length
		return f
	}
	if f, ok := tenths(runes, rest); ok {
		f.End += length
		return f
	}
	if f, ok := decimalChinese(runes, rest); ok {
		f.End += length
		return f
	}
	if after := Fold(firstRune(rest)); len(runes) == 1 && !countedByTerms()[after] && !(runes[0] != '一' && unitsOfTwo()[after]) {
		return none
	}
	if len(runes) == 2 && severalOf(runes) && !followedBy(rest, "年") {
		return none
	}
	return figure{Span: none.Span, value: valueOf(runes)}
}

// numeralsAt returns the numerals that s begins with, folded, and their length in bytes. Those of cheques are returned as others
// are, and not mixed with them.
func numeralsAt(s string) (runes []rune, length int, formal bool) {
	for _, r := range s {
		folded := Fold(r)
		isFormal := formalNumeral(folded)
		if length == 0 {
			formal = isFormal
		}
		if shared := folded == '万' || folded == '亿' || folded == '零'; !isFormal && !numeral(folded) || isFormal != formal && !shared {
			break
		}
		runes = append(runes, ordinaryNumeral(folded))
		length += utf8.RuneLen(r)
	}
	return runes, length, formal
}

// severalOf reports whether two digits name no number but one about so large: 五六个, 三五天.
func severalOf(runes []rune) bool {
	a, ok := digit(runes[0])
	b, also := digit(runes[1])
	return ok && also && a > 0 && (b == a+1 || a == 3 && b == 5)
}

// fraction reads what follows a denominator: 分之五 behind 万, 分之八点六 behind 百, 分之3.5.
func fraction(denominator []rune, rest string) (figure, bool) {
	after, ok := strings.CutPrefix(rest, "分之")
	if !ok {
		return figure{}, false
	}
	of := valueOf(denominator)
	if of != of || of == 0 { // 百, 万
		of = byUnits(append([]rune{'一'}, denominator...))
	}
	var f figure
	if digitsAt(after) > 0 {
		value, size, _ := decimal(after, false)
		f = figure{Span: Span{0, size}, value: value}
	} else {
		runes, size, formal := numeralsAt(after)
		if formal || size == 0 {
			return figure{}, false
		}
		value, more := decimals(after[size:])
		f = figure{Span: Span{0, size + more}, value: valueOf(runes) + value}
	}
	f.End += len("分之")
	f.value, f.share = exact(100*f.value/of), true
	return f, f.value == f.value
}

// tenths reads 成 behind a digit, with another behind it: 四成, 三成五. It is no part of a word like 成员 where one of few others
// follows.
func tenths(runes []rune, rest string) (figure, bool) {
	after, ok := strings.CutPrefix(rest, "成")
	if !ok || len(runes) != 1 || runes[0] == '一' {
		return figure{}, false
	}
	value, ok := digit(runes[0])
	f := figure{Span: Span{0, len("成")}, value: 10 * value, share: true}
	if more, isDigit := digit(firstRune(after)); isDigit {
		f.value, f.End, after = f.value+more, f.End+len("五"), after[len("五"):]
	}
	return f, ok && (after == "" || behindTenths.MatchString(after))
}

var behindTenths = NewPattern(`^<behind tenths>`)

// decimalChinese reads a decimal part behind a whole one, with large units: 点二万. It is one where what follows is counted or
// measured, or where it is written as no time of day is: 零点三, 三点一四; but not 三点五分 or 八点零五.
func decimalChinese(whole []rune, rest string) (figure, bool) {
	value, size := decimals(rest)
	if size == 0 {
		return figure{}, false
	}
	value += valueOf(whole)
	sure := whole[0] == '零' || size > len("点一") && !strings.HasPrefix(rest[len("点"):], "零")
	for unit, more := hanUnit(rest[size:]); more > 0; unit, more = hanUnit(rest[size:]) {
		value, size, sure = value*unit, size+more, true
	}
	sure = sure && !followedBy(rest[size:], "十分刻钟") || counted.MatchString(rest[size:])
	return figure{Span: Span{0, size}, value: exact(value)}, sure && value == value
}

var counted = NewPattern(`^<behind decimals>`)

// decimals reads the decimal part that s begins with: 点二五.
func decimals(s string) (value float64, size int) {
	if !followedBy(s, "点") {
		return 0, 0
	}
	size = len("点")
	place := 1.0
	for _, r := range s[size:] {
		d, ok := digit(Fold(r))
		if !ok {
			break
		}
		place /= 10
		value += d * place
		size += utf8.RuneLen(r)
	}
	if place == 1 {
		return 0, 0
	}
	return value, size
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

func valueOf(runes []rune) float64 {
	if strings.ContainsAny(string(runes), "十百千万亿") {
		return byUnits(runes)
	}
	value := 0.0
	for _, r := range runes {
		d, _ := digit(r)
		value = value*10 + d
	}
	return value
}

// byUnits reads 三千五百万 as (3×1000 + 5×100) × 10000, and 两万五 as 25000. What cannot be read so (十百, 万亿 alone) is no number.
func byUnits(runes []rune) float64 {
	total, section, last, before := 0.0, 0.0, math.NaN(), 1.0 // before is the unit before the last digit, 1 behind 零
	for _, r := range runes {
		if d, ok := digit(r); ok {
			if last > 0 {
				return math.NaN()
			}
			if last = d; d == 0 {
				before = 1
			}
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
			if last > 0 {
				section += last
			}
			if total > 0 && unit < 1e8 { // 三亿二千万
				total += section * unit
			} else {
				total = (total + section) * unit
			}
			section = 0
		case math.IsNaN(last):
			section += unit // 十 alone is ten
		default:
			section += last * unit
		}
		last, before = math.NaN(), unit
	}
	if last > 0 {
		if before >= 100 {
			last *= before / 10
		}
		section += last
	}
	return total + section
}
