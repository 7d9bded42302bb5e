package line

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// IsDate reports whether a line is a date, or a date and a time, and nothing else.
func IsDate(s string) bool {
	s = strings.Trim(s, "()（）[]【】 \u3000")
	_, n := LeadingDate(s)
	return n > 0 && n == len(s)
}

// FirstDate returns the first date in a short string, in ISO 8601, as exact as it is: "2024-01-24", "2023-12" or "2023"; ""
// if there is none.
func FirstDate(s string) string {
	for i := range s {
		if i > 0 && IsLatin(rune(s[i-1])) {
			continue
		}
		if d, n := LeadingDate(s[i:]); n > 0 {
			return d
		}
	}
	return ""
}

// LeadingDate reads a date at the beginning of a string, with the day of the week and the time that follow it. It returns
// the date as FirstDate does, and the length of all; 0 if there is none.
func LeadingDate(s string) (date string, size int) {
	r, _ := utf8.DecodeRuneInString(s)
	switch { // most strings begin as no date does
	case r >= '0' && r <= '9':
		if date, size = chineseDate(s); size == 0 {
			date, size = exactDate(s)
		}
	case IsLatin(r):
		date, size = exactDate(s)
	default:
		if _, digit := language.Digit(r); digit || r == '○' {
			date, size = chineseDate(s)
		}
	}
	if size > 0 {
		size += len(dayTime.FindString(s[size:]))
	}
	return date, size
}

// How dates are written at the beginning of a string. In Chinese the day may be missing, and the month.
var (
	inChinese = language.NewPattern(`^(\d{4}|[<digit>○]{4}) *年( *(\d+|[<one to ten>]+) *月( *(\d+|[<one to ten>]+) *[日号])?)?`)
	inFigures = language.NewPattern(`^(\d{4})(?:-(\d+)-(\d+)|/(\d+)/(\d+)|\.(\d+)\.(\d+))`)
	dayFirst  = language.NewPattern(`^(?i)(?:(?:<day name>),?\s+)?(\d+)(?:st|nd|rd|th)?,?\s+(<month name>|<month abbreviation>)[.,]*\s+(\d+)`)
	dayLast   = language.NewPattern(`^(?i)(?:(?:<day name>),?\s+)?(<month name>|<month abbreviation>)[.,]*\s+(\d+)(?:st|nd|rd|th)?,?\s+(\d+)`)
	dayTime   = language.NewPattern(`^(?:(?:[ T\t\x{3000}(（]+(?:星期|周|週)|星期)[一二三四五六日天][)）]*|[ T\t\x{3000}(（]+\d\d?:[\d:.+Z]*)+`)
)

// chineseDate reads 2024年1月24日, 二〇二四年一月 and 2024年.
func chineseDate(s string) (string, int) {
	at := inChinese.FindStringSubmatchIndex(s)
	if at == nil {
		return "", 0
	}
	year, month, day := 0, 0, 0
	for _, r := range s[:at[3]] {
		digit, _ := language.Digit(r)
		year = year*10 + max(digit, strings.IndexRune("0123456789", r))
	}
	if at[6] > 0 {
		month, _ = number(s[at[6]:at[7]])
	}
	if at[10] > 0 {
		day, _ = number(s[at[10]:at[11]])
	}
	switch {
	case year < 1000 || year > 2999:
		return "", 0
	case month < 1 || month > 12:
		return fmt.Sprintf("%04d", year), strings.Index(s, "年") + len("年")
	}
	if date := dateOf(year, month, day); date != "" {
		return date, at[1]
	}
	return fmt.Sprintf("%04d-%02d", year, month), strings.Index(s, "月") + len("月")
}

// exactDate reads 2024-01-24, 2024/1/24, 2024.1.24, December 3, 2023 and Sunday, 3 December 2023.
func exactDate(s string) (string, int) {
	var year, month, day string
	m := inFigures.FindStringSubmatch(s)
	if m != nil {
		year, month, day = m[1], m[2]+m[4]+m[6], m[3]+m[5]+m[7]
	} else if m = dayFirst.FindStringSubmatch(s); m != nil {
		day, month, year = m[1], m[2], m[3]
	} else if m = dayLast.FindStringSubmatch(s); m != nil {
		month, day, year = m[1], m[2], m[3]
	} else {
		return "", 0
	}
	n, size := LeadingNumber(month)
	if size == 0 {
		n = 1 + slices.IndexFunc(language.Words("month name"), func(name string) bool { return strings.EqualFold(name[:3], month[:3]) })
	}
	d, _ := LeadingNumber(day)
	y, _ := LeadingNumber(year)
	if date := dateOf(y, n, d); date != "" && len(year) == 4 {
		return date, len(m[0])
	}
	return "", 0
}

// dateOf writes a date in ISO 8601; "" if there is no such day.
func dateOf(year, month, day int) string {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1000 || year > 2999 || t.Day() != day || int(t.Month()) != month {
		return ""
	}
	return t.Format(time.DateOnly)
}
