package language

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Numeral returns the whole number that s is, in digits or Chinese numerals: 12, 十二, 两; 0 if it is none.
func Numeral(s string) int {
	for _, t := range appendNumbers(nil, s+string(counter)) {
		s = t.Text
	}
	n, _ := strconv.Atoi(s)
	return n
}

// counter is put behind a lone numeral, which is a number only before what it counts.
const counter = '个'

// BareOrdinal returns a Chinese ordinal without its mark: 三 of 第三.
func BareOrdinal(s string) string { return strings.TrimPrefix(s, "第") }

// LeadingNumeral returns the number from 一 to 九百九十九 that s begins with, and its length in bytes; 0 if it begins with
// none.
func LeadingNumeral(s string) (value, size int) {
	last := 0
	for _, r := range s {
		d, isDigit := Digit(r)
		switch {
		case isDigit:
			last = d
		case r == '十':
			value, last = value+max(last, 1)*10, 0
		case r == '百':
			value, last = value+max(last, 1)*100, 0
		default:
			return value + last, size
		}
		size += utf8.RuneLen(r)
	}
	return value + last, size
}

// Digit returns the value of a Chinese digit, 〇 to 九, and reports whether a character is one.
func Digit(r rune) (value int, ok bool) {
	if r == '两' {
		return 0, false
	}
	d, ok := digit(r)
	return int(d), ok
}

// InNumerals writes a number from 1 to 999: 十二, 二十, 一百零五.
func InNumerals(n int) string {
	var s strings.Builder
	write := func(d int, unit string) { s.WriteString(numerals()[d] + unit) }
	if n >= 100 {
		write(n/100, "百")
		if n%100 > 0 && n%100 < 10 {
			s.WriteString("零")
		}
	}
	if tens := n % 100 / 10; tens > 1 || tens == 1 && n >= 100 {
		write(tens, "十")
	} else if tens == 1 {
		s.WriteString("十")
	}
	if n%10 > 0 {
		write(n%10, "")
	}
	return s.String()
}

// InDigits writes a number digit by digit: 二〇二四.
func InDigits(n int) string {
	var s strings.Builder
	for _, d := range strconv.Itoa(n) {
		s.WriteString(numerals()[d-'0'])
	}
	return s.String()
}

// numerals are 〇 and the digits up to 九.
var numerals = sync.OnceValue(func() []string { return append([]string{"〇"}, Words("one to ten")[:9]...) })
