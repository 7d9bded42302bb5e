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
	return x.accumulators.Search(ctx, question, n, len(x.docs), func(a *index.Accumulator, asked index.QueryTerm) error {
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
			doc := x.docs[p.ID.Value()]
			a.Add(doc, asked.Weight*index.BM25(float64(p.Freq), float64(x.norms[doc])))
		}
	})
}
