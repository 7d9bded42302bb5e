//go:build ignore

package main

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

// headword is a Chinese word with all its readings' meanings, the surest first.
type headword struct {
	text       string
	commonness byte // 0 to 255, by the logarithm of its frequency
	glosses    []gloss
}

type headwords struct{ sorted []headword } // by key

// maxGlosses of a headword are kept: a question's word is compared with each, and later ones are rare uses.
const maxGlosses = 6

// minSureness of a headword's second and later meanings: below are surnames and literal readings of sayings.
const minSureness = 0.3

func newHeadwords(entries []entry, common map[string]int, r *readings) *headwords {
	byText := map[string][]entry{}
	for _, e := range entries {
		byText[e.headword] = append(byText[e.headword], e)
	}
	most := 0
	for _, n := range common {
		most = max(most, n)
	}
	h := &headwords{}
	for text, same := range byText {
		glosses := surest(glossesOf(text, text, byText, r, 0))
		if len(glosses) == 0 || useless(text, common[text], same) {
			continue
		}
		h.sorted = append(h.sorted, headword{text, byte(255 * math.Log1p(float64(common[text])) / math.Log1p(float64(most))), glosses})
	}
	slices.SortFunc(h.sorted, func(a, b headword) int { return cmp.Compare(key(a.text), key(b.text)) })
	return h
}

// useless reports whether a headword is not worth its place: jieba's corpora do not hold it, and it is a single character
// or a phrase of five and more that names nothing.
func useless(text string, frequency int, same []entry) bool {
	n := len([]rune(text))
	return frequency == 0 && (n == 1 || n > 4) && !slices.ContainsFunc(same, func(e entry) bool {
		return e.proper && !strings.HasPrefix(e.glosses[0], "surname ")
	})
}

// Each later meaning is a little less likely, and each later reading. By these a common headword's fifth meaning has
// two thirds of the first one's sureness.
const (
	laterMeaning = 0.12
	laterReading = 0.85
)

// glossesOf gathers the meanings of a headword for the one that was asked for, which may refer to it; never deeper than
// two steps, for some entries refer to each other.
func glossesOf(asked, text string, byText map[string][]entry, r *readings, depth int) []gloss {
	same := slices.Clone(byText[text])
	slices.SortStableFunc(same, func(a, b entry) int { return cmp.Compare(r.weight(b), r.weight(a)) })
	var all []gloss
	reading := 1.0
	for _, e := range same {
		for i, raw := range e.glosses {
			found, other := meanings(raw)
			sureness := reading / (1 + laterMeaning*float64(i))
			for _, g := range found {
				all = append(all, named(asked, raw, gloss{g.text, g.sureness * sureness})...)
			}
			for _, ref := range other {
				if to := folded(ref.headword); depth < 2 && to != text {
					for _, g := range glossesOf(asked, to, byText, r, depth+1) {
						all = append(all, gloss{g.text, g.sureness * ref.sureness * sureness})
					}
				}
			}
		}
		if len(e.glosses) > 0 && !strings.HasPrefix(e.glosses[0], "surname ") {
			reading *= laterReading
		}
	}
	return all
}

// placeCharacters end the full name of a place: 上海市 is "Shanghai City", 上海 is "Shanghai".
const placeCharacters = "市县区省州江河乡镇岛山湖国朝语族人"

// named adds to a name what else it is called by.
func named(text, raw string, g gloss) []gloss {
	if !capital(g.text) {
		return []gloss{g}
	}
	if last := lastName(raw, g.text); last != "" {
		return []gloss{g, {last, 0.9 * g.sureness}}
	}
	name, bare := placeName(g.text)
	switch {
	case bare == "":
		return []gloss{{name, g.sureness}}
	case strings.ContainsRune(placeCharacters, last(text)):
		return []gloss{{name, g.sureness}, {bare, 0.8 * g.sureness}}
	}
	return []gloss{{bare, g.sureness}, {name, 0.95 * g.sureness}}
}

func last(s string) rune {
	runes := []rune(s)
	return runes[len(runes)-1]
}

// surest sorts meanings, drops repetitions and keeps the first.
func surest(all []gloss) []gloss {
	slices.SortStableFunc(all, func(a, b gloss) int { return cmp.Compare(b.sureness, a.sureness) })
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(g gloss) bool {
		key := strings.ToLower(g.text)
		again := seen[key]
		seen[key] = true
		return again
	})
	for len(all) > 1 && all[len(all)-1].sureness < minSureness {
		all = all[:len(all)-1]
	}
	return all[:min(maxGlosses, len(all))]
}

// rareWord is how often a word must occur to stand in the vocabulary; a rarer one is cheaper spelt out.
const rareWord = 3

// encode returns the vocabulary, the commonest words first, and the entries by headword: commonness, and for each
// gloss a byte of its sureness and the number of its words, then each word's place in the vocabulary plus one, or zero
// and its letters.
func (h *headwords) encode() (words []string, entries map[string][]byte) {
	count := map[string]int{}
	for _, w := range h.sorted {
		for _, g := range w.glosses {
			for _, word := range strings.Fields(g.text) {
				count[word]++
			}
		}
	}
	for word, n := range count {
		if n >= rareWord {
			words = append(words, word)
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	place := map[string]int{}
	for i, word := range words {
		place[word] = i + 1
	}
	entries = map[string][]byte{}
	for _, w := range h.sorted {
		out := []byte{w.commonness}
		for _, g := range w.glosses {
			fields := strings.Fields(g.text)
			out = append(out, quantised(g.sureness)<<4|byte(len(fields)))
			for _, word := range fields {
				out = binary.AppendUvarint(out, uint64(place[word]))
				if place[word] == 0 {
					out = appendBytes(out, word)
				}
			}
		}
		entries[key(w.text)] = out
	}
	return words, entries
}

// key writes a headword in UTF-16, a third shorter for Chinese than UTF-8.
func key(headword string) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(headword)) {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return string(out)
}

// quantised writes a sureness in four bits, never as zero.
func quantised(sureness float64) byte {
	return byte(max(1, math.Round(15*min(1, sureness))))
}
