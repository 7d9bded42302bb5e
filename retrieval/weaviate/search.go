package weaviate

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"chuchu/retrieval/engine"
	"chuchu/retrieval/terms"
)

const (
	// mostTimes is how often the weightiest term stands in what Weaviate is asked: weights are whole numbers there.
	mostTimes = 16
	// mostHits is how many objects Weaviate gives at once (QUERY_MAXIMUM_RESULTS).
	mostHits = 10_000
)

// Search returns at most n paragraphs that hold terms of the question, as [engine.Index] promises.
func (x *Index) Search(ctx context.Context, question []engine.Weighted, n int) ([]engine.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	asked, err := x.read(ctx, question)
	if err != nil || len(asked) == 0 || n <= 0 {
		return nil, err
	}
	words := x.words(asked)
	for limit := min(firstLimit(n), mostHits); ; limit = min(4*limit, mostHits) {
		found, err := x.ask(ctx, words, limit)
		if err != nil {
			return nil, fmt.Errorf("searching the cluster: %w", err)
		}
		hits, bound, err := x.score(asked, found)
		if err != nil {
			return nil, err
		}
		// What was not found scores no more than the last that was, or there is no such.
		if len(found) < limit || limit == mostHits || len(hits) >= n && hits[n-1].Score >= bound {
			return hits[:min(n, len(hits))], nil
		}
	}
}

// firstLimit is how many objects are asked for first where n are wanted.
func firstLimit(n int) int { return n + n/2 + 15 }

// read returns the terms that are looked at: those of the question until [engine.Tally] would have enough of their
// postings, and of them those that some paragraph holds.
func (x *Index) read(ctx context.Context, question []engine.Weighted) (asked []weighted, err error) {
	read := 0
	for _, q := range question {
		if q.Weight <= 0 || engine.Enough(read, x.Size()) {
			break
		}
		held, err := x.Frequency(ctx, q.Term)
		if err != nil {
			return nil, err
		}
		if read += held; held > 0 {
			asked = append(asked, weighted{q, held})
		}
	}
	return asked, nil
}

// weighted is a term of a question, and how many paragraphs hold it.
type weighted struct {
	engine.Weighted
	held int
}

// words returns what Weaviate is asked: each term as often as makes its weight there, that of the term's rarity times
// how often it is asked, about what it is here.
func (x *Index) words(asked []weighted) string {
	most := 0.0
	shares := make([]float64, len(asked))
	for i, a := range asked {
		shares[i] = a.Weight / math.Log(1+(float64(x.Size()-a.held)+0.5)/(float64(a.held)+0.5))
		most = max(most, shares[i])
	}
	var b strings.Builder
	for i, a := range asked {
		for range max(1, int(math.Round(mostTimes*shares[i]/most))) {
			b.WriteString(a.Term)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// found is an object that was found, and what it scores there.
type found struct {
	id    id
	score float64
}

// ask asks the cluster for the best objects, at most as many as limit says.
func (x *Index) ask(ctx context.Context, words string, limit int) ([]found, error) {
	var answer struct{ Get map[string][]hit }
	quoted, err := json.Marshal(words) // a string of JSON is one of GraphQL
	if err != nil {
		return nil, err
	}
	ask := fmt.Sprintf("{Get{%s(bm25:{query:%s,properties:[\"terms\"]},limit:%d){_additional{id score}}}}", x.class.name, quoted, limit)
	if err := x.class.cluster.query(ctx, ask, &answer); err != nil {
		return nil, err
	}
	hits := answer.Get[x.class.name]
	out := make([]found, len(hits))
	for i, h := range hits {
		one, err := parseID(h.Additional.ID)
		if err != nil {
			return nil, err
		}
		score, err := strconv.ParseFloat(h.Additional.Score, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no score", h.Additional.Score)
		}
		out[i] = found{one, score}
	}
	return out, nil
}

// score scores the paragraphs of what was found, the best first. bound is the most that one can score which comes after
// the last that was found there: as much as that one, by the largest ratio between the scores here and there.
func (x *Index) score(asked []weighted, all []found) (hits []engine.Hit, bound float64, err error) {
	set := make([]string, len(asked))
	for i, a := range asked {
		set[i] = a.Term
	}
	matcher := terms.NewMatcher(set)
	var room []terms.Match
	ratio, least := 0.0, math.Inf(1)
	for _, f := range all {
		least = min(least, f.score)
		for _, ordinal := range x.names.of(f.id) {
			text, err := x.text(int(ordinal))
			if err != nil {
				return nil, 0, err
			}
			room, _ = matcher.Find(room[:0], text)
			score := bm25(asked, room, x.statistics.Norm(int(ordinal)))
			if score > 0 {
				hits = append(hits, engine.Hit{Ordinal: int(ordinal), Score: score})
				ratio = max(ratio, score/f.score)
			}
		}
	}
	return sorted(hits), ratio * least, nil
}

// bm25 adds up what the terms are worth in a paragraph, in their order: so the sum is the same to the last bit as that of
// package inverted.
func bm25(asked []weighted, matches []terms.Match, norm float64) (score float64) {
	times := make([]int, len(asked))
	for _, m := range matches {
		times[m.Term]++
	}
	for i, n := range times {
		if n > 0 {
			score += asked[i].Weight * engine.BM25(float64(n), norm)
		}
	}
	return score
}
