package retrieval

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// allNumbers reports whether parts of a sentence are numbers, times and dates.
func allNumbers(s string, parts []reading.Span) bool {
	return !slices.ContainsFunc(parts, func(at reading.Span) bool {
		part := s[at.Start:at.End]
		return !language.BeginsWithDigit(part) && len(language.Quantities(part, language.Of(part))) == 0
	})
}

// otherValue reports whether two answers of the kind that is asked for are not the same.
func (q question) otherValue(a, b string) bool {
	switch q.asks {
	case person:
		a, b = bare(a), bare(b)
		return !strings.Contains(a, b) && !strings.Contains(b, a)
	case year, time:
		one, another := language.YearsOf(a), language.YearsOf(b)
		return len(one) > 0 && len(another) > 0 && bare(a[one[0].Start:one[0].End]) != bare(b[another[0].Start:another[0].End])
	}
	mine, theirs := language.Quantities(a, language.Of(a)), language.Quantities(b, language.Of(b))
	return len(mine) == 1 && len(theirs) == 1 && mine[0].Unit == theirs[0].Unit && mine[0].Value != theirs[0].Value
}

// sameNumbers reports whether of two sentences one has no number that the other has not.
func sameNumbers(a, b string) bool {
	return !lacksNumber(language.Quantities(a, language.Of(a)), b) || !lacksNumber(language.Quantities(b, language.Of(b)), a)
}

// lacksNumber reports whether a sentence has not one of some numbers.
func lacksNumber(some []language.Quantity, sentence string) bool {
	all := language.Quantities(sentence, language.Of(sentence))
	return slices.ContainsFunc(some, func(q language.Quantity) bool {
		return !slices.ContainsFunc(all, func(o language.Quantity) bool { return o.Value == q.Value && o.Unit == q.Unit })
	})
}
