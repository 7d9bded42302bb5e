package memory

import (
	"context"
	"fmt"

	api "github.com/blevesearch/bleve_index_api"

	"chuchu/retrieval/index"
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

// Search returns at most n paragraphs that hold terms of the question, as [index.Terms] promises.
func (x *Index) Search(ctx context.Context, question []index.QueryTerm, n int) ([]index.Hit, error) {
	t, ok := x.accumulators.Get().(*index.Accumulator)
	if !ok {
		t = index.NewAccumulator(len(x.ordinals))
	}
	defer x.accumulators.Put(t)
	t.Reset()
	for _, asked := range question {
		if t.Enough() || asked.Weight <= 0 {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := x.add(ctx, t, asked); err != nil {
			return nil, fmt.Errorf("searching %q: %w", asked.Term, err)
		}
	}
	return t.Best(n), nil
}

// add adds to each paragraph that holds the term what the term is worth there.
func (x *Index) add(ctx context.Context, t *index.Accumulator, asked index.QueryTerm) error {
	postings, err := x.reader.TermFieldReader(ctx, []byte(asked.Term), field, true, false, false)
	if err != nil {
		return err
	}
	defer postings.Close()
	var room api.TermFieldDoc
	for {
		p, err := postings.Next(room.Reset())
		if err != nil || p == nil {
			return err
		}
		ordinal := x.ordinals[p.ID.Value()]
		t.Add(ordinal, asked.Weight*index.BM25(float64(p.Freq), float64(x.norms[ordinal])))
	}
}
