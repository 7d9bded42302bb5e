package retrieval

// features are what a passage is judged by, each 0 to 1.
type features struct {
	passage  float64 // coverage of the question by the paragraph
	sentence float64 // by its best sentence
	pair     float64 // by its best two neighbouring sentences
	bm25     float64 // BM25, as a share of the most that the question could reach
	list     float64 // 1 where it lists what the question names by number and kind, else 0
	context  float64 // coverage by paragraph, title, headings and date together
}

// The weights of the features in the ranking. They were fitted by logistic regression on pairs of a right and a wrong
// passage of xquad-en and tried on xquad-zh, and the reverse, then rounded; halving or doubling any one moves passage@1
// by less than .005 on either. A list that the question asks for decides.
const (
	passageWeight  = 0.5
	sentenceWeight = 0.5
	pairWeight     = 0.5
	bm25Weight     = 1.0
	listWeight     = 1.0
	contextWeight  = 0.3
)

func (f features) score() float64 {
	return passageWeight*f.passage + sentenceWeight*f.sentence + pairWeight*f.pair + bm25Weight*f.bm25 +
		listWeight*f.list + contextWeight*f.context
}

// The parameters of BM25 in the ranking: the usual ones.
const (
	k1 = 1.2
	b  = 0.75
)

// features judges a match. context is what title, headings and date hold; mean is the mean length of a paragraph.
func (v *view) features(m match, context termSet, mean float64) features {
	both := m.all.union(&context)
	f := features{passage: v.coverage(&m.all), context: v.coverage(&both)}
	if v.total > 0 {
		norm := k1 * (1 - b + b*float64(m.length)/mean)
		f.bm25 = v.value(func(t int) float64 {
			freq := float64(m.counts[t])
			return freq / (freq + norm)
		}) / v.total
	}
	if m.list != nil {
		f.list = 1
	}
	for i := range m.held {
		f.sentence = max(f.sentence, v.coverage(&m.held[i]))
		if i > 0 {
			two := m.held[i].union(&m.held[i-1])
			f.pair = max(f.pair, v.coverage(&two))
		}
	}
	f.pair = max(f.pair, f.sentence)
	return f
}
