package retrieval

import "chuchu/retrieval/language"

// dates returns where s has a date as exact as the question wants it; of a year, if it has that alone.
func (q question) dates(s string, in script) []language.Span {
	var found []language.Span
	for _, f := range language.Dates(s, in) {
		if !language.ExactEnough(s[f.Start:f.End], q.folded) {
			continue
		}
		if years := language.YearsOf(s[f.Start:f.End]); q.asks == year && len(years) == 1 {
			f = language.Span{Start: f.Start + years[0].Start, End: f.Start + years[0].End}
		}
		found = append(found, f)
	}
	return found
}
