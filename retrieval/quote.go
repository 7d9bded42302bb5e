package retrieval

import (
	"math"
	"slices"

	"chuchu/retrieval/index"
	"chuchu/retrieval/reading"
)

// How a sentence is scored for quoting: BM25 among the sentences of its own paragraph, each term weighted by how rare
// it is there (the topic of the paragraph is in every sentence and tells nothing), times the root of its weight in the
// collection. Measured on four question sets, no other choice mattered as much as the idf over own sentences.
const (
	quoteK1 = 0.6
	quoteB  = 0.4
	// An answer stands in the sentence that says what is asked, or next to it: "He was born in 1856. His father was a
	// priest." So a sentence has a share of what its neighbours score, more of the one before. That lifts quote@1 by .015 on
	// xquad-zh and xquad-en; twice or half as much is as good within .005.
	beforeShare = 0.3
	afterShare  = 0.1
	// typeBonus is added, as a share of the best score, to a sentence that holds the kind of thing asked for.
	typeBonus = 0.2
	// Further sentences are quoted where they score secondShare of the best one, mostSentences in all, and fit quoteRoom
	// columns of a terminal, some four lines of a phone. quote@1 on xquad-zh is .77 with one sentence, .87 with two, .885
	// with three; the quotes of xquad-zh have 97 characters in the mean.
	secondShare   = 0.4
	mostSentences = 3
	quoteRoom     = 300
	// The best passage is quoted again where other sentences of it score restShare of the best: the answer is rather there
	// than in another passage, unless the next one scores closeShare of it; and a third time where the next one scores less
	// than nextShare. That lifts quote@3 from .88 to .96 on both.
	restShare  = 0.05
	mostQuotes = 3
	closeShare = 0.97
	nextShare  = 0.65
)

// quotes picks the sentences of the paragraph that answer, and, where there are others that may, further quotes of those.
func (v *view) quotes(text string, m match, q question) []Quote {
	marks := v.marks(m)
	if len(m.sentences) == 0 {
		return []Quote{{Sentences: []reading.Span{{End: len(text)}}, Words: marks}}
	}
	scores := v.sentenceScores(text, m, q)
	best := slices.Index(scores, slices.Max(scores))
	if m.list != nil && m.list.sentence == best {
		return []Quote{{Sentences: []reading.Span{m.sentences[best]}, Answer: m.list.Span, Words: marks}}
	}
	var quotes []Quote
	m.passOverScraps(text, scores, best)
	for top := scores[best]; len(quotes) < mostQuotes; best = slices.Index(scores, slices.Max(scores)) {
		if len(quotes) > 0 && scores[best] <= restShare*top {
			break
		}
		quotes = append(quotes, Quote{Sentences: take(text, m.sentences, scores, best), Words: marks})
		if v.answered(text, m, q, quotes[0]) {
			break
		}
	}
	quotes[0].Answer = v.answer(text, m, q, quotes[0])
	return quotes
}

// passOverScraps takes the scores of scraps that hold nothing of the question, but for the best sentence: who took a
// picture, "Ibid.", what is left of a broken line. They have what they score from their neighbours.
func (m match) passOverScraps(text string, scores []float64, best int) {
	for i, s := range m.sentences {
		if i != best && m.held[i].empty() && columns(text, s) < leastQuote {
			scores[i] = 0
		}
	}
}

// leastQuote, in columns, is what a sentence has at least that is no scrap: 他生于1856年。 has 13, 陈正宝 摄 has 8.
const leastQuote = 12

// answered tells whether a quote says all that is asked and holds the kind of thing that is asked for.
func (v *view) answered(text string, m match, q question, quote Quote) bool {
	kind := typePatterns[q.asks]
	if held := m.of(quote); kind == nil || v.coverage(&held) < saidAll {
		return false
	}
	return slices.ContainsFunc(quote.Sentences, func(s reading.Span) bool {
		return q.holdsKind(kind, text[s.Start:s.End])
	})
}

// saidAll is the coverage from which on a quote says all that is asked: all but a character or two.
const saidAll = 0.9

// take returns the best sentence, with those that are nearly as good and for which there is room, in order, and sets
// their scores to 0: they are quoted.
func take(text string, all []reading.Span, scores []float64, best int) []reading.Span {
	taken, room := []int{best}, quoteRoom-columns(text, all[best])
	least := secondShare * scores[best]
	scores[best] = 0
	for len(taken) < mostSentences {
		further := -1
		for i, s := range scores {
			if s > 0 && s >= least && columns(text, all[i]) <= room && (further < 0 || s > scores[further]) {
				further = i
			}
		}
		if further < 0 {
			break
		}
		taken, room = append(taken, further), room-columns(text, all[further])
		scores[further] = 0
	}
	slices.Sort(taken)
	spans := make([]reading.Span, len(taken))
	for i, t := range taken {
		spans[i] = all[t]
	}
	return spans
}

// columns is about how wide a sentence is: a Chinese character takes three bytes and two columns, a Latin letter one
// of each and, being read faster, three quarters of its column.
func columns(text string, s reading.Span) int {
	wide, narrow := 0, 0
	for i := s.Start; i < s.End; i++ {
		switch b := text[i]; {
		case b >= 0xE0: // begins a character of three bytes or four
			wide++
		case b < 0x80 || b >= 0xC0:
			narrow++
		}
	}
	return 2*wide + narrow*3/4
}

func (v *view) sentenceScores(text string, m match, q question) []float64 {
	n, terms := len(m.sentences), len(v.terms)
	room := make([]int, (n+1)*terms)
	holding, counts := room[:terms], room[terms:] // how many sentences hold a term, and how often each does
	for _, p := range m.places {
		if counts[p.sentence*terms+p.term]++; counts[p.sentence*terms+p.term] == 1 {
			holding[p.term]++
		}
	}
	rare := make([]float64, terms)
	for t, in := range holding {
		if in > 0 {
			rare[t] = index.IDF(in, n)
		}
	}
	mean := float64(len(text)) / float64(n)
	scores := make([]float64, n)
	for i, s := range m.sentences {
		norm := quoteK1 * (1 - quoteB + quoteB*float64(s.End-s.Start)/mean)
		said := counts[i*terms:][:terms]
		for _, u := range v.units {
			scores[i] += u.bestRoot(func(t int) float64 {
				if said[t] == 0 {
					return 0
				}
				freq := float64(said[t])
				return rare[t] * freq * (quoteK1 + 1) / (freq + norm)
			})
		}
	}
	addSimilarity(scores, m.similar)
	scores = withNeighbours(scores)
	top := slices.Max(scores)
	if m.list != nil {
		scores[m.list.sentence] = top + 1
	}
	if kind := typePatterns[q.asks]; kind != nil {
		for i, s := range m.sentences {
			if q.holdsKind(kind, text[s.Start:s.End]) {
				scores[i] += typeBonus * top
			}
		}
	}
	return scores
}

// withNeighbours adds to each score its share of its neighbours' scores.
func withNeighbours(scores []float64) []float64 {
	out := slices.Clone(scores)
	for i, s := range scores {
		if i+1 < len(scores) {
			out[i+1] += beforeShare * s
		}
		if i > 0 {
			out[i-1] += afterShare * s
		}
	}
	return out
}

// bestRoot is value with the root of each gain.
func (u *unit) bestRoot(held func(term int) float64) float64 {
	best := 0.0
	for _, w := range u.ways {
		worth := 0.0
		for i, t := range w.terms {
			if h := held(t); h > 0 {
				worth += math.Sqrt(w.gains[i]) * h
			}
		}
		best = max(best, worth)
	}
	return best
}
