package language

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// Commonness returns how likely a paragraph of general prose is to hold a term, 0 to 1: of "take" one in nine does, of "bisque"
// next to none. What is not among the some 7,000 most common terms of English and Chinese counts as [Rare].
//
// The table is derived from the word frequencies of wordfreq (Speer 2022, https://doi.org/10.5281/zenodo.7199437), see
// commonness.NOTICE.
func Commonness(term string) float64 {
	if p, ok := commonness()[term]; ok {
		return p
	}
	return Rare
}

// Rare is the commonness of a term that is not in the table, whose rarest are in one of 250 paragraphs.
const Rare = 0.0005

// commonnessTable has a line for each half power of two: terms under "4:" are in one paragraph of 2².
//
// It is made by
//
//	pip install wordfreq==3.1.1
//	python3 -c 'import wordfreq as w
//	for l in ("en", "zh"):
//	  for word, share in w.get_frequency_dict(l, "small").items(): print(word, share, sep="\t")' | go run generate_commonness.go   # in lexicon
//
//go:embed commonness.txt
var commonnessTable string

var commonness = sync.OnceValue(func() map[string]float64 {
	table := map[string]float64{}
	for line := range strings.Lines(commonnessTable) {
		band, terms, _ := strings.Cut(line, ":")
		halvings, err := strconv.Atoi(band)
		if err != nil {
			panic("language: commonness.txt: " + err.Error())
		}
		for _, term := range strings.Fields(terms) {
			table[term] = math.Exp2(-float64(halvings) / 2)
		}
	}
	return table
})
