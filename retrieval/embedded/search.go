package embedded

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// Hit is a paragraph that holds terms of a question.
type Hit struct {
	Ordinal int
	Score   float64 // BM25, 0 or more; comparable within one question only
}

// The parameters of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). These are the usual
// ones; candidates hardly depend on them, and the ranking proper comes after.
const (
	k1 = 1.2
	b  = 0.75
)

// Frequency returns how many paragraphs hold the term.
func (x *Index) Frequency(ctx context.Context, term string) (int, error) {
	postings, err := x.reader.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, fmt.Errorf("counting %q: %w", term, err)
	}
	defer postings.Close()
	return int(postings.Count()), nil
}

// Weighted is a term of a question.
type Weighted struct {
	Term   string
	Weight float64 // how much it counts, 0 or more, idf included
}

// Search returns at most n paragraphs that hold terms of the question, the best first; equal scores in the order of
// the collection. The same question always gives the same answer.
func (x *Index) Search(ctx context.Context, question []Weighted, n int) ([]Hit, error) {
	scores := map[uint64]float64{}
	for _, t := range question {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := x.add(ctx, scores, t.Term, t.Weight); err != nil {
			return nil, fmt.Errorf("searching %q: %w", t.Term, err)
		}
	}
	return x.best(scores, n)
}

// add adds to each paragraph that holds the term what the term is worth there.
func (x *Index) add(ctx context.Context, scores map[uint64]float64, term string, weight float64) error {
	postings, err := x.reader.TermFieldReader(ctx, []byte(term), field, true, true, false)
	if err != nil {
		return err
	}
	defer postings.Close()
	var room index.TermFieldDoc
	for {
		p, err := postings.Next(room.Reset())
		if err != nil || p == nil {
			return err
		}
		freq, length := float64(p.Freq), 1/(p.Norm*p.Norm)
		scores[p.ID.Value()] += weight * freq * (k1 + 1) / (freq + k1*(1-b+b*length/x.length))
	}
}

// best names the n highest scores.
func (x *Index) best(scores map[uint64]float64, n int) ([]Hit, error) {
	hits := make([]Hit, 0, len(scores))
	for number, score := range scores {
		id, err := x.reader.ExternalID(index.NewIndexInternalID(nil, number))
		if err != nil {
			return nil, fmt.Errorf("naming a paragraph found: %w", err)
		}
		o, err := ordinal(id)
		if err != nil {
			return nil, err
		}
		hits = append(hits, Hit{o, score})
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	return hits[:min(n, len(hits))], nil
}
