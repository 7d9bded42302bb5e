package retrieval

import (
	"context"

	"chuchu/retrieval/index/vectors"
	"chuchu/retrieval/reading"
)

// sense is what a question means, as a vector; nil if a collection has no embeddings.
type sense struct {
	index  *vectors.Index
	vector []float32 // nil if it has none, for the reason below
	fault  error
}

// nearestCandidates is how many paragraphs are judged because they are near in meaning, beside those that hold the words.
const nearestCandidates = 30

// sense asks what a question means. That it cannot be told is no error: the words are left.
func (c *Collection) sense(ctx context.Context, text string) (*sense, error) {
	x := c.vectors.Load()
	if x == nil {
		return nil, nil
	}
	vector, err := x.Question(ctx, text, int(ownScript(text)))
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return &sense{x, vector, err}, nil
}

// has reports whether there is a vector to go by.
func (s *sense) has() bool { return s != nil && s.vector != nil }

// of returns what is to go by for a question: nothing if it is in pinyin, which models take for nonsense.
func (s *sense) of(q question) *sense {
	for _, v := range q.views {
		if v.pinyin {
			return nil
		}
	}
	return s
}

// to returns how similar a paragraph with these sentences is.
func (s *sense) to(ordinal int, sentences []reading.Span) (similar, error) {
	if !s.has() {
		return similar{}, nil
	}
	all, err := s.index.Similar(s.vector, ordinal)
	if err != nil || all == nil {
		return similar{}, err
	}
	out := similar{known: true, open: 1, passage: all[0], sentences: make([]float64, len(sentences))}
	for i := range sentences {
		switch {
		case i+1 < len(all):
			out.sentences[i] = all[i+1]
		case len(all) == 1:
			out.sentences[i] = all[0]
		}
		out.sentence = max(out.sentence, out.sentences[i])
	}
	return out, nil
}

// judgeNearest adds to the candidates those that are near in meaning.
func (c *Collection) judgeNearest(ctx context.Context, q question, judged []judgement) ([]judgement, error) {
	if !q.sense.has() {
		return judged, nil
	}
	hits, err := q.sense.index.Nearest(ctx, q.sense.vector, nearestCandidates)
	if err != nil {
		return nil, err
	}
	known := map[int]bool{}
	for _, j := range judged {
		known[j.ordinal] = true
	}
	for _, hit := range hits {
		v := q.view(c.writing(hit.DocID))
		if v == nil || known[hit.DocID] {
			continue
		}
		j, err := c.judge(q, v, hit.DocID)
		if err != nil {
			return nil, err
		}
		judged = append(judged, j)
	}
	c.weigh(judged)
	return judged, nil
}
