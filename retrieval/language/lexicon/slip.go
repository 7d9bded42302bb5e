package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How many characters of a syllable are worth trying for another: of its own, and of one that is nearly read so.
const (
	maxSame = 40
	maxNear = 10
)

// SoundAlike returns the commonest simplified characters that are read as a character is, and then those that are read nearly
// so: zh for z, ng for n. None comes twice, and the character itself is not among them.
func (l *Lexicon) SoundAlike(r rune) []rune {
	var same, near []rune
	for _, s := range l.readings()[r] {
		same = append(same, first(l.characters.value(s), maxSame)...)
		for _, other := range nearSyllables(s) {
			near = append(near, first(l.characters.value(other), maxNear)...)
		}
	}
	seen := map[rune]bool{r: true}
	return slices.DeleteFunc(append(same, near...), func(other rune) bool {
		again := seen[other]
		seen[other] = true
		return again
	})
}

// readings returns the syllables that each character is read as.
func readings(characters table) map[rune][]string {
	all := map[rune][]string{}
	for s := range strings.FieldsSeq(syllables) {
		for _, r := range characters.value(s) {
			all[r] = append(all[r], s)
		}
	}
	return all
}

// first returns at most n characters.
func first(s string, n int) []rune {
	all := []rune(s)
	return all[:min(n, len(all))]
}

// nearSyllables returns the syllables that many speakers, and so their keyboards, do not keep apart from one.
func nearSyllables(s string) []string {
	var near []string
	try := func(other string, changed bool) {
		if changed {
			if other, ok := syllable(other); ok {
				near = append(near, other)
			}
		}
	}
	for _, initial := range []string{"z", "c", "s"} {
		if rest, ok := strings.CutPrefix(s, initial+"h"); ok {
			try(initial+rest, true)
		} else if rest, ok := strings.CutPrefix(s, initial); ok {
			try(initial+"h"+rest, true)
		}
	}
	for _, pair := range [][2]string{{"n", "l"}, {"l", "n"}, {"f", "h"}, {"h", "f"}} {
		rest, ok := strings.CutPrefix(s, pair[0])
		try(pair[1]+rest, ok)
	}
	for _, final := range []string{"an", "en", "in"} {
		rest, ok := strings.CutSuffix(s, final+"g")
		try(rest+final, ok)
		try(s+"g", strings.HasSuffix(s, final))
	}
	return near
}

// SpeltAlike returns the English words of small letters that begin as a folded word does and are so many edits away from it:
// letters left out, put in, put for another, or exchanged with the next (Damerau and Levenshtein, the restricted form).
func (l *Lexicon) SpeltAlike(word string, edits int) []string {
	var alike []string
	for i := range l.words.count {
		other := l.words.at(i)
		if len(other) >= len(word)-edits && len(other) <= len(word)+edits && other[0] == word[0] &&
			!strings.ContainsFunc(other, notSmall) && distance(word, other) == edits {
			alike = append(alike, other)
		}
	}
	return alike
}

func notSmall(r rune) bool { return !unicode.IsLower(r) || r >= utf8.RuneSelf }

// distance returns how many edits two words are apart, byte by byte.
func distance(a, b string) int {
	var before, last []int // the row before the last one, and that
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = min(last[j+1], row[j]) + 1
			if a[i] == b[j] {
				row[j+1] = min(row[j+1], last[j])
			} else {
				row[j+1] = min(row[j+1], last[j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
