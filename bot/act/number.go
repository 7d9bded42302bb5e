package act

import (
	"strings"

	"chuchu/retrieval/language"
)

// numerals are the characters that Chinese numbers are written with.
var numerals = language.Set("numeral")

// numeral reports whether a token may be part of a number.
func numeral(token string) bool {
	return numerals()[token] || token != "" && '0' <= token[0] && token[0] <= '9' || inWords(token) > 0
}

// inWords returns the number that is a word of English, three or third; 0 if it is none.
func inWords(token string) int { return int(language.NumberWord(token)) }

// numberOf returns the number that tokens are; 0 if they are none.
func numberOf(tokens []token) int {
	said := ""
	for _, t := range tokens {
		said += t.text
	}
	return Number(said)
}

// Number returns the number that is written: 3, 3rd, 三, 第三, three or third; 0 if none is.
func Number(said string) int {
	said = strings.ToLower(said)
	if n := inWords(said); n > 0 {
		return n
	}
	return language.Numeral(strings.TrimRight(language.BareOrdinal(said), "stndrh"))
}
