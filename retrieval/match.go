package retrieval

import (
	"math/bits"

	"chuchu/retrieval/reading"
	"chuchu/retrieval/terms"
)

// match is what a paragraph holds of a question.
type match struct {
	sentences []reading.Span
	held      []termSet // of each sentence
	all       termSet   // of the paragraph
	counts    []int     // by term of the question: how often the paragraph has it
	length    int       // terms of the paragraph
	places    []placed  // where it holds them, in order
	list      *list     // what the question wants listed, if it is
}

// list is where a paragraph lists what a question names by number and kind.
type list struct {
	sentence int
	reading.Span
}

type placed struct {
	term     int // index in the question's terms
	sentence int
	reading.Span
}

// termSet is a set of terms of a question, by their index.
type termSet [mostTerms / 64]uint64

func (s *termSet) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s termSet) union(t termSet) termSet {
	for i := range s {
		s[i] |= t[i]
	}
	return s
}

// weight returns the sum of the weights of the terms in the set.
func (q question) weight(s termSet) float64 {
	sum := 0.0
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			sum += q.terms[i*64+bits.TrailingZeros64(word)].weight
		}
	}
	return sum
}

// coverage is the share of the question's weight that the set holds, 0 to 1.
func (q question) coverage(s termSet) float64 {
	if q.total == 0 {
		return 0
	}
	return q.weight(s) / q.total
}

// match finds the question's terms in a paragraph.
func (q question) match(text string) match {
	m := match{sentences: sentences(text), counts: make([]int, len(q.terms))}
	m.held = make([]termSet, len(m.sentences))
	at := 0
	for _, t := range terms.Of(text) {
		m.length++
		for at < len(m.sentences)-1 && t.Start >= m.sentences[at].End {
			at++
		}
		i, ok := q.byText[t.Text]
		if !ok {
			continue
		}
		m.counts[i]++
		m.held[at].add(i)
		m.all.add(i)
		m.places = append(m.places, placed{i, at, reading.Span{Start: t.Start, End: t.End}})
	}
	if q.wants != nil {
		q.findList(text, &m)
	}
	return m
}

// findList looks for the list that the question wants. A sentence that has it says what the question calls it.
func (q question) findList(text string, m *match) {
	for i, s := range m.sentences {
		if found, ok := q.wants.list(text[s.Start:s.End]); ok {
			m.list = &list{i, reading.Span{Start: s.Start + found.Start, End: s.Start + found.End}}
			m.held[i] = m.held[i].union(q.listed)
			m.all = m.all.union(q.listed)
			return
		}
	}
}

// words returns the places of the matched terms, overlapping ones made one. A lone character counts only where no pair
// of the question is about: alone it is mostly chance.
func (q question) words(m match) []reading.Span {
	var spans []reading.Span
	for _, p := range m.places {
		if q.terms[p.term].Kind == terms.Unigram {
			continue
		}
		if n := len(spans); n > 0 && p.Start <= spans[n-1].End {
			spans[n-1].End = max(spans[n-1].End, p.End)
			continue
		}
		spans = append(spans, p.Span)
	}
	return spans
}
