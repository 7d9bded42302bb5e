package language

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Dates returns where a text has dates, as exactly as they are given: 2007年2月8日, 二十世纪五十年代, the summer of 1521. One
// to another is taken together.
func Dates(s string, in Script) []Span {
	var found []Span
	for _, at := range dates[in].FindAllStringIndex(s, -1) {
		f := trimmed(s, at[0], at[1])
		if n := len(found); n > 0 && toDate.MatchString(s[found[n-1].End:f.Start]) {
			found[n-1].End = f.End
		} else {
			found = append(found, f)
		}
	}
	if in == Han { // four digits alone may be anything
		found = slices.DeleteFunc(found, func(f Span) bool {
			return fourDigits.MatchString(s[f.Start:f.End]) && !bracketed(s, f) || bareDay.MatchString(s[f.Start:f.End]) && bounded(s, f)
		})
	}
	return found
}

// bounded reports whether what could be a day bounds something, and is a length of time: 逾期一日, 十五日内.
func bounded(s string, f Span) bool {
	return BoundedBefore(s[:f.Start]) || boundedBehind.MatchString(s[f.End:])
}

// BoundedBefore reports whether a number of days is a length of time by what stands before it: 逾期超过.
func BoundedBefore(before string) bool { return boundedBefore.MatchString(before) }

var (
	fourDigits    = NewPattern(`^\d{4}$`)
	bareDay       = NewPattern(`^<Chinese day>$`)
	boundedBefore = NewPattern(`<bounded before>`)
	boundedBehind = NewPattern(`<bounded behind>`)
)

var (
	dates  = [...]*Pattern{Latin: NewPattern(`<English date>`), Han: NewPattern(`<Chinese date>`)}
	toDate = NewPattern(`<to a date>`)
)

// bracketed reports whether a span stands alone in brackets.
func bracketed(s string, f Span) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:f.Start], " "))
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[f.End:], " "))
	return strings.ContainsRune("(（", before) && strings.ContainsRune(")）", after)
}

// YearsOf returns where a date has its years, with their decades.
func YearsOf(date string) []Span {
	var found []Span
	for _, at := range yearOfDate.FindAllStringIndex(date, -1) {
		found = append(found, Span{at[0], at[1]})
	}
	return found
}

// ExactEnough reports whether a date is as exact as a folded question wants it: with its day where that asks 哪一天.
func ExactEnough(date, question string) bool {
	for _, e := range exactness {
		if e.asked.MatchString(question) {
			return e.date.MatchString(date)
		}
	}
	return true
}

var yearOfDate = NewPattern(`<year of a date>`)

// exactness says what a date must have, by what the question wants to know.
var exactness = []struct{ asked, date *Pattern }{
	{NewPattern(`<asks century>`), NewPattern(`<has a century>`)},
	{NewPattern(`<asks decade>`), NewPattern(`<has a decade>`)},
	{NewPattern(`<asks day>`), NewPattern(`<has a day>`)},
	{NewPattern(`<asks month>`), NewPattern(`<has a month>`)},
	{NewPattern(`<asks which year>`), yearOfDate},
	{NewPattern(`<asks time of day>`), NewPattern(`$^`)}, // is not looked for
}

// Durations returns where a text says how long something takes: 近3个小时, nearly 40 years. A year is none, nor what counts
// from now or says how old something is.
func Durations(s string, in Script) []Span {
	var found []Span
	for _, at := range durations[in].FindAllStringIndex(s, -1) {
		if f := trimmed(s, at[0], at[1]); !isYear(s[f.Start:f.End]) && !countsFrom.MatchString(s[f.End:]) {
			found = append(found, f)
		}
	}
	return found
}

var (
	durations  = [...]*Pattern{Latin: NewPattern(`<English duration>`), Han: NewPattern(`<Chinese duration>`)}
	countsFrom = NewPattern(`<counts from there>`)
	figureYear = NewPattern(`<year in figures>`)
)

// BareYear returns a date without the 年 at its end.
func BareYear(date string) string { return strings.TrimSuffix(date, "年") }

// isYear reports whether s begins with a year: 1998年.
func isYear(s string) bool { return figureYear.MatchString(s) }
