//go:build ignore

package main

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// readings says how characters are read, and how often so.
type readings struct {
	characters map[string]map[rune]int // by syllable: how often the character is read so
	sorted     map[string][]rune       // the commonest first
	common     map[string]int
}

func newReadings(entries []entry, common map[string]int) *readings {
	r := &readings{map[string]map[rune]int{}, map[string][]rune{}, common}
	for _, e := range entries {
		for i, c := range []rune(e.headword) {
			if e.syllables == nil {
				break
			}
			s := e.syllables[i]
			if r.characters[s] == nil {
				r.characters[s] = map[rune]int{}
			}
			if len(e.syllables) == 1 {
				r.characters[s][c]++
			} else {
				r.characters[s][c] += 1 + common[e.headword]
			}
		}
	}
	for _, e := range entries {
		if len(e.syllables) == 1 {
			r.alone(e)
		}
	}
	for s, count := range r.characters {
		r.sorted[s] = slices.SortedFunc(maps.Keys(count), func(a, b rune) int {
			return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
		})
	}
	return r
}

// alone counts the uses of a character as a word for the reading that it has most often within words.
func (r *readings) alone(e entry) {
	c := []rune(e.headword)[0]
	for _, count := range r.characters {
		if count[c] > r.characters[e.syllables[0]][c] {
			return
		}
	}
	r.characters[e.syllables[0]][c] += r.common[e.headword]
}

// weight ranks the entries of one headword: the commoner reading first, surnames and other names last.
func (r *readings) weight(e entry) int {
	weight := 1
	if len(e.syllables) == 1 {
		weight = 1 + r.characters[e.syllables[0]][[]rune(e.headword)[0]]
	}
	if e.proper {
		weight = 0
	}
	return weight
}

func (r *readings) encodeCharacters() map[string][]byte {
	entries := map[string][]byte{}
	for s, characters := range r.sorted {
		entries[s] = []byte(string(characters))
	}
	return entries
}

// How many glosses hold a word that is to count as English: fewer hold names and Chinese ones, the more so the shorter
// they are. Words of one or two letters count only if they are little words.
const (
	commonEnglish = 3
	commonShort   = 25 // of at most shortEnglish letters: so "can" and "long", not "ren" and "qin"
	shortEnglish  = 5
)

var smallWord = regexp.MustCompile(`\b[a-z]+\b`)

// englishAlike returns the English words of the glosses that could be read as pinyin: those in small letters that are
// no headword's own reading there, as "yuan" is.
func (r *readings) englishAlike(entries []entry, little []string) []string {
	count, own := map[string]int{}, map[string]bool{}
	for _, e := range entries {
		for _, g := range e.glosses {
			for _, word := range smallWord.FindAllString(brackets.ReplaceAllString(g, ""), -1) {
				count[word]++
				own[word] = own[word] || word == strings.Join(e.syllables, "")
			}
		}
	}
	var alike []string
	for word, n := range count {
		if !r.splits(word) || own[word] && !slices.Contains(little, word) {
			continue
		}
		common := n >= commonEnglish
		if len(word) <= shortEnglish && r.characters[word] != nil {
			common = n >= commonShort
		}
		if common && (len(word) > 2 || slices.Contains(little, word)) {
			alike = append(alike, word)
		}
	}
	slices.Sort(alike)
	return alike
}

// splits reports whether a word is a sequence of syllables.
func (r *readings) splits(word string) bool {
	to := make([]bool, len(word)+1)
	to[0] = true
	for end := range to {
		for start := max(0, end-len("zhuang")); start < end; start++ {
			to[end] = to[end] || to[start] && r.characters[word[start:end]] != nil
		}
	}
	return to[len(word)]
}
