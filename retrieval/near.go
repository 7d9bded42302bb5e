package retrieval

import (
	"hash/fnv"

	"chuchu/retrieval/terms"
)

// shingles are the runs of characters (of Chinese) or words that stand in a text, by their hashes. A text that holds
// nearly all runs of a quote says the same.
type shingles map[uint64]bool

// A run of four is kept by a copy that changes a word here and there, and is hardly ever met by chance. Below nearCopy
// of a quote's runs a text says something of its own. A quote of fewer runs than fewestRuns is too short to tell.
const (
	runLength  = 4
	nearCopy   = 0.7
	fewestRuns = 8
)

func shinglesOf(s string) shingles {
	set := shingles{}
	var last [runLength]uint64
	n := 0
	for _, t := range terms.Of(s) {
		if t.Kind == terms.Bigram || t.Kind == terms.Number {
			continue
		}
		h := fnv.New64a()
		h.Write([]byte(t.Text))
		copy(last[:], last[1:])
		last[runLength-1] = h.Sum64()
		if n++; n >= runLength {
			set[((last[0]*31+last[1])*31+last[2])*31+last[3]] = true
		}
	}
	return set
}

// within tells whether a text of these shingles holds a near copy of the quote.
func (quote shingles) within(text shingles) bool {
	held := 0
	for run := range quote {
		if text[run] {
			held++
		}
	}
	return len(quote) >= fewestRuns && float64(held) >= nearCopy*float64(len(quote))
}
