package several

import (
	"strings"

	"chuchu/retrieval/language"
)

var (
	opensQuestion = language.NewPattern(`<opens a question>`)
	opensYesNo    = language.NewPattern(`<opens a question for yes or no>`)
	joins         = language.NewPattern(`<joins English questions>`)
	joinsWhether  = language.NewPattern(`<joins whether>`)
	adverbial     = language.NewPattern(`<opens an adverbial question>`)
	twofold       = language.NewPattern(`<asks twice>`) // when and where was it built
	relative      = language.NewPattern(`<relative>`)
	ellipsis      = language.NewPattern(`<one word asks>`)
)

// englishClauses returns the questions of an English sentence. The sentence has to begin with a question, and none of its
// questions may be a clause about a noun ("the man who built it and who died").
func englishClauses(sentence string) []string {
	f := newFolded(sentence)
	if match := twofold.FindStringSubmatchIndex(f.plain); match != nil {
		rest := f.cut(match[6], match[7])
		return []string{f.cut(match[2], match[3]) + " " + rest, language.Capitalized(f.cut(match[4], match[5]) + " " + rest)}
	}
	if !opensQuestion.MatchString(f.plain) {
		return []string{sentence}
	}
	var found []string
	from := 0
	at := joins.FindAllStringSubmatchIndex(f.plain, -1)
	if adverbial.MatchString(f.plain) && len(at) == 0 {
		at = joinsWhether.FindAllStringSubmatchIndex(f.plain, -1)
	}
	for _, match := range at {
		begin := match[2]
		if begin < 0 {
			begin = match[4]
		}
		left := f.plain[from:match[0]]
		if len(strings.Fields(left)) < 3 || len(strings.Fields(f.plain[begin:])) < 2 && from == 0 && !ellipsis.MatchString(f.plain[begin:]) ||
			relative.MatchString(left) {
			continue
		}
		found = append(found, f.cut(from, match[0]))
		from = begin
	}
	if len(found) == 0 {
		return []string{sentence}
	}
	found = append(found, f.cut(from, len(f.plain)))
	for i, clause := range found {
		found[i] = language.Capitalized(asked(clause))
	}
	return found
}

var (
	respectively = language.NewPattern(`<respectively>`) // asked of each of two things; the groups are what stands before them, the things, what stands behind
	compared     = language.NewPattern(`<compared>`)
	eachWord     = language.NewPattern(`<each of them>`)
	yearOnly     = language.NewPattern(`<year alone>`)
	yearFirst    = language.NewPattern(`<year at the beginning>`)
)

// distributeEnglish is distribute for English.
func distributeEnglish(f folded) []string {
	whole := []string{string(f.said)}
	if match := respectively.FindStringSubmatchIndex(f.plain); match != nil {
		lead, rest := f.cut(match[2], match[3]), eachWord.ReplaceAllString(f.cut(match[8], match[9]), "")
		if relative.MatchString(f.plain[match[4]:match[7]]) {
			return whole
		}
		return []string{lead + " " + f.cut(match[4], match[5]) + rest, lead + " " + f.cut(match[6], match[7]) + rest}
	}
	match := compared.FindStringSubmatchIndex(f.plain)
	if match == nil {
		return whole
	}
	first, second := f.cut(match[2], match[3]), f.cut(match[4], match[5])
	at := yearFirst.FindStringIndex(second)
	if at == nil || !yearOnly.MatchString(first) || at[1] == len(second) {
		return whole // of what they are to be compared in nothing is said
	}
	first += second[at[1]:]
	return []string{language.Capitalized(first) + "?", language.Capitalized(second) + "?"}
}
