package language

import (
	"slices"
	"strings"
)

// SharesOf returns what the numbers of s are shares of, if all of them are: 营业收入 of 占营业收入的三分之一, revenue of "a third of
// revenue"; nothing if one is none, or is not said to be of something.
func SharesOf(s string) []string {
	var of []string
	for _, q := range Quantities(s, Of(s)) {
		what := ""
		if m := beforeShare.FindStringSubmatch(s[:q.Start]); m != nil {
			what = m[1]
		} else if span := s[q.Start:q.End]; strings.HasSuffix(span, " of") || ofBehind.MatchString(s[q.End:]) {
			if m := behindShare.FindStringSubmatch(s[q.End:]); m != nil {
				what = m[1]
			}
		}
		if q.Unit != "%" || what == "" {
			return nil
		}
		of = append(of, what)
	}
	return slices.Compact(of)
}

// AsksShare reports whether a folded question asks for a share of something.
func AsksShare(question string) bool { return asksShare.MatchString(question) }

var (
	asksShare   = NewPattern(`<asks share of>`)
	beforeShare = NewPattern(`<of it is a share>`)
	behindShare = NewPattern(`<share is of>`)
	ofBehind    = NewPattern(`(?i)^\s?(?:%|per ?cent)?\s?of `)
)
