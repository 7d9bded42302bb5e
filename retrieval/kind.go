package retrieval

import (
	"strings"

	"chuchu/retrieval/language"
)

// answersKind tells whether a quote or paragraph holds the kind of thing that is asked for, a date or a number, other than
// the ones that the question names itself.
func (q question) answersKind(quoted string) bool {
	kind := typePatterns[q.asks]
	if kind == nil || q.asks == person {
		return true // a name may look like anything
	}
	return q.holdsKind(kind, quoted)
}

// holdsKind tells whether it holds something that the pattern matches and the question does not say.
func (q question) holdsKind(kind *language.Pattern, quoted string) bool {
	for rest := quoted; ; {
		at := kind.FindStringIndex(rest)
		if at == nil {
			return false
		}
		found := rest[at[0]:at[1]]
		if !strings.Contains(q.text, found) && !(q.asks == number && ofDate.MatchString(found)) {
			return true
		}
		rest = rest[at[1]:]
	}
}

// ofDate matches a number that is of a date: nobody asks for it by "how many".
var ofDate = language.NewPattern(`<number of a date>`)

// kindNear tells whether a sentence that says, with title, headings and date, at least half as much of the question as the
// best one does has the kind of thing that is asked for.
func (q question) kindNear(j judgement, text string) bool {
	kind := typePatterns[q.asks]
	for i, s := range j.match.sentences {
		said := j.match.held[i].union(&j.context)
		if j.view.coverage(&said) >= j.situated/2 && q.holdsKind(kind, text[s.Start:s.End]) {
			return true
		}
	}
	return false
}

// typePatterns match what a question of that kind asks for. They are wide: what they miss counts against an answer that
// is there.
var typePatterns = map[asked]*language.Pattern{
	year:     language.NewPattern(`<answers year>`),
	time:     language.NewPattern(`<answers time>`),
	duration: language.NewPattern(`<answers duration>`),
	number:   language.NewPattern(`<answers number>`),
	person:   language.NewPattern(`<answers person>`),
	money:    language.NewPattern(`<answers money>`),
	age:      language.NewPattern(`<answers age>`),
	origin:   language.NewPattern(`<answers origin>`),
}
