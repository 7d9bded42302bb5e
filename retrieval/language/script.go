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
	Han                 // Chinese, and Japanese
)

// ScriptOf returns the script that most of a text is written in. A character of Chinese or kana is worth two letters.
func ScriptOf(s string) Script {
	balance := 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if lower := r | 0x20; 'a' <= lower && lower <= 'z' {
				balance--
			}
		case 0x4E00 <= r && r <= 0x9FFF || r >= 0x2E80 && unicode.Is(unicode.Han, r) || kana(r):
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
	return strings.ContainsFunc(text, kana)
}

// IsChinese reports whether any character of a text is Chinese. A question with one is put in Chinese.
func IsChinese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// Writing is how a text is written, of the ways that the program treats differently.
type Writing struct {
	Script   Script
	Analyzer Analyzer // of its words in Latin letters
}

// WritingOf returns how a text is written. Latin words among Chinese are taken for English.
func WritingOf(text string) Writing {
	if ScriptOf(text) == Han {
		return Writing{Script: Han}
	}
	return Writing{Latin, AnalyzerOf(text)}
}

// Byte keeps a writing in a byte, for [WritingIn].
func (w Writing) Byte() byte { return byte(w.Script) | byte(w.Analyzer)<<1 }

// WritingIn is the writing that a byte keeps.
func WritingIn(b byte) Writing { return Writing{Script(b & 1), Analyzer(b >> 1)} }

// ScriptOfQuestion returns the script that a question is put in: with any character of Chinese or kana it is theirs.
func ScriptOfQuestion(question string) Script {
	if IsChinese(question) || HasKana(question) {
		return Han
	}
	return Latin
}

// IsHiragana reports whether a text is in the syllables of Japanese that write its particles and endings.
func IsHiragana(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < 0x3041 || r > 0x309F })
}

// kana reports whether a character is one of the syllables of Japanese.
func kana(r rune) bool { return 0x3041 <= r && r <= 0x30FE && r != '・' }
