package retrieval

import "math"

// features are what a passage is judged by, each 0 to 1.
type features struct {
	passage  float64 // idf coverage of the question in the paragraph
	sentence float64 // in its best sentence
	pair     float64 // in its best two neighbouring sentences
	bm25     float64 // BM25, as a share of the most that the question could reach
	list     float64 // 1 where it lists what the question names by number and kind, else 0
	context  float64 // coverage by paragraph, title, headings and date together
}

// The weights of the features in the ranking.
const (
	passageWeight  = 1.0
	sentenceWeight = 0.5
	pairWeight     = 0.5
	bm25Weight     = 1.0
	contextWeight  = 0.5
	listWeight     = 1.0
)

func (f features) score() float64 {
	return passageWeight*f.passage + sentenceWeight*f.sentence + pairWeight*f.pair + bm25Weight*f.bm25 +
		contextWeight*f.context + listWeight*f.list
}

func (c *Collection) features(q question, m match, context termSet, bm25 float64) features {
	f := features{passage: q.coverage(m.all), context: q.coverage(m.all.union(context))}
	if q.total > 0 {
		f.bm25 = bm25 / (q.total * 2.2)
	}
	if m.list != nil {
		f.list = 1
	}
	for i, held := range m.held {
		f.sentence = math.Max(f.sentence, q.coverage(held))
		f.pair = math.Max(f.pair, q.coverage(held))
		if i > 0 {
			f.pair = math.Max(f.pair, q.coverage(held.union(m.held[i-1])))
		}
	}
	return f
}
