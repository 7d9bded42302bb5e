package followup

import (
	"strings"

	"chuchu/retrieval/language"
)

// ellipsis returns the question word of a question that holds nothing else: no name, no noun, no verb but "was it".
func ellipsis(u utterance) (word string, ok bool) {
	for _, pattern := range []*language.Pattern{chineseEllipsis, englishEllipsis} {
		if found := u.first(pattern); found != nil {
			return u.raw(found[1]), true
		}
	}
	return "", false
}

var (
	chineseEllipsis = language.NewPattern(`<asks and names nothing in Chinese>`)
	englishEllipsis = language.NewPattern(`<asks and names nothing in English>`)
)

// ownPredicate matches an ellipsis that says something of "it" itself: how old is it?
var ownPredicate = language.NewPattern(`<says something of it>`)

// reask asks the last question with another question word, if that leaves a sentence: "What did he visit?" asks as well with
// "When".
func reask(last utterance, word string) (Meaning, bool) {
	said, mark := last.asked()
	body := newUtterance(said)
	var question string
	if last.chinese() {
		question = reaskChinese(body, word)
	} else {
		question = reaskEnglish(body, word)
	}
	if question == "" {
		return Meaning{}, false
	}
	return Meaning{Question: question + mark, Sure: true}, true
}

func reaskChinese(body utterance, word string) string {
	if count := body.first(howManyPeople); count != nil && who.MatchString(language.FoldString(word)) {
		return body.with(count[0], "哪几"+body.raw(count[1]))
	}
	old := body.first(chineseAsked)
	if old == nil || old[1].from < 0 || old[0].to == len(body.runes) {
		return ""
	}
	return body.with(old[0], word)
}

var (
	// chineseAsked matches what asks in a question; its group what can be exchanged where it stands.
	chineseAsked = language.NewPattern(`<exchangeable question word>`)
	// howManyPeople matches what asks for a number of people; its group is the word that they are counted by.
	howManyPeople = language.NewPattern(`<how many people>`)
)

// reaskEnglish puts the new word before the auxiliary, and what the old one asked of behind the verb: "Which exchange did Xi
// visit in May?" asks as well "When did Xi visit that exchange in May?"
func reaskEnglish(body utterance, word string) string {
	old := body.first(englishAsked)
	if old == nil {
		return ""
	}
	rest := newUtterance(body.raw(body.bare(span{old[0].to, len(body.runes)})))
	clause := rest.raw(rest.whole())
	if found := rest.first(askedOf); found != nil {
		object := rest.raw(found[1])
		switch _, of, ok := strings.Cut(object, " of "); {
		case ok:
			object = of
		case strings.HasPrefix(body.plain(old[0]), "how"):
		case strings.HasSuffix(object, "s"):
			object = "those " + object
		default:
			object = "that " + object
		}
		clause = behindVerb(rest.raw(found[2]), object)
	} else if !auxiliary.MatchString(rest.text) {
		return ""
	}
	if toTheBot.MatchString(language.FoldString(clause)) {
		return ""
	}
	return language.Capitalized(word) + " " + clause
}

// behindVerb puts an object before the first preposition of a clause that something follows, else at its end.
func behindVerb(clause, object string) string {
	words := strings.Fields(clause)
	for i := 2; i < len(words)-1; i++ {
		if preposition.MatchString(language.FoldString(words[i]) + " ") {
			return strings.Join(words[:i], " ") + " " + object + " " + strings.Join(words[i:], " ")
		}
	}
	return clause + " " + object
}

var (
	englishAsked = language.NewPattern(`<question word at the beginning>`)
	auxiliary    = language.NewPattern(`<auxiliary at the beginning>`)
	// askedOf matches what a question word asks of, and the clause behind.
	askedOf  = language.NewPattern(`<asked of>`)
	toTheBot = language.NewPattern(`<asked of the bot>`)
)
