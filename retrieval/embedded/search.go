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
	Score   float64 // BM25 by the terms that were looked at, 0 or more; comparable within one question only
}

// Weighted is a term of a question.
type Weighted struct {
	Term   string
	Weight float64 // how much it counts, above 0, idf included
}

// The parameters of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). These are the usual
// ones; candidates hardly depend on them, and the ranking proper comes after.
const (
	k1 = 1.2
	b  = 0.75
)

// Postings are read for the weightiest terms first, until leastPostings and a tenth of the collection have been read:
// the commonest terms of a question are most of the work, and say least about which paragraphs to look at.
const leastPostings = 2000

// Frequency returns how many paragraphs hold the term.
func (x *Index) Frequency(ctx context.Context, term string) (int, error) {
	postings, err := x.reader.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, fmt.Errorf("counting %q: %w", term, err)
	}
	defer postings.Close()
	return int(postings.Count()), nil
}

// Search returns at most n paragraphs that hold terms of the question, the best first. The terms come with the
// weightiest first; common ones behind may be left out. The same question always gives the same answer.
func (x *Index) Search(ctx context.Context, question []Weighted, n int) ([]Hit, error) {
	t := x.tally()
	defer x.tallies.Put(t)
	for _, asked := range question {
		if t.read > leastPostings+x.size/10 || asked.Weight <= 0 {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := x.add(ctx, t, asked); err != nil {
			return nil, fmt.Errorf("searching %q: %w", asked.Term, err)
		}
	}
	hits, err := x.name(t.best(n))
	if err != nil {
		return nil, fmt.Errorf("naming the paragraphs found: %w", err)
	}
	return hits, nil
}

// add adds to each paragraph that holds the term what the term is worth there.
func (x *Index) add(ctx context.Context, t *tally, asked Weighted) error {
	postings, err := x.reader.TermFieldReader(ctx, []byte(asked.Term), field, true, true, false)
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
		t.add(int(p.ID.Value()), asked.Weight*freq*(k1+1)/(freq+k1*(1-b+b*length/x.length)))
	}
}

// name turns the engine's numbers of paragraphs into their ordinals.
func (x *Index) name(found []numbered) ([]Hit, error) {
	hits := make([]Hit, len(found))
	var id index.IndexInternalID
	for i, f := range found {
		id = index.NewIndexInternalID(id, uint64(f.number))
		external, err := x.reader.ExternalID(id)
		if err != nil {
			return nil, err
		}
		if hits[i].Ordinal, err = ordinal(external); err != nil {
			return nil, err
		}
		hits[i].Score = f.score
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Ordinal, b.Ordinal))
	})
	return hits, nil
}
