package embedded

import (
	"context"
	"fmt"

	index "github.com/blevesearch/bleve_index_api"

	"chuchu/retrieval/engine"
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

// Search returns at most n paragraphs that hold terms of the question, as [engine.Index] promises.
func (x *Index) Search(ctx context.Context, question []engine.Weighted, n int) ([]engine.Hit, error) {
	t, ok := x.tallies.Get().(*engine.Tally)
	if !ok {
		t = engine.NewTally(len(x.ordinals))
	}
	defer x.tallies.Put(t)
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
func (x *Index) add(ctx context.Context, t *engine.Tally, asked engine.Weighted) error {
	postings, err := x.reader.TermFieldReader(ctx, []byte(asked.Term), field, true, false, false)
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
		ordinal := x.ordinals[p.ID.Value()]
		t.Add(ordinal, asked.Weight*engine.BM25(float64(p.Freq), float64(x.norms[ordinal])))
	}
}
