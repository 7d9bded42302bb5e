package retrieval

import (
	"strings"
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
	quotes []copied
	runs   []uint64 // of the text that is looked at
}

// copied is a quote that was taken.
type copied struct {
	text  string
	held  termSet        // the question's terms in it
	runs  map[uint64]int // its runs, each with the last text that held it; nil until they are needed
	may   [64]uint64     // by their first bits, which runs there may be: most of a text's are none
	texts int            // looked at so far
}

const (
	runLength  = 4
	nearCopy   = 0.7
	fewestRuns = 8
)

// add takes a quote, with the question's terms that it holds; quotes are numbered from 0 as they come.
func (c *copies) add(quote string, held termSet) {
	c.quotes = append(c.quotes, copied{text: quote, held: held})
}

// find returns the first quote that the text holds, -1 where it holds none. A quote whose terms of the question the text
// lacks is not looked for: that is most of them.
func (c *copies) find(text string, held *termSet) int {
	c.runs = c.runs[:0]
	for i := range c.quotes {
		q := &c.quotes[i]
		if q.held.share(held) < nearCopy {
			continue
		}
		if q.runs == nil {
			q.learn()
		}
		if len(q.runs) < fewestRuns {
			continue
		}
		if strings.Contains(text, q.text) {
			return i
		}
		if len(c.runs) == 0 {
			c.runs = appendRuns(c.runs, text)
		}
		if q.in(c.runs) {
			return i
		}
	}
	return -1
}

// learn finds the runs of the quote.
func (q *copied) learn() {
	all := appendRuns(nil, q.text)
	q.runs = make(map[uint64]int, len(all))
	for _, hash := range all {
		q.runs[hash] = 0
		q.may[hash>>58] |= 1 << (hash >> 52 & 63)
	}
}

// in tells whether a text of these runs holds most of the quote's.
func (q *copied) in(text []uint64) bool {
	q.texts++
	held := 0
	for _, hash := range text {
		if q.may[hash>>58]&(1<<(hash>>52&63)) == 0 {
			continue
		}
		if last, ok := q.runs[hash]; ok && last != q.texts {
			q.runs[hash] = q.texts
			held++
		}
	}
	return float64(held) >= nearCopy*float64(len(q.runs))
}

// appendRuns appends the hash of each run of s. Letters and digits count, folded; all else is passed over.
func appendRuns(runs []uint64, s string) []uint64 {
	const prime = 1099511628211 // of FNV-1a
	var a, b, c uint64          // the last characters or words, the latest last
	n, word := 0, uint64(0)
	for i := 0; i <= len(s); {
		var f rune // a sign, at the end
		size := 1
		if i < len(s) {
			f, size = terms.FoldAt(s, i)
		}
		i += size
		if 'a' <= f && f <= 'z' || '0' <= f && f <= '9' || f >= utf8.RuneSelf && f < 0x2E80 && unicode.IsLetter(f) {
			word = (word ^ uint64(f)) * prime
			continue
		}
		if word != 0 {
			if n++; n >= runLength {
				runs = append(runs, ((a*prime+b)*prime+c)*prime+word)
			}
			a, b, c, word = b, c, word, 0
		}
		if 0x4E00 <= f && f <= 0x9FFF || f >= 0x2E80 && unicode.IsLetter(f) { // the first are most of Chinese
			h := uint64(f) * prime
			if n++; n >= runLength {
				runs = append(runs, ((a*prime+b)*prime+c)*prime+h)
			}
			a, b, c = b, c, h
		}
	}
	return runs
}
