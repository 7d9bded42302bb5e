package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Script is a way of writing, of those that the program treats differently.
type Script uint8

const (
	Latin Script = iota // and all others that are written in words
	Han
)

// ScriptOf returns the script that most of a text is written in. A character of Chinese is worth two letters.
func ScriptOf(s string) Script {
	balance := 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if lower := r | 0x20; 'a' <= lower && lower <= 'z' {
				balance--
			}
		case 0x4E00 <= r && r <= 0x9FFF || r >= 0x2E80 && unicode.Is(unicode.Han, r):
			balance += 2
		case unicode.IsLetter(r):
			balance--
		}
	}
	if balance > 0 {
		return Han
	}
	return Latin
}

// HasKana reports whether a text has a syllable of Japanese: its other characters are not Chinese then.
func HasKana(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
}

// IsChinese reports whether any character of a text is Chinese. A question with one is put in Chinese.
func IsChinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
