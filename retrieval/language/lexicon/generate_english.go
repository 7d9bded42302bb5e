//go:build ignore

package main

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// english finds headwords by the stems of their glosses' words.
type english struct {
	little   map[string]bool
	postings map[string][]posting // by stems, joined by spaces
}

type posting struct {
	headword int // its place among the headwords
	sureness float64
}

// How many words a key has at most, and how many headwords it finds.
const (
	maxStems    = 4
	maxPlain    = 2 // where it is no name and the headword is rare
	maxPostings = 20
)

// A word that is the whole gloss of fewer than fewExact headwords finds also those whose gloss of two or three words
// holds it ("hazardous" in "hazardous materials"), so many at most and so sure.
const (
	fewExact      = 4
	maxPartial    = 6
	partialOfTwo  = 0.4
	partialOfMore = 0.25
)

func newEnglish(h *headwords, little []string) *english {
	e := &english{map[string]bool{}, map[string][]posting{}}
	for _, word := range little {
		e.little[word] = true
	}
	partial := map[string][]posting{}
	for i, w := range h.sorted {
		for _, g := range w.glosses {
			stems := e.stems(g.text)
			if len(stems) == 0 || len(stems) > maxStems || len(stems) > maxPlain && !capital(g.text) && w.commonness == 0 {
				continue
			}
			sureness := g.sureness * shape(w.text)
			key := strings.Join(stems, " ")
			e.postings[key] = append(e.postings[key], posting{i, sureness})
			for _, s := range stems {
				switch len(stems) {
				case 2:
					partial[s] = append(partial[s], posting{i, sureness * partialOfTwo})
				case 3:
					partial[s] = append(partial[s], posting{i, sureness * partialOfMore})
				}
			}
		}
	}
	for key, some := range e.postings {
		e.postings[key] = best(some, h, maxPostings)
	}
	for key, some := range partial {
		if len(e.postings[key]) < fewExact {
			e.postings[key] = best(append(e.postings[key], best(some, h, maxPartial)...), h, maxPostings)
		}
	}
	return e
}

// stems returns the stems of a text's words but for the little ones; translate.go does the same with a question.
func (e *english) stems(text string) []string {
	var found []string
	for _, t := range language.Of(text) {
		if t.Kind == language.Word && !e.little[strings.ToLower(text[t.Start:t.End])] {
			found = append(found, t.Text)
		}
	}
	return found
}

// shape weighs a headword's length: most words of modern prose have two characters, and a single character is more
// often a part of a word than one.
func shape(headword string) float64 {
	switch n := len([]rune(headword)); {
	case n == 1:
		return 0.85
	case n == 2:
		return 1
	case n <= 4:
		return 0.95
	}
	return 0.9
}

// rarity is how fast sureness falls with a headword's frequency beside the commonest that is meant so: to two thirds
// for one that is fifteen times as rare, never under minCommon. Set by reading the alternatives
// in testdata/translate.txt, which shows a change.
const (
	rarity    = 2.0 // the power 0.15 of the ratio, in the units of commonness
	minCommon = 0.35
)

// best returns the surest headwords, each with what its frequency leaves of its sureness.
func best(some []posting, h *headwords, most int) []posting {
	clearest, commonest := 0.0, 0.0
	for _, p := range some {
		clearest = max(clearest, p.sureness)
	}
	for _, p := range some {
		if p.sureness > clearest/2 {
			commonest = max(commonest, float64(h.sorted[p.headword].commonness))
		}
	}
	surest := map[int]float64{}
	for _, p := range some {
		rarer := max(0, commonest-float64(h.sorted[p.headword].commonness)) / 255
		surest[p.headword] = max(surest[p.headword], p.sureness*max(minCommon, math.Exp(-rarity*rarer)))
	}
	var out []posting
	for headword, sureness := range surest {
		out = append(out, posting{headword, sureness})
	}
	slices.SortFunc(out, func(a, b posting) int {
		return cmp.Or(cmp.Compare(b.sureness, a.sureness), cmp.Compare(a.headword, b.headword))
	})
	return out[:min(most, len(out))]
}

// encode writes for each key its headwords, three bytes each: twenty bits of the place, four of the sureness.
func (e *english) encode(h *headwords) map[string][]byte {
	entries := map[string][]byte{}
	for key, some := range e.postings {
		var out []byte
		for _, p := range some {
			bits := uint32(p.headword)<<4 | uint32(quantised(p.sureness))
			out = append(out, byte(bits>>16), byte(bits>>8), byte(bits))
		}
		entries[key] = out
	}
	return entries
}
