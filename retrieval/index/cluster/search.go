package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
)

const (
	// maxTimes is how often the weightiest term stands in what Weaviate is asked: weights are whole numbers there.
	maxTimes = 16
	// maxHits is how many objects Weaviate gives at once (QUERY_MAXIMUM_RESULTS).
	maxHits = 10_000
)

// Search returns at most n paragraphs that hold terms of the question, as [index.Terms] promises.
func (x *Index) Search(ctx context.Context, question []index.QueryTerm, n int) ([]index.Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	asked, err := x.read(ctx, question)
	if err != nil || len(asked) == 0 || n <= 0 {
		return nil, err
	}
	all, weightier := x.words(asked), x.words(asked[:len(asked)-len(asked)/3])
	// With 50 objects asked for first for 30, 5 of 809 questions to 10,000 paragraphs needed more, and one lacked one of its
	// 30 (the 26th). Asking once, without the weightier words, 1 to 3 questions lacked one of them, and of xquad's 1,190
	// questions in English on its Chinese texts 5 had another answer.
	for limit := min(n+n/3+10, maxHits); ; limit = min(4*limit, maxHits) {
		found, also, err := x.ask(ctx, all, weightier, limit)
		if err != nil {
			return nil, fmt.Errorf("searching the cluster: %w", err)
		}
		hits, bound, err := x.score(asked, found, also)
		if err != nil {
			return nil, err
		}
		// What was not found scores no more than the last that was, or there is no such.
		if len(found) < limit || limit == maxHits || len(hits) >= n && hits[n-1].Score >= bound {
			return hits[:min(n, len(hits))], nil
		}
	}
}

// read returns the terms that are looked at: those of the question until [index.Accumulator] would have enough of their
// postings, and of them those that some paragraph holds.
func (x *Index) read(ctx context.Context, question []index.QueryTerm) (asked []weighted, err error) {
	read := 0
	for _, q := range question {
		if q.Weight <= 0 || index.Enough(read, x.Size()) {
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
	index.QueryTerm
	held int
}

// words returns what Weaviate is asked: each term as often as makes its weight there, that of the term's rarity times
// how often it is asked, about what it is here.
func (x *Index) words(asked []weighted) string {
	most := 0.0
	shares := make([]float64, len(asked))
	for i, a := range asked {
		shares[i] = a.Weight / index.IDF(a.held, x.Size())
		most = max(most, shares[i])
	}
	var b strings.Builder
	for i, a := range asked {
		for range max(1, int(math.Round(maxTimes*shares[i]/most))) {
			b.WriteString(a.Term)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// ask asks the cluster for the best objects, at most as many as limit says, twice in one request: by all the words, and by
// the weightier ones, whose hits come behind if they are not among the first. The reason is a fault of Weaviate 1.39.0:
// in 1 to 4 of a hundred searches it loses a paragraph, sometimes the best, which comes with a larger or a smaller limit. By
// its source, and that of 1.39.3, DoBlockMaxWand adds up a paragraph from the first term of its list on and stops at one
// that has ended, which may stand there. If fewer terms are asked another paragraph is lost, if any.
func (x *Index) ask(ctx context.Context, all, weightier string, limit int) (first, also []hit, err error) {
	var answer struct {
		Get struct{ All, Weightier []hit }
	}
	var query strings.Builder
	query.WriteString("{Get{")
	for _, part := range []struct{ name, words string }{{"all", all}, {"weightier", weightier}} {
		if part.name == "weightier" && weightier == all {
			continue // one or two terms
		}
		quoted, err := json.Marshal(part.words) // a string of JSON is one of GraphQL
		if err != nil {
			return nil, nil, err
		}
		fmt.Fprintf(&query, "%s:%s(bm25:{query:%s,properties:[\"terms\"]},limit:%d){_additional{id score}}",
			part.name, x.class.name, quoted, limit)
	}
	query.WriteString("}}")
	if err := x.class.cluster.query(ctx, query.String(), &answer); err != nil {
		return nil, nil, err
	}
	return answer.Get.All, answer.Get.Weightier, nil
}

// score scores the paragraphs of what was found, the best first. bound is the most that one can score which comes after
// the last that was found first: as much as that one, by the largest ratio between the scores here and there. also are
// others that were found, whose scores there are not comparable.
func (x *Index) score(asked []weighted, first, also []hit) (hits []index.Hit, bound float64, err error) {
	set := make([]string, len(asked))
	for i, a := range asked {
		set[i] = a.Term
	}
	var matchers [language.Analyzers]*language.Matcher // each made when a paragraph needs it
	var room []language.Match
	ratio, least := 0.0, math.Inf(1)
	seen := make(map[id]bool, len(first))
	for i, f := range slices.Concat(first, also) {
		id := f.Additional.ID
		if seen[id] {
			continue
		}
		if seen[id] = true; i < len(first) {
			least = min(least, f.Additional.Score)
		}
		for _, named := range x.names.of(id) {
			doc := int(named.doc)
			text, err := x.paragraphs.Words(doc)
			if err != nil {
				return nil, 0, err
			}
			analyzer := language.WritingIn(x.paragraphs.Script(doc)).Analyzer
			if matchers[analyzer] == nil {
				matchers[analyzer] = language.NewMatcher(set, analyzer)
			}
			room, _ = matchers[analyzer].Find(room[:0], text)
			score := bm25(asked, room, x.Norm(doc))
			if score == 0 {
				continue
			}
			hits = append(hits, index.Hit{DocID: doc, Score: score})
			if i < len(first) {
				ratio = max(ratio, score/f.Additional.Score)
			}
		}
	}
	slices.SortFunc(hits, index.Compare)
	return hits, ratio * least, nil
}

// bm25 adds up what the terms are worth in a paragraph, in their order: so the sum is the same to the last bit as that of
// package disk.
func bm25(asked []weighted, matches []language.Match, norm float64) (score float64) {
	times := make([]int, len(asked))
	for _, m := range matches {
		times[m.Term]++
	}
	for i, n := range times {
		if n > 0 {
			score += asked[i].Weight * index.BM25(float64(n), norm)
		}
	}
	return score
}
