package reading

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// date finds the date of the text where the text says so in a place for dates: a stamp or a labelled date at the top, a
// byline there, the first words of the first paragraph, a stamp as the last line. A year in the midst of prose is none,
// and a diary has many.
func (p *page) date() string {
	if p.diary {
		return ""
	}
	for i, l := range p.lines {
		if i > 2*headLines {
			break
		}
		s := l.text(p.source)
		switch {
		case l.aside == asideDate:
			return firstDate(s)
		case l.aside == "" && l.width <= longHeadline && !closed(s):
			if d, n := stamp(s); n > 0 && len(d) == len("2006-01-02") {
				return d
			}
			if isByline(s) {
				if d := firstDate(s); len(d) == len("2006-01-02") {
					return d
				}
			}
		}
	}
	for _, d := range p.drafts {
		if d.kind == Paragraph && !isByline(d.text) {
			if date, n := stamp(d.text); n > 0 && !isSpan(d.text[n:]) {
				return date
			}
			break
		}
	}
	if n := len(p.drafts); n > 1 && isStamp(p.drafts[n-1].text) {
		return firstDate(p.drafts[n-1].text)
	}
	return ""
}

// isSpan says whether what follows a date makes it a time that the prose speaks of, and not one that it dates itself by.
func isSpan(rest string) bool {
	for _, word := range []string{"的", "以来", "以前", "以后", "之", "前", "后", "初", "底", "末", "度", "至", "到", "起", "间", "代", "级", "-", "—", "～", "~", "、", "以來", "後", "間", "級"} {
		if strings.HasPrefix(rest, word) {
			return true
		}
	}
	return false
}

// isStamp says whether a line is a date, or a date and a time, and nothing else.
func isStamp(s string) bool {
	s = strings.Trim(s, "()（）[]【】 \u3000")
	_, n := stamp(s)
	return n > 0 && n == len(s)
}

// firstDate is the first date in a short string.
func firstDate(s string) string {
	for i := range s {
		if i > 0 && isLatin(rune(s[i-1])) {
			continue
		}
		if d, n := stamp(s[i:]); n > 0 {
			return d
		}
	}
	return ""
}

// stamp reads a date at the beginning of a string, with the day of the week and the time that follow it. It gives the
// date in ISO 8601, as exact as it is, and its length.
func stamp(s string) (date string, size int) {
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
	year, n := yearOf(s)
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
	month, n := arabic(rest[1:])
	after, ok := strings.CutPrefix(rest[1+n:], rest[:1])
	day, m := arabic(after)
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

// yearOf reads four digits, Arabic or Chinese.
func yearOf(s string) (year, size int) {
	if year, size = arabic(s); size > 0 {
		return year, size * count(size == 4 && year >= 1000 && year <= 2999)
	}
	n := 0
	for _, r := range s {
		i := strings.IndexRune("〇一二三四五六七八九", r)
		if i < 0 && (r == '○' || r == '零') {
			i = 0
		}
		if i < 0 || n == 4 {
			break
		}
		year, size, n = year*10+i/len("一"), size+utf8.RuneLen(r), n+1
	}
	return year, size * count(n == 4 && year >= 1000 && year <= 2999)
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
	day, n := arabic(d)
	year, k := arabic(fields[2])
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
	_, n := arabic(rest)
	if n == 0 || n > 2 || n == len(rest) || rest[n] != ':' {
		return 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(":.+Z", r) })
	if end < 0 {
		end = len(rest)
	}
	return len(s) - len(rest) + end
}
