package followup

import (
	"strings"

	"chuchu/retrieval/language"
)

// counted is a number with the word that it counts by: "the second".
var counted = language.NewPattern(`<counted>`)

// inNumber exchanges a number of the last question for the fragment, if that is one ("and the third?") and
// counts by the same word; a fragment without one takes the word that is there.
func (f fragment) inNumber(last utterance) (string, bool) {
	mine := f.first(countedAlone)
	if mine == nil {
		return "", false
	}
	number := newUtterance(f.raw(mine[1]))
	n := number.first(counted)
	if n == nil || n[0] != number.whole() {
		return "", false
	}
	for _, theirs := range last.all(counted) {
		if n[4].from >= 0 || theirs[4].from >= 0 {
			if n[4].from >= 0 && theirs[4].from >= 0 {
				return last.with(theirs[4], number.raw(n[4])), true
			}
			continue
		}
		same := n[3].from >= 0 && theirs[3].from >= 0 && number.plain(n[3]) == last.plain(theirs[3])
		if same || n[3].from < 0 && n[1].length() == 0 {
			return last.with(theirs[2], number.raw(n[2])), true
		}
	}
	return "", false
}

// countedAlone matches a fragment that is a number and nothing else.
var countedAlone = language.NewPattern(`<number alone>`)

// agreeing exchanges a span of a question for a phrase, and if both begin with a number that the question repeats
// ("which five are the five centres"), the repetition too.
func agreeing(last utterance, r span, phrase utterance) string {
	said := phrase.raw(phrase.whole())
	for i, c := range phrase.folded { // "the highest layer of the air" for "the lowest layer" of "of the air"
		if end := string(phrase.folded[i:]); c == ' ' && strings.HasPrefix(string(last.folded[r.to:]), end) {
			r.to += len(phrase.folded) - i
			break
		}
	}
	old, now := newUtterance(last.raw(r)).first(leadingNumber), phrase.first(leadingNumber)
	if old == nil || now == nil {
		return last.with(r, said)
	}
	was := last.raw(span{r.from, r.from + old[0].to})
	rest := strings.Replace(string(last.runes[r.to:]), "哪"+was, "哪"+phrase.raw(now[0]), 1)
	return string(last.runes[:r.from]) + said + rest
}

var leadingNumber = language.NewPattern(`<begins with a number>`)
