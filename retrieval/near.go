package retrieval

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// copies knows the quotes taken so far, and tells of a text which of them it holds, word for word or nearly.
//
// A quote is known by its runs of [language.RunLength] characters (of Chinese) or words: a copy that changes a word here and
// there keeps most of them, and none is met by chance. A text that holds nearCopy of a quote's runs says the same; a quote of
// fewer runs than minRuns is held letter for letter or not at all. What has other numbers in their place says something
// else, as another edition of a rule does, and so has what denies, allows or bounds otherwise ([language.SaysSame]).
type copies struct {
	quotes []copied
	runs   []uint64 // of the text that is looked at
	room   []uint64 // for the runs of a quote
}

// copied is a quote that was taken.
type copied struct {
	text  string
	held  termSet // the question's terms in it
	runs  []run   // a table of its runs by their hashes, of a power of two; nil until it is needed
	shift int     // of a hash, to its place in the table
	size  int     // runs in the table
	texts int     // looked at so far
}

// run is a place of the table.
type run struct {
	hash uint64 // 0 if it is free
	text int    // the last text that held the run
}

const (
	nearCopy = 0.7
	minRuns  = 8
)

// add takes a quote, with the question's terms that it holds; quotes are numbered from 0 as they come.
func (c *copies) add(quote string, held termSet) {
	c.quotes = append(c.quotes, copied{text: quote, held: held})
}

// find returns the first quote that the text holds, -1 if it holds none. A quote whose terms of the question the text
// lacks is not looked for: that is most of them.
func (c *copies) find(text string, held *termSet) int {
	c.runs = c.runs[:0]
	for i := range c.quotes {
		q := &c.quotes[i]
		if q.held.share(held) < nearCopy {
			continue
		}
		if q.runs == nil {
			c.room = q.learn(c.room[:0])
		}
		if q.size < minRuns {
			if at := strings.Index(text, q.text); at >= 0 && beginsThere(text, at) {
				return i
			}
			continue
		}
		if len(c.runs) == 0 {
			c.runs = language.AppendRuns(c.runs, text)
		}
		if q.in(c.runs) && !q.otherFigures(text) && language.SaysSame(q.text, text) {
			return i
		}
	}
	return -1
}

// beginsThere reports whether nothing that a sentence could begin with stands right before at.
func beginsThere(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:at], " "))
	return at == 0 || !unicode.IsLetter(r) && !unicode.IsNumber(r)
}

// otherFigures reports whether a text has the words before a number of the quote, and behind them another number or none.
func (q *copied) otherFigures(text string) bool {
	theirs := language.Quantities(text, language.Of(text))
	for _, f := range language.Quantities(q.text, language.Of(q.text)) {
		before := q.text[max(0, f.Start-beforeFigure):f.Start]
		same := func(t language.Quantity) bool {
			return t.Value == f.Value && t.Unit == f.Unit && strings.HasSuffix(text[:t.Start], before)
		}
		if len(before) == beforeFigure && strings.Contains(text, before) && !slices.ContainsFunc(theirs, same) {
			return true
		}
	}
	return false
}

// beforeFigure is how many bytes before a number say what it counts: two characters of Chinese, or a word.
const beforeFigure = 6

// learn finds the runs of the quote; room is where they are put on the way, and is returned.
func (q *copied) learn(room []uint64) []uint64 {
	all := language.AppendRuns(room, q.text)
	log := bits.Len(uint(2 * len(all)))
	q.runs, q.shift = make([]run, 1<<log), 64-log
	for _, hash := range all {
		if r := q.run(hash); r.hash == 0 && hash != 0 {
			r.hash = hash
			q.size++
		}
	}
	return all
}

// run returns the place of a run, or the free one where it would stand.
func (q *copied) run(hash uint64) *run {
	at := hash >> q.shift
	for q.runs[at].hash != hash && q.runs[at].hash != 0 {
		at = (at + 1) & uint64(len(q.runs)-1)
	}
	return &q.runs[at]
}

// in reports whether a text of these runs holds most of the quote's.
func (q *copied) in(text []uint64) bool {
	q.texts++
	held := 0
	for _, hash := range text {
		if r := q.run(hash); r.hash != 0 && r.text != q.texts {
			r.text = q.texts
			held++
		}
	}
	return float64(held) >= nearCopy*float64(q.size)
}
