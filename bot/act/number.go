package act

import (
	"slices"
	"strconv"
	"strings"

	"chuchu/retrieval/language"
)

// numerals are the characters that Chinese numbers are written with.
const numerals = "〇零一二两三四五六七八九十百"

// ordinals are the English ordinal numbers that people write in words, from 1.
var ordinals = strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth")

// numeral reports whether a token may be part of a number.
func numeral(token string) bool {
	return token != "" && (strings.Contains(numerals, token) || '0' <= token[0] && token[0] <= '9' || ordinal(token) > 0)
}

// ordinal returns the number that is a word of English; 0 if it is none.
func ordinal(token string) int {
	if n := slices.Index(language.Words("one to nineteen"), token); n >= 0 {
		return n + 1
	}
	return 1 + slices.Index(ordinals, token)
}

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
	said = strings.TrimPrefix(strings.ToLower(said), "第")
	if n := ordinal(said); n > 0 {
		return n
	}
	if n, err := strconv.Atoi(strings.TrimRight(said, "stndrh")); err == nil {
		return n
	}
	for _, t := range language.Of(said + "个") { // a lone numeral is a number only before what it counts
		if t.Kind == language.Number {
			n, _ := strconv.Atoi(t.Text)
			return n
		}
	}
	return 0
}
