package language

import "strings"

// NamesItsText reports whether a sentence speaks of its own text by what that is called: 本制度 in a text whose title holds 制度, "this
// lease" in a lease.
func NamesItsText(sentence, title string) bool {
	sentence = FoldString(sentence)
	named := itsOwnText.FindAllStringSubmatchIndex(sentence, -1)
	if named == nil {
		return false
	}
	title = FoldString(title)
	for _, at := range named {
		if at[4] >= 0 && strings.Contains(title, sentence[at[4]:at[5]]) {
			return true
		}
		if at[2] < 0 {
			continue
		}
		han := []rune(sentence[at[2]:at[3]])
		for n := len(han); n >= 2; n-- { // 本制度由: the word is the longest that the title has
			if strings.Contains(title, string(han[:n])) {
				return true
			}
		}
	}
	return false
}

var itsOwnText = NewPattern(`<its own text>`)
