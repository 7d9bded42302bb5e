package lexicon

import (
	_ "embed"
	"strings"
)

// irregular.txt holds what no stemmer reduces to a word: irregular forms, other spellings, and peoples by their countries.
// A base a line, then its forms.
//
//go:embed irregular.txt
var irregularLines string

// irregular are the forms of a base, and the bases of a form, the first one that the file has.
var irregularForms, irregularBases = func() (forms map[string][]string, bases map[string]string) {
	forms, bases = map[string][]string{}, map[string]string{}
	for line := range strings.Lines(irregularLines) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if _, known := forms[words[0]]; !known {
			forms[words[0]] = words[1:]
		}
		for _, form := range words[1:] {
			if _, known := bases[form]; !known {
				bases[form] = words[0]
			}
		}
	}
	return forms, bases
}()

// base returns the word that a folded one is a form of: itself, if it is none of the irregular ones.
func base(folded string) string {
	if of, ok := irregularBases[folded]; ok {
		return of
	}
	return folded
}

// forms returns a gloss with its first word in each irregular form: for "break out" "broke out" and "broken out".
func forms(gloss string) []string {
	first, rest, more := strings.Cut(gloss, " ")
	all := irregularForms[first]
	if !more {
		return all
	}
	whole := make([]string, len(all))
	for i, form := range all {
		whole[i] = form + " " + rest
	}
	return whole
}
