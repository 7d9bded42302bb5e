package retrieval

import (
	"math"
	"slices"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
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
)

// quote picks the sentence of the paragraph, of a text of that date, that answers, and the one before it where it leans on that.
func (v *view) quote(text, date string, m match, q question) Quote {
	quote := Quote{Sentences: []reading.Span{{End: len(text)}}, Words: v.marks(m)}
	if len(m.sentences) == 0 {
		quote.Best = quote.Sentences[0]
		return quote
	}
	scores := v.sentenceScores(text, date, m, q)
	best := slices.Index(scores, slices.Max(scores))
	first, last := best, best
	switch {
	case best > 0 && leansBack(text, m.sentences[best-1], m.sentences[best]):
		first--
	case best+1 < len(m.sentences) && slices.Contains(m.asking, best-1) && columns(text, m.sentences[best]) <= curt:
		last++
	case q.neighbour(text, date, m, best, 1):
		last++
	case q.neighbour(text, date, m, best, -1):
		first--
	}
	quote.Sentences, quote.Best = m.sentences[first:last+1:last+1], m.sentences[best]
	if m.list != nil && m.list.sentence == best {
		quote.Answer = m.list.Span
	} else {
		quote.Answer = v.answer(text, m, q, best)
	}
	return quote
}

// leansBack reports whether a sentence cannot be understood without the one before it: it begins with a pronoun or a
// demonstrative. Both together have to fit pairRoom.
func leansBack(text string, before, s reading.Span) bool {
	return leaning.MatchString(text[s.Start:s.End]) && columns(text, before)+columns(text, s) <= pairRoom
}

// curt is as wide, in columns, as an answer is that the next sentence explains: "Please don't." Set by reading pages of
// questions and answers.
const curt = 20

// neighbour reports whether a sentence says what is asked about, but holds nothing of the kind that is asked for, and the one beside
// it does: "It is open daily. From nine to five." Who asks why is told the next one, as a reason may look like anything. Both together have to
// fit pairRoom.
func (q question) neighbour(text, date string, m match, sentence, step int) bool {
	other := sentence + step
	if kinds[q.asks].answer == nil || other < 0 || other >= len(m.sentences) || m.kindOf(q, text, date, sentence) > byAndLarge ||
		columns(text, m.sentences[sentence])+columns(text, m.sentences[other]) > pairRoom {
		return false
	}
	if q.asks == reason {
		return step > 0
	}
	return q.asks != manner && m.kindOf(q, text, date, other) > byAndLarge
}

var leaning = language.NewPattern(`<leans back>`)

// pairRoom, in columns, is what a narrow phone shows at a glance: seven lines.
const pairRoom = 280

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

func (v *view) sentenceScores(text, date string, m match, q question) []float64 {
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
			rare[t] = index.IDF(in, n) * math.Sqrt(v.terms[t].alone)
		}
	}
	mean := float64(len(text)) / float64(n)
	scores := make([]float64, n)
	for i, s := range m.sentences {
		norm := quoteK1 * (1 - quoteB + quoteB*float64(s.End-s.Start)/mean)
		said := counts[i*terms:][:terms]
		switch {
		case slices.Contains(m.titled, i):
			said = withTerms(said, m.title)
		case i > 0 && len(v.exact) > 0 && !m.held[i].empty() && stands.MatchString(text[s.Start:s.End]):
			said = withTerms(said, v.namesBefore(m, i))
		}
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
	for _, i := range m.asking {
		scores[i], scores[i+1] = 0, scores[i+1]+scores[i]
	}
	addSimilarity(scores, m.similar)
	scores = withNeighbours(scores)
	top := slices.Max(scores)
	if top == 0 { // all that the question says stands in the heading above
		top = 1
	}
	if m.list != nil {
		scores[m.list.sentence] = top + 1
	}
	if bonus := kinds[q.asks].bonus; bonus > 0 {
		for i := range m.sentences {
			scores[i] += bonus * top * m.kindOf(q, text, date, i)
			if m.kinds[i] > 0 && v.valued(text, m, q, i) {
				scores[i] += valuedBonus * top
			}
		}
	}
	if m.headed {
		scores[0] += headedBonus * top
	}
	if q.defines != "" {
		for i, s := range m.sentences {
			scores[i] += definitionBonus * top * indicator(q.defines.saidIn(text[s.Start:s.End], v.script))
		}
	}
	addReading(scores, m.read)
	for _, i := range m.asking {
		scores[i] = math.Inf(-1) // what asks does not answer
	}
	return scores
}

// headedBonus is what the first sentence gains, as a share of the best one's score, below a heading that says what is asked about: what
// is under "Opening hours" begins with them.
const headedBonus = 0.8

// withTerms returns how often a sentence says each term, with those that it means besides.
func withTerms(counts []int, meant termSet) []int {
	if meant.empty() {
		return counts
	}
	said := slices.Clone(counts)
	for t := range said {
		if said[t] == 0 && meant.has(t) {
			said[t] = 1
		}
	}
	return said
}

// namesBefore returns the terms of the question's names that the sentences before one hold: whom its pronouns mean.
func (v *view) namesBefore(m match, sentence int) termSet {
	var before, names termSet
	for i := range sentence {
		before = before.union(&m.held[i])
	}
	for _, e := range v.exact {
		if !e.number && e.held(&before) {
			names = names.union(e.within(&before))
		}
	}
	return names
}

// valuedBonus is what a sentence gains, as a share of the best one's score, where it says of what is asked about what it comes to.
const valuedBonus = 0.3

// valued reports whether a sentence has what is asked for right behind what it is asked of: "the rent is 480", and not "three per mille of the rent".
func (v *view) valued(text string, m match, q question, sentence int) bool {
	switch q.asks {
	case year, time, duration, number, money, age:
	default:
		return false
	}
	s := m.sentences[sentence]
	for _, value := range q.valuesIn(text[s.Start:s.End]) {
		for _, p := range m.places {
			if p.sentence == sentence && v.terms[p.term].kind != language.Unigram && p.End <= s.Start+value.Start &&
				beforeValue.MatchString(text[p.End:s.Start+value.Start]) {
				return true
			}
		}
	}
	return false
}

var beforeValue = language.NewPattern(`<before a value>`)

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
