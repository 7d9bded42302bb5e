package retrieval

import (
	"math"
	"regexp"
)

// How a sentence is scored for quoting: BM25 among the sentences of its own paragraph, each term weighted by how rare
// it is there (the topic of the paragraph is in every sentence and tells nothing), times the root of its weight in the
// collection. Measured on four question sets, no other choice mattered as much as the idf over own sentences.
const (
	quoteK1 = 0.6
	quoteB  = 0.4
	// typeBonus is added, as a share of the best score, to a sentence that holds the kind of thing asked for.
	typeBonus = 0.2
)

// quote picks the sentences of the paragraph that answer.
func (q question) quote(text string, m match) Quote {
	if len(m.sentences) == 0 {
		return Quote{End: len(text)}
	}
	scores := q.sentenceScores(text, m)
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	quote := Quote{Start: m.sentences[best].Start, End: m.sentences[best].End, Words: q.words(m)}
	if m.list != nil && m.list.sentence == best {
		quote.Answer = m.list.Span
	}
	return quote
}

func (q question) sentenceScores(text string, m match) []float64 {
	n := len(m.sentences)
	holding := make([]int, len(q.terms)) // sentences that hold the term
	counts := make([]map[int]int, n)
	lengths := make([]float64, n)
	mean := 0.0
	for i, s := range m.sentences {
		lengths[i] = float64(s.End - s.Start)
		mean += lengths[i] / float64(n)
		counts[i] = map[int]int{}
	}
	for _, p := range m.places {
		if counts[p.sentence][p.term]++; counts[p.sentence][p.term] == 1 {
			holding[p.term]++
		}
	}
	scores := make([]float64, n)
	top := 0.0
	for i := range scores {
		for t, count := range counts[i] {
			freq := float64(count)
			scores[i] += idf(holding[t], n) * math.Sqrt(q.terms[t].weight) *
				freq * (quoteK1 + 1) / (freq + quoteK1*(1-quoteB+quoteB*lengths[i]/mean))
		}
		top = math.Max(top, scores[i])
	}
	if m.list != nil {
		scores[m.list.sentence] = top + 1
	}
	if pattern := typePatterns[q.asks]; pattern != nil {
		for i, s := range m.sentences {
			if pattern.MatchString(text[s.Start:s.End]) {
				scores[i] += typeBonus * top
			}
		}
	}
	return scores
}

// typePatterns match what a question of that kind asks for.
var typePatterns = map[asked]*regexp.Regexp{
	time: regexp.MustCompile(`\d{1,4}\s*[年月日]|[一二三四五六七八九十]+[年月日]|世纪|\b1\d{3}\b|\b20\d{2}\b|` +
		`January|February|March|April|May|June|July|August|September|October|November|December|century`),
	number: regexp.MustCompile(`\d|[一二三四五六七八九十百千万亿两]+[个位名次年天岁人种项条米吨元倍小时]|` +
		`\b(one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion)\b`),
}
