package language

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Relative is a word of a text that names a day, a month or a year as seen from the day of writing.
type Relative struct {
	Span
	Date string // what it is by the date of the text, ISO 8601, as exact as the word
}

// Reckon returns the words of a text that name a day, a month or a year as seen from the day of writing (昨天, last year, three days
// ago), in order; date is that of the text, ISO 8601. Words more exact than it are left out, and what is of today ("today's
// world", 今天的中国), for that names no day.
func Reckon(s, date string) []Relative {
	var all []Relative
	for _, r := range relatives {
		if len(date) < len(r.layout) {
			continue
		}
		day, err := time.Parse(r.layout, date[:len(r.layout)])
		if err != nil {
			continue
		}
		for _, at := range r.pattern.FindAllStringSubmatchIndex(s, -1) {
			n, ok := r.n, true
			if len(at) > 2 {
				n, ok = ago(s, at[2:])
			}
			if ok && !ofThatTime(s[at[1]:]) {
				all = append(all, Relative{Span{at[0], at[1]}, day.AddDate(r.unit[0]*n, r.unit[1]*n, r.unit[2]*n).Format(r.layout)})
			}
		}
	}
	slices.SortFunc(all, func(a, b Relative) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	return all
}

// ago returns, below zero, the number of the group that matched. What is longer ago than maxAgo is no date of a calendar.
func ago(s string, groups []int) (n int, ok bool) {
	at := max(0, slices.IndexFunc(groups, func(i int) bool { return i >= 0 }))
	number := strings.TrimSpace(s[groups[at]:groups[at+1]])
	if n = Numeral(number); n == 0 {
		n = int(NumberWord(strings.ToLower(number)))
	}
	return -n, 0 < n && n <= maxAgo
}

const maxAgo = 100

func ofThatTime(rest string) bool {
	return strings.HasPrefix(rest, "的") || strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s")
}

type relative struct {
	pattern *Pattern
	layout  string // of the date that it makes
	unit    [3]int // years, months and days
	n       int    // of these, where the pattern has no number of its own
}

var relatives = func() []relative {
	day, month, year := [3]int{2: 1}, [3]int{1: 1}, [3]int{1}
	const monthOnly, yearOnly = "2006-01", "2006"
	all := []relative{
		{NewPattern(`<days ago>`), time.DateOnly, day, 0},
		{NewPattern(`<months ago>`), monthOnly, month, 0},
		{NewPattern(`<years ago>`), yearOnly, year, 0},
	}
	named := func(unit string, n int) *Pattern { return NewPattern(fmt.Sprintf("<relative %s %+d>", unit, n)) }
	for n := -2; n <= 1; n++ {
		all = append(all, relative{named("day", n), time.DateOnly, day, n}, relative{named("year", n), yearOnly, year, n})
		if n > -2 {
			all = append(all, relative{named("month", n), monthOnly, month, n})
		}
	}
	return all
}()

// AsksNow reports whether a folded question asks for what is so now: 现行, the latest.
func AsksNow(question string) bool { return asksNow.MatchString(question) }

var asksNow = NewPattern(`<asks now>`)
