package retrieval

import (
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
	"chuchu/retrieval/reading/line"
)

// match is what a paragraph holds of a question.
type match struct {
	sentences []reading.Span
	held      []termSet // of each sentence
	all       termSet   // of the paragraph
	counts    []int     // by term of the view: how often the paragraph has it; good until the next match
	length    int       // terms of the paragraph
	places    []placed  // where it holds them
	title     termSet   // what the title holds
	headed    bool      // the heading right above it says what is asked about, and it itself says less
	titled    []int     // sentences that speak of the text by its name, and so mean the title
	asking    []int     // sentences that ask what the next one answers
	read      []float64 // of each sentence how far it answers for who reads it (read.go); nil if it was not read
	similar   []float64 // of each sentence how similar it is to the question; nil without embeddings
	kinds     []float64 // of each sentence how surely it holds the kind of thing asked for, -1 before anybody has looked
	list      *list     // what the question wants listed, if it is
}

// list is where a paragraph lists what a question names by number and kind.
type list struct {
	sentence int
	reading.Span
}

type placed struct {
	term     int // of the view
	sentence int
	reading.Span
}

// match finds the view's terms in a paragraph.
func (v *view) match(block reading.Block) match {
	clear(v.counts)
	text := block.Text
	m := match{sentences: block.Sentences(), counts: v.counts}
	m.held = make([]termSet, len(m.sentences))
	found, length := v.matcher.Find(v.found[:0], text)
	v.found = found
	m.length, m.places = length, make([]placed, 0, len(found))
	at := 0
	for _, f := range found {
		for at > 0 && f.Start < m.sentences[at].Start {
			at--
		}
		for at < len(m.sentences)-1 && f.Start >= m.sentences[at].End {
			at++
		}
		m.counts[f.Term]++
		m.held[at].add(f.Term)
		m.all.add(f.Term)
		m.places = append(m.places, placed{f.Term, at, reading.Span{Start: f.Start, End: f.End}})
	}
	if v.wants != nil {
		v.findList(text, &m)
	}
	m.asks(text)
	return m
}

// asks lets the sentence behind a question hold what the question does: "May I heat milk in it?" says what "Please don't." is about.
func (m *match) asks(text string) {
	for i, s := range m.sentences[:max(0, len(m.sentences)-1)] {
		if language.Asks(text[s.Start:s.End]) {
			m.held[i+1] = m.held[i+1].union(&m.held[i])
			m.asking = append(m.asking, i)
		}
	}
}

// ofItself adds to what each sentence holds what the title says of the text that the sentence speaks of: "this manual" in a manual.
func (m *match) ofItself(text, title string, titled termSet) {
	if m.title = titled; titled.empty() {
		return
	}
	for i, s := range m.sentences {
		if language.NamesItsText(text[s.Start:s.End], title) {
			m.held[i], m.titled = m.held[i].union(&titled), append(m.titled, i)
		}
	}
}

// findList looks for the list that the question wants. A sentence that has it says what the question calls it.
func (v *view) findList(text string, m *match) {
	if kind, ok := v.byText[v.wants.kind]; ok && m.counts[kind] < v.wants.n {
		return
	}
	for i, s := range m.sentences {
		if found, ok := v.wants.list(text[s.Start:s.End]); ok {
			m.list = &list{i, reading.Span{Start: s.Start + found.Start, End: s.Start + found.End}}
			m.held[i] = m.held[i].union(&v.listed)
			m.all = m.all.union(&v.listed)
			return
		}
	}
}

// echoes reports whether a candidate is no sentence, and has no word but those of the question: who signed a letter, a caption. Who asks
// with one word alone wants to see where it stands.
func (j judgement) echoes() bool {
	text, end := j.block.Text, 0
	if line.Closed(text) || len(j.view.terms) < 2 {
		return false
	}
	for _, s := range j.view.marks(j.match) {
		if strings.ContainsFunc(text[end:s.Start], isWord) {
			return false
		}
		end = s.End
	}
	return !strings.ContainsFunc(text[end:], isWord)
}

// isWord reports whether a word can have the character.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// kindOf is question.kindIn of a sentence, for which it is looked once: to find it is most of what a question costs.
func (m *match) kindOf(q question, text, date string, sentence int) float64 {
	if m.kinds == nil {
		m.kinds = slices.Repeat([]float64{-1}, len(m.sentences))
	}
	if m.kinds[sentence] < 0 {
		s := m.sentences[sentence]
		m.kinds[sentence] = q.kindIn(text[s.Start:s.End], date)
	}
	return m.kinds[sentence]
}

// of returns the terms that the sentences of a quote hold.
func (m match) of(q Quote) termSet {
	var set termSet
	for i, s := range m.sentences {
		if slices.Contains(q.Sentences, s) {
			set = set.union(&m.held[i])
		}
	}
	return set
}

// marks returns the places of the matched terms, overlapping ones made one. A lone character counts only if it is
// all that the question has: alone it is mostly chance.
func (v *view) marks(m match) []reading.Span {
	spans := make([]reading.Span, 0, len(m.places))
	for _, p := range m.places {
		if v.terms[p.term].kind != language.Unigram || len(v.terms) == 1 {
			spans = append(spans, p.Span)
		}
	}
	slices.SortFunc(spans, func(a, b reading.Span) int { return a.Start - b.Start })
	merged := spans[:0]
	for _, s := range spans {
		if n := len(merged); n > 0 && s.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, s.End)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}
