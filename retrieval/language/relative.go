package language

import (
	"fmt"
	"strings"
	"time"
)

// Reckon returns the first word of a text that names a day, a month or a year by the day of who writes (昨天, last year), and
// what it is by the date of the text, both ISO 8601, as exact as the word is; "" where there is none, or the date of the text
// is not as exact. What is of today ("today's world", 今天的中国) names no day.
func Reckon(s, date string) (word, reckoned string) {
	first := len(s)
	for _, r := range relatives {
		if len(date) < len(r.layout) {
			continue
		}
		day, err := time.Parse(r.layout, date[:len(r.layout)])
		if err != nil {
			continue
		}
		for _, at := range r.pattern.FindAllStringIndex(s, -1) {
			if at[0] >= first || ofThatTime(s[at[1]:]) {
				continue
			}
			first, word = at[0], s[at[0]:at[1]]
			reckoned = day.AddDate(r.years, r.months, r.days).Format(r.layout)
		}
	}
	return word, reckoned
}

func ofThatTime(rest string) bool {
	for _, of := range []string{"的", "'s", "’s"} {
		if strings.HasPrefix(rest, of) {
			return true
		}
	}
	return false
}

type relative struct {
	pattern             *Pattern
	layout              string // of the date that it makes
	years, months, days int
}

var relatives = func() []relative {
	var all []relative
	for n := -2; n <= 1; n++ {
		all = append(all, relative{NewPattern(nameOf("day", n)), time.DateOnly, 0, 0, n}, relative{NewPattern(nameOf("year", n)), "2006", n, 0, 0})
		if n > -2 {
			all = append(all, relative{NewPattern(nameOf("month", n)), "2006-01", 0, n, 0})
		}
	}
	return all
}()

// nameOf returns the name of the form of words for a unit so many before or after the text's own.
func nameOf(unit string, n int) string {
	if n == 0 {
		return fmt.Sprintf("<relative %s 0>", unit)
	}
	return fmt.Sprintf("<relative %s %+d>", unit, n)
}
