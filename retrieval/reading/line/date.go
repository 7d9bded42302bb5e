package line

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
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
	if date, size = numericDate(s); size == 0 {
		if date, size = englishDate(s); size == 0 {
			return "", 0
		}
	}
	for {
		n := timeOrWeekday(s[size:])
		if n == 0 {
			return date, size
		}
		size += n
	}
}

// numericDate reads 2024-01-24, 2024/1/24, 2024.1.24, 2024年1月24日, 二〇二四年一月, 2024年. A year alone needs its 年.
func numericDate(s string) (string, int) {
	year, n := LeadingYear(s)
	if n == 0 {
		return "", 0
	}
	if after, ok := cutSpaced(s[n:], "年"); ok {
		return hanDate(s, after, year)
	}
	rest := s[n:]
	if rest == "" || !strings.ContainsRune("-/.", rune(rest[0])) {
		return "", 0
	}
	month, n := LeadingNumber(rest[1:])
	after, ok := strings.CutPrefix(rest[1+n:], rest[:1])
	day, m := LeadingNumber(after)
	if n == 0 || n > 2 || !ok || m == 0 || m > 2 || !isDay(year, month, day) {
		return "", 0
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day), len(s) - len(after) + m
}

// hanDate reads on behind 年, as far as the date goes.
func hanDate(s, after string, year int) (string, int) {
	month, n := number(after)
	rest, ok := cutSpaced(after[n:], "月")
	if n == 0 || !ok || month < 1 || month > 12 {
		return fmt.Sprintf("%04d", year), endBefore(s, after)
	}
	day, n := number(rest)
	end, ok := cutSpaced(rest[n:], "日")
	if !ok {
		end, ok = cutSpaced(rest[n:], "号")
	}
	if n == 0 || !ok || !isDay(year, month, day) {
		return fmt.Sprintf("%04d-%02d", year, month), endBefore(s, rest)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day), endBefore(s, end)
}

// LeadingYear returns the year that a string begins with in four digits, Arabic or Chinese, and its length; 0 if there is
// none.
func LeadingYear(s string) (year, size int) {
	year, size = LeadingNumber(s)
	n := size // digits
	for _, r := range s[size:] {
		i := strings.IndexRune("〇一二三四五六七八九", r)
		if i < 0 && (r == '○' || r == '零') {
			i = 0
		}
		if i < 0 || n == 4 {
			break
		}
		year, size, n = year*10+i/len("一"), size+utf8.RuneLen(r), n+1
	}
	if n != 4 || year < 1000 || year > 2999 {
		return 0, 0
	}
	return year, size
}

// cutSpaced cuts a unit that a space may precede and follow: "2023 年 12 月".
func cutSpaced(s, unit string) (string, bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), unit)
	return strings.TrimLeft(rest, " "), ok
}

// endBefore is where the part of a string before its tail ends, the spaces between the two left out.
func endBefore(s, tail string) int { return len(strings.TrimRight(s[:len(s)-len(tail)], " ")) }

// englishDate reads December 3, 2023, Dec. 3, 2023 and 3 December 2023.
func englishDate(s string) (string, int) {
	fields := strings.Fields(s[:min(len(s), 40)])
	if len(fields) < 3 {
		return "", 0
	}
	m, d := fields[0], fields[1]
	if s[0] >= '0' && s[0] <= '9' {
		m, d = d, m
	}
	month := monthOf(strings.Trim(m, ".,"))
	day, n := LeadingNumber(d)
	year, k := LeadingNumber(fields[2])
	if month == 0 || n == 0 || strings.Trim(d[n:], "stndrh,") != "" || k != 4 || !isDay(year, month, day) {
		return "", 0
	}
	at := 0
	for i := range 3 {
		at += strings.Index(s[at:], fields[i]) + len(fields[i])
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day), at - len(fields[2]) + k
}

func monthOf(word string) int {
	if len(word) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if name := m.String(); strings.EqualFold(name, word) || strings.EqualFold(name[:3], word) ||
			m == time.September && strings.EqualFold("Sept", word) {
			return int(m)
		}
	}
	return 0
}

func isDay(year, month, day int) bool {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return year >= 1000 && year <= 2999 && t.Day() == day && int(t.Month()) == month
}

// timeOrWeekday is the length of a time of day or a day of the week, white space before it included.
func timeOrWeekday(s string) int {
	rest := strings.TrimLeft(s, " T\t\u3000(（")
	if len(rest) == len(s) && !strings.HasPrefix(rest, "星期") {
		return 0
	}
	for _, day := range []string{"星期", "周", "週"} {
		if after, ok := strings.CutPrefix(rest, day); ok {
			if r, size := utf8.DecodeRuneInString(after); strings.ContainsRune("一二三四五六日天", r) {
				return len(s) - len(strings.TrimLeft(after[size:], ")）"))
			}
		}
	}
	_, n := LeadingNumber(rest)
	if n == 0 || n > 2 || n == len(rest) || rest[n] != ':' {
		return 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(":.+Z", r) })
	if end < 0 {
		end = len(rest)
	}
	return len(s) - len(rest) + end
}
