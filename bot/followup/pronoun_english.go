package followup

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// personEnglish returns who "he" or "she" is: the answer to who, else the name that the last question has for no place.
func personEnglish(t Turn, _ utterance, known evidence) (string, int) {
	if t.question.chinese() {
		return person(t, utterance{}, known)
	}
	if t.question.first(who) != nil && t.question.first(whoIsCapital) == nil {
		if name := answeringEnglish(t); name != "" {
			return name, 0
		}
	}
	for _, r := range capitals(t.question) {
		if !preposed(t.question, r, "in", "at", "to", "from", "of", "on") {
			return t.question.raw(r), 0
		}
	}
	return "", 0
}

// whoIsCapital matches a question after somebody whom it may name: "who is Xi Jinping?", no article.
var whoIsCapital = language.NewPattern(`<asks who somebody is in English>`)

// answeringEnglish returns the name in the quoted sentence that the question does not have.
func answeringEnglish(t Turn) string {
	if t.answer != "" && words(t.answer) <= 4 {
		return t.answer
	}
	for _, r := range capitals(t.quoted) {
		if (r.from > 0 || words(t.quoted.plain(r)) > 1) && !strings.Contains(t.question.text, t.quoted.plain(r)) &&
			!preposed(t.quoted, r, "in", "at", "to", "from", "of", "on", "the") {
			return t.quoted.raw(r)
		}
	}
	return ""
}

// preposed reports whether one of these words stands in front of a span.
func preposed(u utterance, r span, prepositions ...string) bool {
	front := strings.Fields(string(u.folded[:r.from]))
	return len(front) > 0 && slices.Contains(prepositions, front[len(front)-1])
}

// thingEnglish returns what "it" is, or "they": the first phrase with an article of the last question, else its last name, if
// that is one thing, or several. Several of "a bank" are banks.
func thingEnglish(t Turn, u utterance, _ evidence) (string, int) {
	they := strings.HasPrefix(u.text, "the")
	for _, p := range phrases(t.question) {
		said := t.question.plain(p)
		if !article.MatchString(said) || words(said) < 2 {
			continue
		}
		switch head := strings.Fields(said)[1]; {
		case several.MatchString(said) == they && several.MatchString(head) == they:
			return t.question.raw(t.question.withOf(p)), 0
		case they && strings.HasPrefix(said, "a"):
			return strings.Join(strings.Fields(t.question.raw(p))[1:], " ") + "s", 0
		}
	}
	if names := capitals(t.question); len(names) > 0 {
		if last := names[len(names)-1]; several.MatchString(t.question.plain(last)) == they || !they {
			return t.question.raw(last), 0
		}
	}
	return "", 0
}

// withOf returns a phrase with what stands behind it and "of": the city of London.
func (u utterance) withOf(p span) span {
	for _, next := range phrases(u) {
		if u.plain(span{p.to, max(p.to, next.from)}) == " of " {
			return span{p.from, next.to}
		}
	}
	return p
}

// several matches a noun of several things.
var several = language.NewPattern(`<plural noun>`)

// whereEnglish returns what "there" is: the name behind the last preposition of place of the last question.
func whereEnglish(t Turn, _ utterance, _ evidence) (string, int) {
	return behind(t.question, "in", "at", "to", "from", "of", "visit"), 0
}

func behind(u utterance, prepositions ...string) string {
	found := ""
	for _, r := range append(capitals(u), phrases(u)...) {
		if preposed(u, r, prepositions...) {
			found = u.raw(r)
		}
	}
	return found
}

// inThereEnglish is whereEnglish for a "there" that has no preposition.
func inThereEnglish(t Turn, u utterance, known evidence) (string, int) {
	said, n := whereEnglish(t, u, known)
	if said != "" {
		said = "in " + said
	}
	return said, n
}

// pointedAtEnglish returns the phrase that "this meeting" points at: the one that ends in the same noun in the last
// question, else in the quoted sentence.
func pointedAtEnglish(t Turn, u utterance, _ evidence) (string, int) {
	_, head, _ := strings.Cut(u.text, " ")
	head = strings.TrimRight(strings.Fields(head + " ?")[0], "?.!,;")
	for _, source := range []utterance{t.question, t.quoted} {
		for _, p := range phrases(source) {
			if said := source.plain(p); said != head && (strings.HasSuffix(said, " "+head)) {
				return source.raw(p), 0
			}
		}
	}
	return "", 0
}
