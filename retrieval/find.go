package retrieval

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"chuchu/retrieval/terms"
)

// Finding is what a collection has to say to a question.
type Finding struct {
	Passages   []Passage // the best first, near copies named together
	Confidence float64   // how sure it is that the best passage answers, 0 to 1
}

// candidates is how many paragraphs of the engine are judged: on xquad-zh and xquad-en the right one is among the
// first 20 for all but 3 in a thousand questions, and more only costs time.
const candidates = 50

// Find returns at most n passages for a question. A question without a letter or digit finds none.
func (c *Collection) Find(ctx context.Context, text string, n int) (Finding, error) {
	q, err := c.analyse(ctx, text)
	if err != nil {
		return Finding{}, err
	}
	hits, err := c.index.Search(ctx, q.weighted(), candidates)
	if err != nil {
		return Finding{}, err
	}
	judged := make([]judgement, len(hits))
	for i, hit := range hits {
		judged[i] = c.judge(q, hit.Ordinal, hit.Score)
	}
	slices.SortStableFunc(judged, func(a, b judgement) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.ordinal, b.ordinal))
	})
	var f Finding
	if len(judged) > 0 {
		f.Confidence = confidence(judged[0].features)
	}
	f.Passages = c.passages(q, judged, n)
	return f, nil
}

// judgement is a candidate with what it was judged by.
type judgement struct {
	ordinal int
	match   match
	features
	score float64
}

func (c *Collection) judge(q question, ordinal int, bm25 float64) judgement {
	text, block := c.texts[c.paragraphs[ordinal].text], c.block(ordinal)
	m := q.match(block.Text)
	f := c.features(q, m, q.held(text.Title+"\n"+strings.Join(block.Trail, "\n")+"\n"+text.Date), bm25)
	return judgement{ordinal, m, f, f.score()}
}

// held returns the question's terms that s holds.
func (q question) held(s string) termSet {
	var set termSet
	for _, t := range terms.Of(s) {
		if i, ok := q.byText[t.Text]; ok {
			set.add(i)
		}
	}
	return set
}

// passages makes passages of the best n candidates, leaving out near copies of one already taken.
func (c *Collection) passages(q question, judged []judgement, n int) []Passage {
	var out []Passage
	var quotes []shingles
	for _, j := range judged {
		if len(out) == n {
			break
		}
		text := c.block(j.ordinal).Text
		runs := shinglesOf(text)
		if i := slices.IndexFunc(quotes, func(quote shingles) bool { return quote.within(runs) }); i >= 0 {
			out[i].Also = append(out[i].Also, c.place(j.ordinal))
			continue
		}
		p := c.passage(j.ordinal)
		p.Score, p.Quote = j.score, q.quote(text, j.match)
		out = append(out, p)
		quotes = append(quotes, shinglesOf(p.Quoted()))
	}
	return out
}
