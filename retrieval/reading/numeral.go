package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numeral is the number or mark that opens a heading or a list item.
type numeral struct {
	rank  rank
	value int // 一、 and 1. are 1
	size  int // bytes of the mark
}

// rank orders headings from outer to inner. Headings without number take one of two ranks, as the text uses them.
type rank int

const (
	unranked     rank = 0
	hashes       rank = 0  // # to ######: 1 to 6
	volumes      rank = 10 // 第一编, Part I
	chapters     rank = 11 // 第一章, Chapter 1
	sections     rank = 12 // 第一节, Section 1
	articleRank  rank = 13 // 第一条
	plainOuter   rank = 15 // no number, above the numbered ones
	hanComma     rank = 20 // 一、 and I.
	hanBrackets  rank = 21 // （一）
	digits       rank = 22 // 1. and below it 1.1, 1.1.1
	digitBracket rank = 30 // （1） and 1)
	circled      rank = 31 // ①
	plainInner   rank = 40 // no number, below the numbered ones
)

// numeralOf reads the mark at the beginning of a line.
func numeralOf(s string) (numeral, bool) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '#':
		n := len(s) - len(strings.TrimLeft(s, "#"))
		return numeral{hashes + rank(n), 0, n}, n <= 6 && len(s) > n && s[n] == ' '
	case r == '第':
		return ordinal(s, size)
	case r == '（' || r == '(':
		return bracketed(s, size)
	case r >= '①' && r <= '⑳':
		return numeral{circled, int(r-'①') + 1, size}, true
	case r >= '0' && r <= '9':
		return decimal(s)
	case r < utf8.RuneSelf && unicode.IsLetter(r):
		return latinNumeral(s)
	}
	if value, n := hanNumber(s); n > 0 && strings.HasPrefix(s[n:], "、") {
		return numeral{hanComma, value, n + len("、")}, true
	}
	return numeral{}, false
}

// ordinal reads 第三章 and its like. What follows must not run on as a word does: 第一部分 is a part, 第一部电影 is none.
func ordinal(s string, at int) (numeral, bool) {
	value, n := number(s[at:])
	if n == 0 {
		return numeral{}, false
	}
	at += n
	for _, unit := range [...]struct {
		word string
		rank rank
	}{
		{"编", volumes}, {"篇", volumes}, {"卷", volumes}, {"部分", volumes}, {"部", volumes}, {"編", volumes},
		{"章", chapters}, {"回", chapters}, {"节", sections}, {"節", sections}, {"条", articleRank}, {"條", articleRank},
	} {
		rest, ok := strings.CutPrefix(s[at:], unit.word)
		if ok && (rest == "" || unit.word != "部" || beginsIn(rest, " \u3000")) {
			return numeral{unit.rank, value, at + len(unit.word)}, true
		}
	}
	return numeral{}, false
}

func bracketed(s string, at int) (numeral, bool) {
	value, n := number(s[at:])
	if n == 0 || !beginsIn(s[at+n:], "）)") {
		return numeral{}, false
	}
	kind := digitBracket
	if !isLatin(rune(s[at])) {
		kind = hanBrackets
	}
	_, size := utf8.DecodeRuneInString(s[at+n:])
	return numeral{kind, value, at + n + size}, true
}

// decimal reads 1. 1、 1） and, before a space, 1.1. Numbers of prose are none of these: 1.5亿元, 2023.
func decimal(s string) (numeral, bool) {
	value, at := arabic(s)
	if at == 0 || at > 3 {
		return numeral{}, false
	}
	dots := 0
	for dots < 5 && at+1 < len(s) && s[at] == '.' {
		_, n := arabic(s[at+1:])
		if n == 0 || n > 2 {
			break
		}
		at, dots = at+1+n, dots+1
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	follows, _ := utf8.DecodeRuneInString(s[at+size:])
	switch {
	case dots > 0 && unicode.IsSpace(r):
		return numeral{digits + rank(dots), value, at}, true
	case dots > 0 && r == '.' && unicode.IsSpace(follows):
		return numeral{digits + rank(dots), value, at + size}, true
	case dots > 0:
		return numeral{}, false
	case strings.ContainsRune(".．、", r) && !unicode.IsDigit(follows):
		return numeral{digits, value, at + size}, true
	case r == '）' || r == ')':
		return numeral{digitBracket, value, at + size}, true
	}
	return numeral{}, false
}

// latinNumeral reads Chapter 1, PART II and I.
func latinNumeral(s string) (numeral, bool) {
	word := leadingLetters(s)
	if value := roman(word); value > 0 && strings.HasPrefix(s[len(word):], ". ") {
		return numeral{hanComma, value, len(word) + 1}, true
	}
	var kind rank
	switch {
	case strings.EqualFold(word, "part"), strings.EqualFold(word, "book"), strings.EqualFold(word, "volume"):
		kind = volumes
	case strings.EqualFold(word, "chapter"):
		kind = chapters
	case strings.EqualFold(word, "section"):
		kind = sections
	default:
		return numeral{}, false
	}
	rest, ok := strings.CutPrefix(s[len(word):], " ")
	if !ok {
		return numeral{}, false
	}
	value, n := arabic(rest)
	if n == 0 {
		n = len(leadingLetters(rest))
		value = roman(rest[:n])
	}
	return numeral{kind, value, len(word) + 1 + n}, value > 0 && (n == len(rest) || beginsIn(rest[n:], " .:-—"))
}

// number reads an Arabic or a Chinese number.
func number(s string) (value, size int) {
	if value, size = arabic(s); size > 0 {
		return value, size
	}
	return hanNumber(s)
}

func arabic(s string) (value, size int) {
	for size < len(s) && size < 6 && s[size] >= '0' && s[size] <= '9' {
		value = value*10 + int(s[size]-'0')
		size++
	}
	return value, size
}

// hanNumber reads 一 to 九百九十九.
func hanNumber(s string) (value, size int) {
	digit := 0
	for _, r := range s {
		switch i := strings.IndexRune("〇一二三四五六七八九", r); {
		case i >= 0:
			digit = i / len("一")
		case r == '零':
			digit = 0
		case r == '十':
			value, digit = value+max(digit, 1)*10, 0
		case r == '百':
			value, digit = value+max(digit, 1)*100, 0
		default:
			return value + digit, size
		}
		size += utf8.RuneLen(r)
	}
	return value + digit, size
}

func roman(s string) int {
	value, before := 0, 0
	for _, r := range s {
		i := strings.IndexRune("IVXLC", r)
		if i < 0 || len(s) > 6 {
			return 0
		}
		n := [...]int{1, 5, 10, 50, 100}[i]
		if value += n; n > before {
			value -= 2 * before
		}
		before = n
	}
	return value
}

// isItem says whether a line opens with a bullet or a number.
func isItem(s string) bool {
	if _, ok := numeralOf(s); ok {
		return true
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("•●■◆▲★※◎○□◇", r):
		return true
	case r == '[': // a note
		n, digits := arabic(s[size:])
		return n > 0 && strings.HasPrefix(s[size+digits:], "]")
	case r == '-' || r == '*' || r == '·' || r == '+':
		return strings.HasPrefix(s[size:], " ")
	}
	return false
}
