package followup

import "chuchu/retrieval/language"

// when is a date in an utterance, whole and by its parts; a part that it does not have is empty. A date said in
// relation to today ("last year") has no parts.
type when struct {
	whole, year, day span // day with its month
	digits           span // of the year, without 年
}

// whenIn returns the first date of an utterance.
func whenIn(u utterance) when {
	for _, found := range u.all(datePattern) {
		w := when{whole: found[0]}
		if r := found[1]; r.from >= 0 {
			w.year, w.digits = r, r
			if u.folded[r.to-1] == '年' {
				w.digits.to--
			}
		}
		for _, r := range found[2:] {
			if r.from >= 0 {
				w.day = r
			}
		}
		if w.year.length() == 4 && w.whole == w.year && u.measured(w.whole) {
			continue
		}
		return w
	}
	return when{}
}

// measured reports whether a bare number of four digits counts something: 1500 metres. Then it is no year.
func (u utterance) measured(r span) bool {
	return counting.MatchString(string(u.folded[r.to:])) || r.from > 0 && digit(u.folded[r.from-1])
}

func digit(r rune) bool { return '0' <= r && r <= '9' || r == '.' || r == ',' }

var (
	datePattern = language.NewPattern(`<date in a question>`)
	counting    = language.NewPattern(`<counts something>`)
)

// inDate exchanges the date of the last question for the fragment, if that is one: only the year where the fragment
// names no more ("2025" for "24 January 2024"), only the day where it names no year.
func (f fragment) inDate(last utterance) (string, bool) {
	mine, theirs := whenIn(f.utterance), whenIn(last)
	if mine.whole.length() == 0 || mine.whole.length() != len(f.runes) || theirs.whole.length() == 0 {
		return "", false
	}
	said := f.raw(f.whole())
	switch {
	case mine.year == mine.whole && mine.year.length() > 0 && theirs.year.length() > 0:
		return last.with(theirs.digits, f.raw(mine.digits)), true
	case mine.day == mine.whole && mine.day.length() > 0 && theirs.day.length() > 0:
		return last.with(theirs.day, said), true
	case mine.day == mine.whole && mine.day.length() > 0 && theirs.year.length() > 0:
		at := theirs.year.to
		if !f.chinese() {
			at = theirs.year.from
			said += " "
		}
		return last.with(span{at, at}, said), true
	}
	return last.with(theirs.whole, said), true
}
