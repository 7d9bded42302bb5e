package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// Numeral is the number or mark that opens a heading or a list item.
type Numeral struct {
	Rank  Rank
	Value int // 一、 and 1. are 1
	Size  int // bytes of the mark
}

// Rank orders headings from outer to inner. Headings without a number take one of two ranks, as the text uses them.
type Rank int

// The ranks.
const (
	Unranked     Rank = 0
	Hashes       Rank = 0  // # to ######: 1 to 6
	Volumes      Rank = 10 // 第一编, Part I
	Chapters     Rank = 11 // 第一章, Chapter 1
	Sections     Rank = 12 // 第一节, Section 1
	Clauses      Rank = 13 // 第一条
	PlainOuter   Rank = 15 // no number, above the numbered ones
	hanComma     Rank = 20 // 一、 and I.
	hanBrackets  Rank = 21 // （一）
	digits       Rank = 22 // 1. and below it 1.1, 1.1.1
	digitBracket Rank = 30 // （1） and 1)
	circled      Rank = 31 // ①
	PlainInner   Rank = 40 // no number, below the numbered ones
)

// NumeralOf reads the number or mark at the beginning of a line, and reports whether there is one.
func NumeralOf(s string) (Numeral, bool) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '#':
		n := len(s) - len(strings.TrimLeft(s, "#"))
		return Numeral{Hashes + Rank(n), 0, n}, n <= 6 && len(s) > n && s[n] == ' '
	case r == '第':
		return ordinal(s, size)
	case r == '（' || r == '(':
		return bracketed(s, size)
	case r >= '①' && r <= '⑳':
		return Numeral{circled, int(r-'①') + 1, size}, true
	case r >= '0' && r <= '9':
		return decimal(s)
	case r < utf8.RuneSelf && unicode.IsLetter(r):
		return latinNumeral(s)
	}
	if value, n := language.LeadingNumeral(s); n > 0 && strings.HasPrefix(s[n:], "、") {
		return Numeral{hanComma, value, n + len("、")}, true
	}
	return Numeral{}, false
}

// parts are the lists of what parts are called, with their ranks.
var parts = [...]struct {
	list string
	rank Rank
}{{"volume", Volumes}, {"chapter", Chapters}, {"section", Sections}, {"clause", Clauses}}

// ordinal reads 第三章 and its like. What follows must not run on as a word does: 第一部分 is a part, 第一部电影 is none.
func ordinal(s string, at int) (Numeral, bool) {
	value, n := number(s[at:])
	if n == 0 {
		return Numeral{}, false
	}
	at += n
	for _, part := range parts {
		for _, word := range language.Words(part.list) {
			rest, ok := strings.CutPrefix(s[at:], word)
			if ok && (rest == "" || word != "部" || BeginsIn(rest, " \u3000")) {
				return Numeral{part.rank, value, at + len(word)}, true
			}
		}
	}
	return Numeral{}, false
}

func bracketed(s string, at int) (Numeral, bool) {
	value, n := number(s[at:])
	if n == 0 || !BeginsIn(s[at+n:], "）)") {
		return Numeral{}, false
	}
	kind := digitBracket
	if !IsLatin(rune(s[at])) {
		kind = hanBrackets
	}
	_, size := utf8.DecodeRuneInString(s[at+n:])
	return Numeral{kind, value, at + n + size}, true
}

// decimal reads 1. 1、 1） and, before a space, 1.1. Numbers of prose are none of these: 1.5亿元, 2023.
func decimal(s string) (Numeral, bool) {
	value, at := LeadingNumber(s)
	if at == 0 || at > 3 {
		return Numeral{}, false
	}
	dots := 0
	for dots < 5 && at+1 < len(s) && s[at] == '.' {
		_, n := LeadingNumber(s[at+1:])
		if n == 0 || n > 2 {
			break
		}
		at, dots = at+1+n, dots+1
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	follows, _ := utf8.DecodeRuneInString(s[at+size:])
	switch {
	case dots > 0 && unicode.IsSpace(r):
		return Numeral{digits + Rank(dots), value, at}, true
	case dots > 0 && r == '.' && unicode.IsSpace(follows):
		return Numeral{digits + Rank(dots), value, at + size}, true
	case dots > 0:
		return Numeral{}, false
	case strings.ContainsRune(".．、", r) && !unicode.IsDigit(follows):
		return Numeral{digits, value, at + size}, true
	case r == '）' || r == ')':
		return Numeral{digitBracket, value, at + size}, true
	}
	return Numeral{}, false
}

// latinNumeral reads Chapter 1, PART II and I.
func latinNumeral(s string) (Numeral, bool) {
	word := LeadingLetters(s)
	if value := roman(word); value > 0 && strings.HasPrefix(s[len(word):], ". ") {
		return Numeral{hanComma, value, len(word) + 1}, true
	}
	var kind Rank
	switch {
	case strings.EqualFold(word, "part"), strings.EqualFold(word, "book"), strings.EqualFold(word, "volume"):
		kind = Volumes
	case strings.EqualFold(word, "chapter"):
		kind = Chapters
	case strings.EqualFold(word, "section"):
		kind = Sections
	default:
		return Numeral{}, false
	}
	rest, ok := strings.CutPrefix(s[len(word):], " ")
	if !ok {
		return Numeral{}, false
	}
	value, n := LeadingNumber(rest)
	if n == 0 {
		n = len(LeadingLetters(rest))
		value = roman(rest[:n])
	}
	return Numeral{kind, value, len(word) + 1 + n}, value > 0 && (n == len(rest) || BeginsIn(rest[n:], " .:-—"))
}

// number reads an Arabic or a Chinese number.
func number(s string) (value, size int) {
	if value, size = LeadingNumber(s); size > 0 {
		return value, size
	}
	return language.LeadingNumeral(s)
}

// LeadingNumber returns the number of at most six Arabic digits that a string begins with, and its length.
func LeadingNumber(s string) (value, size int) {
	for size < len(s) && size < 6 && s[size] >= '0' && s[size] <= '9' {
		value = value*10 + int(s[size]-'0')
		size++
	}
	return value, size
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

// IsItem reports whether a line opens with a bullet or a number.
func IsItem(s string) bool {
	if _, ok := NumeralOf(s); ok {
		return true
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("•●■◆▲★※◎○□◇", r):
		return true
	case r == '[': // a note
		n, digits := LeadingNumber(s[size:])
		return n > 0 && strings.HasPrefix(s[size+digits:], "]")
	case r == '-' || r == '*' || r == '·' || r == '+':
		return strings.HasPrefix(s[size:], " ")
	}
	return false
}

// IsPageNumber reports whether a line is the number of a page, dressed as such: - 3 -, 第3页 共10页, Page 3 of 10. A bare
// number is not.
func IsPageNumber(s string) bool {
	bare := strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-—–·•~", r) })
	if len(bare) > 40 {
		return false
	}
	dressed := bare != s
	var rest string
	switch lower := strings.ToLower(bare); {
	case strings.HasPrefix(lower, "page "):
		rest, dressed = strings.Replace(lower[len("page "):], "of", "", 1), true
	case strings.HasPrefix(bare, "第") && strings.Contains(bare, "页"), strings.HasPrefix(bare, "第") && strings.Contains(bare, "頁"):
		rest, dressed = strings.NewReplacer("第", "", "共", "", "页", "", "頁", "", "/", "", "，", "").Replace(bare), true
	default:
		rest = bare
	}
	return dressed && IsDigits(strings.ReplaceAll(rest, " ", ""))
}

// IsDigits reports whether a string is a number of at most eight Arabic digits.
func IsDigits(s string) bool {
	return s != "" && len(s) <= 8 && strings.Trim(s, "0123456789") == ""
}
