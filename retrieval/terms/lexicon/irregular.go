package lexicon

import (
	_ "embed"
	"strings"
)

// irregular holds what no stemmer reduces to a word: irregular forms, other spellings, and peoples by their countries. A
// base a line, then its forms, each with a space after it; the first line is empty, so that a line break is before each
// base.
//
//go:embed irregular.txt
var irregular string

// base returns the word that a folded one is a form of: itself, where it is none of the irregular ones.
func base(folded string) string {
	at := strings.Index(irregular, " "+folded+" ")
	if at < 0 {
		return folded
	}
	line := irregular[strings.LastIndexByte(irregular[:at], '\n')+1:]
	first, _, _ := strings.Cut(line, " ")
	return first
}

// forms returns a gloss with its first word in each irregular form: for "break out" "broke out" and "broken out".
func forms(gloss string) []string {
	first, rest, more := strings.Cut(gloss, " ")
	at := strings.Index(irregular, "\n"+first+" ")
	if at < 0 {
		return nil
	}
	line, _, _ := strings.Cut(irregular[at+1:], "\n")
	all := strings.Fields(line)[1:]
	for i := range all {
		if more {
			all[i] += " " + rest
		}
	}
	return all
}
