package language

import (
	"math"
	"slices"
	"strings"
)

// Differing returns the words that two sentences have otherwise than each other, in order, numbers with what they measure, if they
// are alike: at least that share of the words or Chinese characters of the longer one stands in both, in the same order.
func Differing(a, b string, share float64) (ofA, ofB []Span, alike bool) {
	mine, theirs := lettersOf(a), lettersOf(b)
	least := int(math.Ceil(share * float64(max(len(mine), len(theirs)))))
	if len(mine)*len(theirs) == 0 || len(mine)*len(theirs) > maxCompared || inBoth(mine, theirs) < least {
		return nil, nil, false
	}
	pairs := longestCommon(mine, theirs)
	if len(pairs) < least {
		return nil, nil, false
	}
	indexes := [2][]int{}
	for _, p := range pairs {
		indexes[0], indexes[1] = append(indexes[0], p[0]), append(indexes[1], p[1])
	}
	ofA, ofB = between(a, mine, indexes[0]), between(b, theirs, indexes[1])
	if len(pairs) > 0 && (len(ofA) == 0) != (len(ofB) == 0) { // "safe" and "not safe"
		p := besideAdded(pairs)
		indexes[0], indexes[1] = slices.Delete(indexes[0], p, p+1), slices.Delete(indexes[1], p, p+1)
		ofA, ofB = between(a, mine, indexes[0]), between(b, theirs, indexes[1])
	}
	return ofA, ofB, true
}

// besideAdded returns which of the pairs of shared letters stands right behind what one of two sentences has besides, or before it at
// their end.
func besideAdded(pairs [][2]int) int {
	for i, p := range pairs {
		if p[0] != p[1] {
			return i
		}
	}
	return len(pairs) - 1
}

// Shared returns the share of the words or Chinese characters of the shorter of two sentences that stand in both, in the same order; 0
// for one of fewer than minShared, which is mostly a headline.
func Shared(a, b string) float64 {
	mine, theirs := lettersOf(a), lettersOf(b)
	if min(len(mine), len(theirs)) < minShared || len(mine)*len(theirs) > maxCompared {
		return 0
	}
	return float64(len(longestCommon(mine, theirs))) / float64(min(len(mine), len(theirs)))
}

const minShared = 5

// inBoth returns how many letters stand in both, in whatever order.
func inBoth(a, b []letter) int {
	counts := make(map[string]int, len(a))
	for _, l := range a {
		counts[l.folded]++
	}
	n := 0
	for _, l := range b {
		if counts[l.folded] > 0 {
			counts[l.folded]--
			n++
		}
	}
	return n
}

// between returns the stretches of a sentence beside the letters that it shares, each number whole and with its measure; stretches
// with nothing but marks between them are one.
func between(s string, all []letter, shared []int) []Span {
	var found []Span
	add := func(at Span) {
		if n := len(found); n > 0 && strings.Trim(s[min(found[n-1].End, at.Start):at.Start], " ") == "" {
			found[n-1].End = max(found[n-1].End, at.End)
			return
		}
		found = append(found, at)
	}
	numbers := measuredIn(s)
	for i, l := range all {
		if len(shared) > 0 && shared[0] == i {
			shared = shared[1:]
			continue
		}
		at := l.Span
		for _, n := range numbers {
			if n.Start < at.End && at.Start < n.End {
				at = Span{min(n.Start, at.Start), max(n.End, at.End)}
			}
		}
		add(at)
	}
	return found
}

var (
	takenWith = NewPattern(`<taken with a number>`)
	clock     = NewPattern(`<clock in figures>`)
)

// measuredIn returns the dates, the times of day and the numbers of a sentence, these with their measures.
func measuredIn(s string) []Span {
	found := Dates(s, ScriptOf(s))
	for _, at := range clock.FindAllStringIndex(s, -1) {
		found = append(found, Span{at[0], at[1]})
	}
	for _, q := range Quantities(s, Of(s)) {
		start := q.Start
		for sign := range measures().before {
			if strings.HasSuffix(s[:q.Start], sign) {
				start = min(start, q.Start-len(sign))
			}
		}
		rest := s[q.End:]
		found = append(found, Span{start, q.End + max(len(measures().behind.FindString(rest)), len(takenWith.FindString(rest)))})
	}
	return found
}
