package language

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// AskedNumbers returns where s has a number with the unit that a folded question asks for, or the noun that it counts.
func AskedNumbers(s, question string, in Script) []Span {
	for _, m := range measured {
		if !m.asked.MatchString(question) {
			continue
		}
		var found []Span
		for _, at := range m.forms[in].FindAllStringIndex(s, -1) {
			found = append(found, trimmed(s, at[0], at[1]))
		}
		return found
	}
	if of := chineseCounted.FindStringSubmatch(question); of != nil && in == Han {
		return countedHan(s, of[1], of[2])
	}
	if of := englishCounted.FindStringSubmatch(question); of != nil && in == Latin {
		return countedLatin(s, of[1])
	}
	return nil
}

// measured are the numbers that a unit tells, by what the question asks with.
var measured = []struct {
	asked *Pattern
	forms [2]*Pattern // by script
}{
	{NewPattern(`<asks share>`), [2]*Pattern{Latin: NewPattern(`<English share>`), Han: NewPattern(`<Chinese share>`)}},
	{NewPattern(`<asks years of age>`), [2]*Pattern{Latin: NewPattern(`<English years of age>`), Han: NewPattern(`<Chinese years of age>`)}},
	{NewPattern(`<asks length>`), [2]*Pattern{Latin: NewPattern(`<English length>`), Han: NewPattern(`<Chinese length>`)}},
	{NewPattern(`<asks sum of money>`), [2]*Pattern{Latin: NewPattern(`<English sum of money>`), Han: NewPattern(`<Chinese sum of money>`)}},
}

var (
	figures        = [...]*Pattern{Latin: NewPattern(`<English number>`), Han: NewPattern(`<Chinese number>`)}
	chineseCounted = NewPattern(`<asks how many in Chinese>`)
	englishCounted = NewPattern(`<asks how many in English>`)
	measureWord    = NewPattern(`<begins with a measure word>`)
	inBrackets     = NewPattern(`^\s*[(（][^()（）]*[)）]`) // 68,511 (43.3%)户
)

// countedHan returns the numbers that stand before that measure word and noun; if none has both, those before the
// measure word.
func countedHan(s, measure, noun string) []Span {
	var both, either []Span
	for _, at := range figures[Han].FindAllStringIndex(s, -1) {
		f := trimmed(s, at[0], at[1])
		if s[f.Start:f.End] == "一" || isYear(s[f.Start:]) { // 一种 is "a", not "one"
			continue
		}
		aside := inBrackets.FindString(s[f.End:])
		rest := s[f.End+len(aside):]
		had := len(measureWord.FindString(rest))
		if measure != "" {
			if had = strings.Index(rest, measure) + len(measure); had < len(measure) || strings.TrimSpace(rest[:had]) != measure {
				continue
			}
		}
		if aside == "" {
			f.End += had
		}
		switch {
		case utf8.RuneCountInString(noun) == 2 && strings.HasPrefix(strings.TrimSpace(rest[had:]), noun):
			both = append(both, f)
		case measure != "":
			either = append(either, f)
		}
	}
	if len(both) > 0 {
		return both
	}
	return either
}

// countedLatin returns the numbers that stand at most nounRoom words before the noun that a question counts, the last
// word of what follows "how many".
func countedLatin(s, counted string) []Span {
	noun := ""
	for w := range strings.FieldsSeq(counted) {
		if StopWord(w) {
			break
		}
		noun = Stem(w)
	}
	var found []Span
	for _, at := range figures[Latin].FindAllStringIndex(s, -1) {
		f := trimmed(s, at[0], at[1])
		after, _, _ := strings.Cut(s[f.End:], ",")
		words := strings.FieldsFunc(after[:clauseLength(after)], func(r rune) bool { return r == ' ' || r == '-' })
		words = words[:min(nounRoom, len(words))]
		if stop := slices.IndexFunc(words, func(w string) bool { return StopWord(w) }); stop >= 0 {
			words = words[:stop]
		}
		// "from 415,000 to 587,000" is two numbers, and "of which 68,511" counts what was named before.
		said := slices.ContainsFunc(words, func(w string) bool { return Stem(w) == noun }) || ofThem.MatchString(s[:f.Start])
		if noun != "" && said && !strings.HasSuffix(s[:f.Start], "from ") {
			found = append(found, f)
		}
	}
	return found
}

const nounRoom = 4

var ofThem = NewPattern(`<counts what was named>`)

// clauseLength returns how much of s there is up to a mark.
func clauseLength(s string) int {
	if i := strings.IndexAny(s, ".,;:()—0123456789"); i >= 0 {
		return i
	}
	return len(s)
}
