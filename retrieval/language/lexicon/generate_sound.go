//go:build ignore

package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// soundPair is a name in both languages: its characters with how each is read, and its letters.
type soundPair struct {
	characters []rune
	syllables  []string
	letters    string
}

var oneWord = regexp.MustCompile(`^\s*(\p{Lu}[\p{L}'’-]+)\s*(?:,.*)?$`)
var inBrackets = regexp.MustCompile(`\(.*?\)`)

// soundPairs are the names among the entries that may be written by their sound: not those of China, whose letters are
// how the characters are read.
func soundPairs(entries []entry, sounds string) []soundPair {
	var pairs []soundPair
	for _, e := range entries {
		if len(e.glosses) == 0 {
			continue
		}
		found := oneWord.FindStringSubmatch(inBrackets.ReplaceAllString(e.glosses[0], ""))
		characters := []rune(e.headword)
		if found == nil || !e.proper || e.syllables == nil || len(characters) < 2 {
			continue
		}
		letters := strings.Map(func(r rune) rune {
			if r = language.Fold(r); 'a' <= r && r <= 'z' {
				return r
			}
			return -1
		}, found[1])
		read := false
		for i := range e.syllables {
			read = read || strings.Join(e.syllables[:i+1], "") == letters
		}
		foreign := !strings.ContainsFunc(e.headword, func(r rune) bool { return !strings.ContainsRune(sounds, r) })
		if !read && foreign && len(letters) > 2 && len(letters) <= 7*len(characters) && len(characters) <= len(letters)+1 {
			pairs = append(pairs, soundPair{characters, e.syllables, letters})
		}
	}
	slices.SortFunc(pairs, func(a, b soundPair) int {
		return cmp.Or(cmp.Compare(string(a.characters), string(b.characters)), cmp.Compare(a.letters, b.letters))
	})
	return slices.CompactFunc(pairs, func(a, b soundPair) bool {
		return string(a.characters) == string(b.characters) && a.letters == b.letters
	})
}

// said is a character, or a syllable, with letters that it stands for.
type said struct{ sound, letters string }

// soundModel is how often characters, and syllables, stand for which letters.
type soundModel struct {
	count map[said]float64
	all   map[string]float64
}

const (
	maxLettersOfOne = 6
	rounds          = 8
	syllableWeight  = 4    // how many names of its own count as much as what is known of a character's syllable
	minShare        = 0.01 // of a character, that is written
	unseen          = -9.0
	// minFirst and minLater are how well a name has to be aligned on average, by spelling at first and then by what was
	// learnt, to be learnt from: the others are translated.
	minFirst, minLater = -2.6, -4.0
)

func (m *soundModel) share(character, syllable, letters string) float64 {
	ofSyllable := m.count[said{syllable, letters}] / max(1, m.all[syllable])
	return (m.count[said{character, letters}] + syllableWeight*ofSyllable) / (m.all[character] + syllableWeight)
}

// worth is the logarithm of how likely a character stands for letters.
func (m *soundModel) worth(character rune, syllable, letters string) float64 {
	if m == nil {
		worth := -1.3 * float64(editDistance(syllable, letters))
		if letters == "" {
			return worth - 3
		}
		if syllable[0] == letters[0] {
			worth += 1.2
		}
		return worth
	}
	if share := m.share(string(character), syllable, letters); share > 0.004 {
		return math.Log(share)
	}
	return unseen
}

// align cuts the letters into one piece a character, in the likeliest way.
func (m *soundModel) align(p soundPair) (pieces []string, worth float64) {
	n := len(p.letters)
	best, from := make([][]float64, len(p.characters)+1), make([][]int, len(p.characters)+1)
	for i := range best {
		best[i], from[i] = make([]float64, n+1), make([]int, n+1)
		for k := range best[i] {
			best[i][k] = math.Inf(-1)
		}
	}
	best[0][0] = 0
	for i, c := range p.characters {
		for at := range n + 1 {
			for to := at; to <= min(n, at+maxLettersOfOne) && !math.IsInf(best[i][at], -1); to++ {
				if w := best[i][at] + m.worth(c, p.syllables[i], p.letters[at:to]); w > best[i+1][to] {
					best[i+1][to], from[i+1][to] = w, at
				}
			}
		}
	}
	worth = best[len(p.characters)][n] / float64(len(p.characters))
	if math.IsInf(worth, -1) {
		return nil, worth
	}
	pieces = make([]string, len(p.characters))
	for i, to := len(p.characters), n; i > 0; i-- {
		at := from[i][to]
		pieces[i-1], to = p.letters[at:to], at
	}
	return pieces, worth
}

// learnSounds aligns all pairs again and again, each time by what the time before has shown.
func learnSounds(pairs []soundPair) *soundModel {
	var m *soundModel
	for round := range rounds {
		next := &soundModel{map[said]float64{}, map[string]float64{}}
		least := minLater
		if round == 0 {
			least = minFirst
		}
		for _, p := range pairs {
			pieces, worth := m.align(p)
			if worth < least {
				continue
			}
			for i, letters := range pieces {
				for _, sound := range []string{string(p.characters[i]), p.syllables[i]} {
					next.count[said{sound, letters}]++
					next.all[sound]++
				}
			}
		}
		m = next
	}
	return m
}

// writeSounds writes what sounds.txt holds of the characters.
func writeSounds(entries []entry, sounds string) string {
	pairs := soundPairs(entries, sounds)
	m := learnSounds(pairs)
	syllable, letters := map[rune]string{}, map[string]map[string]bool{}
	for _, p := range pairs {
		for i, c := range p.characters {
			if syllable[c] == "" {
				syllable[c] = p.syllables[i]
			}
		}
	}
	for s := range m.count {
		if letters[s.sound] == nil {
			letters[s.sound] = map[string]bool{}
		}
		letters[s.sound][s.letters] = true
	}
	var out strings.Builder
	for _, c := range slices.Sorted(maps.Keys(syllable)) {
		count := m.all[string(c)]
		if count < 2 {
			continue
		}
		fmt.Fprintf(&out, "%c %.0f", c, count)
		for _, l := range slices.Sorted(maps.Keys(letters[syllable[c]])) {
			if share := m.share(string(c), syllable[c], l); l != "" && share >= minShare {
				fmt.Fprintf(&out, " %s:%.0f", l, 1000*share)
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

// editDistance is how many letters have to be changed, put in or left out to make one of the other.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for i := range row {
		row[i] = i
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for k := range len(b) {
			changed := last
			if a[i] != b[k] {
				changed++
			}
			last = row[k+1]
			row[k+1] = min(row[k+1]+1, row[k]+1, changed)
		}
	}
	return row[len(b)]
}
