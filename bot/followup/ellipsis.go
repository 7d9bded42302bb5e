package followup

import (
	"chuchu/retrieval/language"
	"strings"
	"unicode"
	"unicode/utf8"
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

// reask asks the last question with another question word. The new word takes the place of the old one where that
// leaves a sentence: "What did he visit?" asks as well with "When". Otherwise it stands at the end, behind a comma.
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
	old := body.first(chineseAsked)
	if old == nil {
		return body.raw(body.whole()) + "，" + word
	}
	at := old[0]
	if group := old[1]; group.from >= 0 && at.to < len(body.runes) {
		return body.with(at, word)
	}
	rest := body.bare(body.whole())
	kept := string(body.runes[rest.from:at.from]) + string(body.runes[at.to:rest.to])
	left := newUtterance(kept)
	if kept = left.raw(left.bare(left.whole())); kept == "" {
		return ""
	}
	return kept + "，" + word
}

// chineseAsked matches what asks in a question; its group what can be exchanged where it stands.
var chineseAsked = language.NewPattern(`<exchangeable question word>`)

func reaskEnglish(body utterance, word string) string {
	old := body.first(englishAsked)
	if old == nil {
		return body.raw(body.whole()) + ", " + word
	}
	rest := body.raw(body.bare(span{old[0].to, len(body.runes)}))
	if rest == "" {
		return ""
	}
	if auxiliary.MatchString(language.FoldString(rest)) {
		first, size := utf8.DecodeRuneInString(word)
		return string(unicode.ToUpper(first)) + word[size:] + " " + rest
	}
	return rest + ", " + strings.ToLower(word)
}

var (
	englishAsked = language.NewPattern(`<question word at the beginning>`)
	auxiliary    = language.NewPattern(`<auxiliary at the beginning>`)
)
