package retrieval

import (
	"context"

	"chuchu/retrieval/reading"
)

// Words returns where a paragraph holds words of the question, in order, none overlapping: what is marked in it.
func (c *Collection) Words(ctx context.Context, question, paragraph string) ([]reading.Span, error) {
	q, err := c.analyse(ctx, question)
	if err != nil {
		return nil, err
	}
	return q.words(q.match(paragraph)), nil
}
