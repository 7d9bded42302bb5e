package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// How a date is written in Chinese, as exactly as it is given: 2007年2月8日, 1521年夏天, 11月28日, 二十世纪五十年代.
const (
	hanDigits  = `[〇零一二三四五六七八九]`
	hanNumeral = `[〇零一二两三四五六七八九十百千万亿]`
	hanYear    = `(?:公元前?\s*\d{1,4}|\d{4}|` + hanDigits + `{4})\s*年`
	hanMonth   = `(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月份?`
	hanDay     = `(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]`
	hanDecade  = `(?:\d{2,4}|[二三四五六七八九]十)\s*年代`
	hanCentury = `(?:公元前?)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*世纪(?:\s*` + hanDecade + `)?`
	hanPart    = `(?:春季|夏季|秋季|冬季|[春夏秋冬]天?|上半年|下半年|年?[初底末]|早期|中期|中叶|晚期|后期|上午|下午|晚上?|凌晨|清晨|中午)`
	hanDate    = `(?:` + hanYear + `(?:\s*` + hanMonth + `(?:\s*` + hanDay + `)?)?|` + hanMonth + `\s*` + hanDay + `|` + hanDay + `|` +
		hanCentury + `|` + hanDecade + `|` + hanMonth + `)(?:\s*` + hanPart + `)?`
	isoDate = `\d{4}-\d{2}-\d{2}`
)

// And in English: 8 February 2007, May 18, 1756, the summer of 1521, the early 1970s, the nineteenth century.
const (
	monthName = `(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)`
	latinDay  = `\d{1,2}(?:st|nd|rd|th)?`
	latinYear = `(?:\d{1,4} ?(?:BCE?|AD|CE)\b|\bAD \d{1,4}\b|\b(?:1\d{3}|20\d{2})s?\b)`
	latinPart = `(?:early |late |mid-|(?:spring|summer|fall|autumn|winter) of )?`
	latinNth  = `(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty-first)`
	latinDate = latinPart + `(?:(?:` + latinDay + ` (?:of )?)?` + monthName + `(?: ` + latinDay + `\b)?(?:,? \d{4}\b)?|` + isoDate + `|` + latinYear + `|` +
		latinNth + ` centur(?:y|ies))`
)

// datePatterns match a date in texts of a script.
var datePatterns = [...]*language.Pattern{
	latin: language.NewPattern(latinDate),
	han:   language.NewPattern(hanDate + `|` + isoDate + `|\b\d{4}\b`),
}

// toDate stands between the two dates of a span of time.
var toDate = regexp.MustCompile(`^(?:\s*[至到—–~～-]\s*| to | until )$`)

// dates returns where s has a date as exact as the question wants it; of a year, where it has that alone.
func (q question) dates(s string, in script) []reading.Span {
	asked := fold(q.text)
	var wanted *regexp.Regexp
	for _, e := range exactness {
		if e.asked.MatchString(asked) {
			wanted = e.date
			break
		}
	}
	var found []reading.Span
	for _, f := range allDates(s, in) {
		if wanted != nil && !wanted.MatchString(s[f.Start:f.End]) {
			continue
		}
		if years := yearAlone.FindAllStringIndex(s[f.Start:f.End], -1); q.asks == year && len(years) == 1 {
			f = reading.Span{Start: f.Start + years[0][0], End: f.Start + years[0][1]}
		}
		found = append(found, f)
	}
	return found
}

// allDates returns where s has dates; one to another is taken together.
func allDates(s string, in script) []reading.Span {
	var found []reading.Span
	for _, at := range datePatterns[in].FindAllStringIndex(s, -1) {
		f := trimmed(s, at[0], at[1])
		if n := len(found); n > 0 && toDate.MatchString(s[found[n-1].End:f.Start]) {
			found[n-1].End = f.End
		} else {
			found = append(found, f)
		}
	}
	if in == han { // four digits alone may be anything
		found = slices.DeleteFunc(found, func(f reading.Span) bool {
			return f.End-f.Start == len("1999") && !bracketed(s, f)
		})
	}
	return found
}

// bracketed tells whether a span stands alone in brackets.
func bracketed(s string, f reading.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:f.Start], " "))
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[f.End:], " "))
	return strings.ContainsRune("(（", before) && strings.ContainsRune(")）", after)
}

var yearAlone = regexp.MustCompile(hanYear + `代?|` + latinYear)

// exactness says what a date must have, by what the question wants to know.
var exactness = []struct{ asked, date *regexp.Regexp }{
	{regexp.MustCompile(`世纪|\bcentury\b`), regexp.MustCompile(`世纪|centur`)},
	{regexp.MustCompile(`什么年代|哪个年代|\bdecade\b`), regexp.MustCompile(`年代|0s`)},
	{regexp.MustCompile(`哪一?天|几号|几月几|\b(?:what|which) (?:date|day)\b`), regexp.MustCompile(`[日号]|` + monthName + `? ?\d{1,2}\b.*` + monthName + `?|\d-\d`)},
	{regexp.MustCompile(`几月|哪个月|\b(?:what|which) month\b`), regexp.MustCompile(`月|\d-\d|` + monthName)},
	{regexp.MustCompile(`哪一?年|年份|\byear\b`), yearAlone},
	{regexp.MustCompile(`几点|\bwhat time\b`), regexp.MustCompile(`$^`)}, // the time of day is not looked for
}

// How long something takes: 近3个小时, 六年, nearly 40 years.
const (
	hanAbout    = `(?:将近|近|约|大约|大概|超过|不到|不足|长达|至少|几乎)?\s*`
	latinAbout  = `(?:\b(?:nearly|almost|about|around|over|more than|less than|at least|up to|approximately|roughly) )?`
	digits      = `\d[\d,，]*(?:\.\d+)?`
	hanFigure   = `(?:` + digits + `\s*[百千万亿]*|[数上]?` + hanNumeral + `+)`
	latinFigure = `(?:\b` + digits + `|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|` +
		`(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|dozens?)\b)(?: (?:hundred|thousand|million|billion|trillion)\b)?`
)

var durationPatterns = [...]*regexp.Regexp{
	latin: regexp.MustCompile(latinAbout + `(?:` + latinFigure + `|half an?)(?:(?:\s*[-–]\s*| to | or )` + latinFigure + `)?[ -](?:decades?|centur(?:y|ies)|years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b`),
	han:   regexp.MustCompile(hanAbout + `(?:` + hanFigure + `|半)(?:\s*[至到—–~～-]\s*` + hanFigure + `)?\s*[多余来]?(?:个半?\s*小时|小时|天|周?年半?|个半?月|周|个?星期|分钟|秒钟?|个?世纪)[多半]?`),
}

// A length of time is none where it is a year or counts from now, or says how old something is.
var (
	aYear     = regexp.MustCompile(`^(?:\d{4}|` + hanDigits + `{4})\s*年`)
	fromThere = regexp.MustCompile(`^(?:代|[以之]?[前后]| old\b|-old\b| ago\b)`)
)

func durations(s string, in script) []reading.Span {
	var found []reading.Span
	for _, at := range durationPatterns[in].FindAllStringIndex(s, -1) {
		if f := trimmed(s, at[0], at[1]); !aYear.MatchString(s[f.Start:f.End]) && !fromThere.MatchString(s[f.End:]) {
			found = append(found, f)
		}
	}
	return found
}
