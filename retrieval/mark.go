package retrieval

import (
	"context"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// Words returns where a paragraph holds words of the question, in its own language or another, in order, none
// overlapping: what is marked in it.
func (c *Collection) Words(ctx context.Context, question, paragraph string) ([]reading.Span, error) {
	q, err := c.analyse(ctx, question)
	if err != nil {
		return nil, err
	}
	v := q.view(language.WritingOf(paragraph))
	if v == nil {
		return nil, nil
	}
	return v.marks(v.match(reading.Block{Text: paragraph})), nil
}
