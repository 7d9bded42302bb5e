package evaluation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// answerKind is what an answer is, by its form.
type answerKind string

const (
	aDate   answerKind = "date"
	aNumber answerKind = "number"
	aName   answerKind = "name"
	aPhrase answerKind = "phrase"
)

func kindOfAnswer(question, answer string) answerKind {
	switch {
	case dateLike.MatchString(answer) && utf8.RuneCountInString(answer) <= 24:
		return aDate
	case strings.ContainsFunc(answer, unicode.IsDigit) || numeralLike.MatchString(answer):
		return aNumber
	case nameLike(answer) || !strings.ContainsAny(answer, "，。、") && asksPerson.MatchString(question) && utf8.RuneCountInString(answer) <= 12:
		return aName
	}
	return aPhrase
}

var (
	dateLike    = regexp.MustCompile(`^(?:[^\d]{0,6})?(?:1[0-9]{3}|20[0-9]{2})\s*(?:年|s\b|$|-)|\d+\s*月\s*\d*|(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b`)
	numeralLike = regexp.MustCompile(`^[约近]?[一二两三四五六七八九十百千万亿]+(?:\s*\p{Han})?$|(?i)^(?:about |over )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundreds?|thousands?|million|billion)\b`)
	asksPerson  = regexp.MustCompile(`谁|哪位|(?i)\bwho(?:m|se)?\b`)
	littleWord  = regexp.MustCompile(`^(?:of|the|and|de|von|van|al|for|in|&)$`)
)

// nameLike reports whether an answer is written as names are: in capitals, or with the dot of transcribed names.
func nameLike(answer string) bool {
	if strings.Contains(answer, "·") {
		return utf8.RuneCountInString(answer) <= 20
	}
	words := strings.Fields(answer)
	for _, word := range words {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) && !littleWord.MatchString(word) {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 6
}
