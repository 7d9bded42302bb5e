package retrieval

import (
	"math"
	"slices"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// features are what a passage is judged by, each 0 to 1.
type features struct {
	passage  float64 // coverage of the question by the paragraph
	sentence float64 // by its best sentence
	pair     float64 // by its best two neighbouring sentences
	bm25     float64 // BM25, as a share of the most that the question could reach
	list     float64 // 1 if it lists what the question names by number and kind, else 0
	context  float64 // coverage by paragraph, title, headings and date together
	missing  float64 // share of the question's words that they do not hold, however light
	unsaid   float64 // share of the question's words that its best sentence, title, headings and date do not hold
	names    float64 // share of its names that they do not hold
	numbers  float64 // share of its numbers that they do not hold
	kind     float64 // coverage by a sentence, title, headings and date, where that sentence has the kind of thing asked for
	kindless float64 // 1 if the paragraph holds nothing of the kind asked for
	named    float64 // coverage that stands in set phrases only
	situated float64 // coverage by its best sentence, title, headings and date together
	duration float64 // 1 if that is a duration
	older    float64 // 1 if the question asks for what is so now, and a sibling is of a later year
	similar          // in meaning
}

// The weights of the features in the ranking. They were fitted by logistic regression on pairs of a right and a wrong
// passage of xquad-en and tried on xquad-zh, and the reverse, then rounded; halving or doubling any one of coverage,
// BM25 and context moves passage@1 by less than .005 on either. Those of names, numbers and kinds were set by reading
// what was missed, and checked to lose nothing there. A list that the question asks for decides.
// Title and date count beside the best sentence too: "the chairman presided" answers who chaired the meeting of 2024, where the
// date of its text says so. xquad's texts have no titles, so that weight is set by reading, and loses nothing there.
const (
	passageWeight  = 0.5
	sentenceWeight = 0.5
	pairWeight     = 0.5
	bm25Weight     = 1.0
	listWeight     = 1.0
	contextWeight  = 0.3
	situatedWeight = 0.3
	namesWeight    = -0.2
	numbersWeight  = -0.3
	kindWeight     = 0.4
	kindlessWeight = -0.8 // what says when holds a time; of xquad's answers 2 in 100 look like none
	namedWeight    = -1.0 // set by reading the texts of two collections, and loses nothing on xquad
	olderWeight    = -0.5 // by judgment: two editions score within .2 of each other
	durationWeight = 0.35 // in addition: dates and numbers are everywhere, how long something took seldom is
	// Similarity counts if there are embeddings, as a share of what ordinary questions have with their answers. Found on
	// xquad-en with multilingual-e5-small and tried on xquad-zh: passage@1 goes from .947 and .949 to .969 and .964, in the
	// other language from .760 and .803 to .898 and .905; a quarter more or less of either moves that by less than .005.
	similarWeight         = 1.5
	similarSentenceWeight = 2.0
	// foreignShare is what a passage in another language than the question counts: a translation is less sure, and who
	// asks in a language reads it.
	foreignShare = 0.8
	foreignPrior = 0.25 // of Collection.prior: less still where few texts are in that language
)

// addends returns what the features add to the score.
func (f features) addends() [16]Addend {
	return [...]Addend{
		{"coverage by the paragraph", f.passage, passageWeight},
		{"by its best sentence", f.sentence, sentenceWeight},
		{"by its best two neighbouring sentences", f.pair, pairWeight},
		{"BM25, as a share of the most", f.bm25, bm25Weight},
		{"lists what is asked for", f.list, listWeight},
		{"coverage with title, headings and date", f.context, contextWeight},
		{"by its best sentence with them", f.situated, situatedWeight},
		{"share of names missing", f.names, namesWeight},
		{"share of numbers missing", f.numbers, numbersWeight},
		{"a sentence near it has the date or number asked for", f.kind, kindWeight},
		{"nothing in it is of the kind asked for", f.kindless, kindlessWeight},
		{"named in set phrases only", f.named, namedWeight},
		{"it says how long, as asked", f.duration, durationWeight},
		{"older than another, though the present is asked for", f.older, olderWeight},
		{"similarity of meaning", f.similar.passage, f.open * similarWeight},
		{"similarity of its most similar sentence", f.similar.sentence, f.open * similarSentenceWeight},
	}
}

// sum adds up what the features count.
func (f features) sum() float64 {
	all := f.addends()
	return addends(all[:]).sum()
}

// share is what a score in this view counts beside those of others.
func (v *view) share(prior float64) float64 {
	if v.foreign {
		return foreignShare * math.Exp(foreignPrior*prior)
	}
	return 1
}

// The parameters of BM25 in the ranking: the usual ones.
const (
	k1 = 1.2
	b  = 0.75
)

// A heading that holds headedFrom of the question at least says what the paragraphs below it are about, and is read together with
// them: "When is the pool open?", and below, "From seven to nine." As a sentence it counts headedShare, since it doesn't answer. Set
// by reading a list of questions and answers; no paragraph of xquad has a heading, and TestFirstHour notices.
const (
	headedFrom  = 0.5
	headedShare = 0.8
)

// features judges a match. heading is what the heading right above it holds, context what title, headings and date do; mean is the
// mean length of a paragraph.
func (v *view) features(m match, heading, context termSet, mean float64) features {
	both := m.all.union(&context)
	f := features{passage: v.coverage(&m.all), context: v.coverage(&both)}
	headed := v.coverage(&heading)
	if headed > 0 {
		said := m.all.union(&heading)
		f.passage, f.sentence = v.coverage(&said), headedShare*headed
	}
	if v.total > 0 {
		norm := k1 * (1 - b + b*float64(m.length)/mean)
		f.bm25 = v.value(func(t int) float64 {
			freq := float64(m.counts[t])
			return freq / (freq + norm)
		}) / v.total
	}
	f.list = indicator(m.list != nil)
	f.missing = v.lacking(&both)
	f.names, f.numbers = v.missing(&both)
	f.unsaid, f.pair = f.missing, headed
	f.situated = v.coverage(&context)
	for i := range m.held {
		if m.held[i].empty() {
			continue
		}
		if c := v.coverage(&m.held[i]); c > f.sentence {
			said := m.held[i].union(&context)
			f.sentence, f.unsaid = c, v.lacking(&said)
		}
		situated := m.held[i].union(&context)
		f.situated = max(f.situated, v.coverage(&situated))
		if i > 0 && !m.held[i-1].empty() {
			two := m.held[i].union(&m.held[i-1])
			f.pair = max(f.pair, v.coverage(&two))
		}
	}
	if headed > 0 {
		for i := range m.held {
			said := m.held[i].union(&heading)
			f.pair = max(f.pair, v.coverage(&said))
		}
	}
	f.pair = max(f.pair, f.sentence)
	return f
}

// heading returns what is read together with a paragraph of the heading right above it; the empty set if that has less than
// headedFrom of the question.
func (v *view) heading(block reading.Block) termSet {
	heading := v.held(block.Heading())
	if v.coverage(&heading) < headedFrom {
		return termSet{}
	}
	return heading
}

// lacking returns the share of the question's words that the set does not hold.
func (v *view) lacking(s *termSet) float64 {
	lost := 0
	for _, word := range v.words {
		if slices.ContainsFunc(word, func(t int) bool { return !s.has(t) }) {
			lost++
		}
	}
	if v.foreign {
		lost = v.unheld(s)
	}
	return float64(lost) / float64(max(1, v.parts()))
}

// unheld counts the units of which the set does not hold half.
func (v *view) unheld(s *termSet) int {
	lost := 0
	for i := range v.units {
		if v.units[i].heldIn(s) < v.units[i].weight/2 {
			lost++
		}
	}
	return lost
}

// parts returns how many parts of the question are held or not: words, or units.
func (v *view) parts() int {
	if v.foreign {
		return len(v.units)
	}
	return len(v.words)
}

// length returns how many words the question has; a word of Vietnamese is mostly two syllables.
func (v *view) length() float64 {
	if v.analyzer == language.Vietnamese {
		return float64(v.parts()) / 2
	}
	return float64(v.parts())
}
