package followup

import (
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// A Chinese name has no capitals. It is recognised by a surname at the right place and by what stands beside it: a
// title before, or something that people do after. Doubt means no name: many everyday words begin with a surname as well.
var (
	startsName   = language.NewPattern(`<begins with a name>`)
	startsDeed   = language.NewPattern(`<part behind a name>`)
	doubleStart  = language.NewPattern(`<begins with a double surname>`)
	endsTitle    = language.NewPattern(`<before a name>`)
	endsPart     = language.NewPattern(`<part before a name>`)
	deedBehind   = language.NewPattern(`<behind a name>`)
	listedBefore = language.NewPattern(`<listed before>`)
	listedBehind = language.NewPattern(`<listed behind>`)
)

// isPerson reports whether an utterance is a person's name and nothing else. What the texts hold must stand there as a
// person; what they do not hold is one by its form: a surname and two characters.
func isPerson(u utterance, known evidence) bool {
	if n := len(u.runes); n < 2 || n > 4 || !startsName.MatchString(u.text) || isPlace(u) {
		return false
	}
	if known.has(u.text) {
		return known.person(u.text)
	}
	return len(u.runes) == 3 || doubleStart.MatchString(u.text)
}

// person reports whether the texts have the name where only a person stands.
func (e evidence) person(name string) bool {
	for at := 0; ; {
		i := strings.Index(string(e[at:]), name)
		if i < 0 {
			return false
		}
		before, behind := string(e[:at+i]), string(e[at+i+len(name):])
		before = before[max(0, len(before)-nextTo):]
		behind = behind[:min(nextTo, len(behind))]
		if endsTitle.MatchString(before) || deedBehind.MatchString(behind) || listedBefore.MatchString(before) && listedBehind.MatchString(behind) {
			return true
		}
		at += i + len(name)
	}
}

// nextTo is how many bytes of what stands beside a name are looked at: more than a title has.
const nextTo = 20

// persons returns the people that an utterance names, in order. A name may begin after a title, a mark, a little word or a
// question word.
func persons(u utterance, known evidence) []span {
	var found []span
	for at := range u.folded {
		if len(found) > 0 && at < found[len(found)-1].to {
			continue
		}
		before := string(u.folded[max(0, at-4):at])
		titled := endsTitle.MatchString(before)
		if !titled && !endsPart.MatchString(before) {
			continue
		}
		if n := nameLength(string(u.folded[at:]), titled, known); n > 0 {
			found = append(found, span{at, at + n})
		}
	}
	return found
}

// nameLength returns how many characters of the text are the name that it begins with, 0 if it begins with none.
func nameLength(text string, titled bool, known evidence) int {
	text = string([]rune(text)[:min(12, utf8.RuneCountInString(text))])
	chars := []rune(hanRun.FindString(text))
	if titled && len(chars) >= 2 && len(chars) <= 4 && askingWord.FindString(string(chars)) == "" && !startsName.MatchString(text) {
		return len(chars) // a rare surname, but nothing else stands between a title and a mark
	}
	if !startsName.MatchString(text) {
		return 0
	}
	lengths := []int{2, 3}
	if doubleStart.MatchString(text) {
		lengths = []int{3, 4}
	}
	for _, n := range lengths {
		if len(chars) < n {
			continue
		}
		name, rest := string(chars[:n]), strings.TrimPrefix(text, string(chars[:n]))
		if startsDeed.MatchString(rest) && !namedPlace.MatchString(name) && (titled || !known.has(name) || known.person(name)) {
			return n
		}
		if n == lengths[1] && known.person(name) {
			return n
		}
	}
	return 0
}

var hanRun = language.NewPattern(`^\p{Han}*`)
