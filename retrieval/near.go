package retrieval

import (
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/terms"
)

// copies knows the quotes taken so far, and tells of a text which of them it holds, word for word or nearly.
//
// A quote is known by its runs of runLength characters (of Chinese) or words: a copy that changes a word here and there
// keeps most of them, and none is met by chance. A text that holds nearCopy of a quote's runs says the same; a quote of
// fewer runs than fewestRuns is too short to tell.
type copies struct {
	runs  map[uint64]*run
	may   [64]uint64 // by their first bits, which runs there may be: most of a text's are none
	sizes []int      // runs of each quote
	terms []termSet  // the question's terms in each quote
	held  []int      // by the text that is looked at
	texts int        // looked at so far
}

// run is where a run of characters stands.
type run struct {
	quotes []int
	text   int // the last text that held it
}

const (
	runLength  = 4
	nearCopy   = 0.7
	fewestRuns = 8
)

// add takes a quote, with the question's terms that it holds; quotes are numbered from 0 as they come.
func (c *copies) add(quote string, held termSet) {
	c.terms = append(c.terms, held)
	if c.runs == nil {
		c.runs = map[uint64]*run{}
	}
	n := len(c.sizes)
	c.sizes, c.held = append(c.sizes, 0), append(c.held, 0)
	eachRun(quote, func(hash uint64) {
		r := c.runs[hash]
		if r == nil {
			r = &run{text: -1}
			c.runs[hash] = r
			c.may[hash>>58] |= 1 << (hash >> 52 & 63)
		}
		if k := len(r.quotes); k == 0 || r.quotes[k-1] != n {
			r.quotes = append(r.quotes, n)
			c.sizes[n]++
		}
	})
}

// find returns the first quote that the text holds, -1 where it holds none. A text that lacks the question's terms of
// every quote holds none, and is not looked at: that is most of them.
func (c *copies) find(text string, held *termSet) int {
	if !c.mayHold(held) {
		return -1
	}
	clear(c.held)
	eachRun(text, func(hash uint64) {
		if c.may[hash>>58]&(1<<(hash>>52&63)) == 0 {
			return
		}
		if r := c.runs[hash]; r != nil && r.text != c.texts {
			r.text = c.texts
			for _, q := range r.quotes {
				c.held[q]++
			}
		}
	})
	c.texts++
	for q, held := range c.held {
		if c.sizes[q] >= fewestRuns && float64(held) >= nearCopy*float64(c.sizes[q]) {
			return q
		}
	}
	return -1
}

// mayHold tells whether some quote that is long enough to have copies shares its terms of the question with the set.
func (c *copies) mayHold(held *termSet) bool {
	for q := range c.terms {
		if c.sizes[q] >= fewestRuns && c.terms[q].share(held) >= nearCopy {
			return true
		}
	}
	return false
}

// eachRun calls use with the hash of each run of s. Letters and digits count, folded; all else is passed over.
func eachRun(s string, use func(hash uint64)) {
	const prime = 1099511628211 // of FNV-1a
	var last [runLength]uint64
	n, word := 0, uint64(0)
	push := func(h uint64) {
		copy(last[:], last[1:])
		last[runLength-1] = h
		if n++; n >= runLength {
			use(((last[0]*prime+last[1])*prime+last[2])*prime + last[3])
		}
	}
	for i := 0; i < len(s); {
		f, size := terms.FoldAt(s, i)
		i += size
		if letter := f < utf8.RuneSelf && ('a' <= f && f <= 'z' || '0' <= f && f <= '9') ||
			f >= utf8.RuneSelf && f < 0x2E80 && unicode.IsLetter(f); letter {
			word = (word ^ uint64(f)) * prime
			continue
		}
		if word != 0 {
			push(word)
			word = 0
		}
		if 0x4E00 <= f && f <= 0x9FFF || f >= 0x2E80 && unicode.IsLetter(f) { // the first are most of Chinese
			push(uint64(f) * prime)
		}
	}
	if word != 0 {
		push(word)
	}
}
