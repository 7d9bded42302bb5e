package followup

import (
	"strings"

	"chuchu/retrieval/language"
)

// bind exchanges the first pronoun of a question, which nothing in front of it explains, for what the turns have been
// about, the newest turn that offers something fitting.
func bind(u utterance, turns []Turn, known evidence) (Meaning, bool) {
	if !u.chinese() && !strings.Contains(u.text, "?") && !askingWord.MatchString(u.text) && !auxiliary.MatchString(u.text) {
		return Meaning{}, false // it asks nothing: "It is a long river for sure."
	}
	for _, p := range pronouns {
		for _, found := range u.all(p.pattern) {
			at := found[1]
			front := newUtterance(u.raw(span{0, at.from}))
			if p.explained(front, known) {
				continue
			}
			for _, t := range turns {
				said, upTo := p.stands(t, newUtterance(u.raw(span{at.from, len(u.runes)})), known)
				if said == "" || strings.Contains(u.text, language.FoldString(said)) {
					continue
				}
				at.to = max(at.to, at.from+upTo)
				if p.possessive.MatchString(u.plain(at)) {
					said += "'s"
				}
				return Meaning{Question: u.with(at, said), Sure: true}, true
			}
		}
	}
	return Meaning{}, false
}

// pronoun is a kind of word that stands for another.
type pronoun struct {
	pattern    *language.Pattern // its first group is what is exchanged
	possessive *language.Pattern
	explained  func(front utterance, known evidence) bool // what stands in front says who or what is meant
	// stands returns what the pronoun that u begins with stands for after that turn, or "", and how many characters of
	// u it takes the place of; 0 for the pronoun alone.
	stands func(t Turn, u utterance, known evidence) (said string, upTo int)
}

// pronouns, those that say most of what they stand for first.
var pronouns = []pronoun{
	{language.NewPattern(`<demonstrative and noun>`), never, thingInFront, pointedAt},
	{language.NewPattern(`<English demonstrative and noun>`), never, phraseInFront, pointedAtEnglish},
	{language.NewPattern(`<he or she>`), never, personInFront, person},
	{language.NewPattern(`<he or she in English>`), language.NewPattern(`<his or her>`), capitalInFront, personEnglish},
	{language.NewPattern(`<they>`), never, personInFront, people},
	{language.NewPattern(`<it>`), never, thingInFront, thing},
	{language.NewPattern(`<there>`), never, placeInFront, where},
	{language.NewPattern(`<it or they in English>`), language.NewPattern(`<its or their>`), phraseInFront, thingEnglish},
	{language.NewPattern(`<preposition and there>`), never, placeInFrontEnglish, whereEnglish},
	{language.NewPattern(`<there in English>`), never, placeInFrontEnglish, inThereEnglish},
}

var never = language.NewPattern(`$.`)

func personInFront(front utterance, known evidence) bool { return len(persons(front, known)) > 0 }
func placeInFront(front utterance, _ evidence) bool      { return len(places(front)) > 0 }
func thingInFront(front utterance, _ evidence) bool {
	for _, s := range front.segments() {
		if s.length() > 2 {
			return true
		}
	}
	return false
}
func capitalInFront(front utterance, _ evidence) bool { return len(capitals(front)) > 0 }
func phraseInFront(front utterance, _ evidence) bool {
	return len(phrases(front)) > 0 || impersonal.MatchString(front.text)
}
func placeInFrontEnglish(front utterance, known evidence) bool {
	return behind(front, "in", "at", "to", "from") != "" || existing.MatchString(front.text)
}

// existing matches what stands before a "there" that is no place: are there, how many types are there.
var existing = language.NewPattern(`<before an existential there>`)

// impersonal matches a question whose "it" stands for nothing: how long does it take to, is it true that.
var impersonal = language.NewPattern(`<before an impersonal it>`)

// person returns who "he" is in Chinese: the answer to who, else the person that the last question named, else who stands beside
// its words in the quoted sentence.
func person(t Turn, _ utterance, known evidence) (string, int) {
	asksWho := t.question.first(who) != nil && t.question.first(whoIsNamed) == nil
	if asksWho {
		if name := answering(t, known); name != "" {
			return name, 0
		}
	}
	if named := persons(t.question, known); len(named) > 0 {
		return t.question.raw(named[0]), 0
	}
	if asksWho {
		return "", 0
	}
	return answering(t, known), 0
}

// whoIsNamed matches a question after somebody whom it names: he is that one, not whom the quoted sentence names.
var whoIsNamed = language.NewPattern(`<asks who somebody named is>`)

var who = language.NewPattern(`<asks person>`)

// answering returns the person whom the quoted sentence calls what the question does, else the one that stands nearest
// to the question's words: behind them, or before, where they say what he did. One that the question names is not asked for.
func answering(t Turn, known evidence) string {
	if n := len([]rune(t.answer)); n > 1 && n <= 4 {
		return t.answer
	}
	shared := sharedRun(t.question, t.quoted)
	if shared.length() < 2 {
		return ""
	}
	name, nearest, closest := "", nearby, 1
	for _, r := range persons(t.quoted, known) {
		if called := t.calls(r); called > closest {
			name, closest, nearest = t.quoted.raw(r), called, -1
		}
		distance := max(r.from-shared.to, shared.from-r.to)
		if distance >= 0 && distance < nearest && !strings.Contains(t.question.text, t.quoted.plain(r)) {
			name, nearest = t.quoted.raw(r), distance
		}
	}
	return name
}

// calls returns how much of what the question calls somebody ends right in front of a name, in characters.
func (t Turn) calls(name span) int {
	most := 0
	for _, segment := range t.question.segments() {
		n := 0
		for n < min(segment.length(), name.from) && t.question.folded[segment.to-1-n] == t.quoted.folded[name.from-1-n] {
			n++
		}
		most = max(most, n)
	}
	return most
}

// nearby is how far, in characters, a name may stand from the question's words and still belong to them.
const nearby = 8

// sharedRun returns where the longest part of the question stands in the quote.
func sharedRun(question, quoted utterance) span {
	var best span
	for _, segment := range question.segments() {
		for from := segment.from; from < segment.to; from++ {
			for to := segment.to; to-from > best.length(); to-- {
				if at := strings.Index(quoted.text, question.plain(span{from, to})); at >= 0 {
					start := len([]rune(quoted.text[:at]))
					best = span{start, start + to - from}
				}
			}
		}
	}
	return best
}

// people returns who "they" are in Chinese: the list that answered, else those whom the question asked after ("which members").
func people(t Turn, _ utterance, _ evidence) (string, int) {
	if strings.ContainsAny(t.answer, "、和") {
		return t.answer, 0
	}
	for _, segment := range t.question.segments() {
		if plural.MatchString(t.question.plain(segment)) {
			return t.question.raw(segment), 0
		}
	}
	if asked := t.question.first(askedPeople); asked != nil {
		return t.question.raw(asked[1]), 0
	}
	return "", 0
}

var (
	plural      = language.NewPattern(`<several people>`)
	askedPeople = language.NewPattern(`<asks for several people>`)
)

// thing returns what "it" is in Chinese: the first thing that the last question is about, no person, with the number that belongs
// to it.
func thing(t Turn, _ utterance, known evidence) (string, int) {
	for _, segment := range t.question.segments() {
		part := newUtterance(t.question.raw(segment))
		if segment.length() >= 2 && len(persons(part, known)) == 0 {
			return t.question.raw(segment), 0
		}
	}
	return "", 0
}

// where returns the place that the last question named, else that of the quoted sentence, if it has just one.
func where(t Turn, _ utterance, _ evidence) (string, int) {
	if named := places(t.question); len(named) > 0 {
		return t.question.raw(span{named[0][0].from, named[0][1].to}), 0
	}
	if named := t.quoted.all(namedPlace); len(named) == 1 {
		return t.quoted.raw(named[0][0]), 0
	}
	return "", 0
}

// pointedAt returns the noun phrase that "this meeting" points at in Chinese: the one that ends in the same noun in the last question, else
// in the quoted sentence. If no such stands there, it points at nothing said.
func pointedAt(t Turn, u utterance, _ evidence) (string, int) {
	match := u.first(demonstrative)
	if match == nil {
		return "", 0
	}
	rest := match[2]
	for _, source := range []utterance{t.question, t.quoted} {
		for to := rest.to; to-rest.from >= 2; to-- {
			head := u.plain(span{rest.from, to})
			if said := endingIn(source, head); said != "" {
				return said, to
			}
		}
	}
	return "", 0
}

var demonstrative = language.NewPattern(`<begins with a demonstrative>`)

// endingIn returns the noun phrase that ends in the head, from where its segment begins, "" if there is none.
func endingIn(source utterance, head string) string {
	for _, segment := range source.segments() {
		at := strings.Index(source.plain(segment), head)
		if at < 0 {
			continue
		}
		end := segment.from + len([]rune(source.plain(segment)[:at])) + len([]rune(head))
		return source.raw(span{max(segment.from, end-longestPart), end})
	}
	return ""
}
