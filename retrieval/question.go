package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"chuchu/retrieval/embedded"
	"chuchu/retrieval/terms"
)

// question is what is left of a question when it is put to the collection.
type question struct {
	terms  []questionTerm // distinct, the weightiest first
	byText map[string]int // index in terms
	total  float64        // sum of the weights
	asks   asked
	wants  *counted // what it wants listed, or nil
	listed termSet  // the terms that such a list says without saying them
}

// questionTerm is a term of the question and how much it counts.
type questionTerm struct {
	terms.Term
	frequency int     // paragraphs that hold it
	weight    float64 // its idf times the share of its kind
}

// The share of a term's idf that counts, by its kind. A single character says little beside the pair it stands in, but
// it still finds what is worded a little differently. Found on xquad-zh, where anything from 0.2 to 0.5 does as well.
const (
	unigramShare = 0.3
	bigramShare  = 1
	wordShare    = 1
)

// mostTerms bounds what one question costs: the weightiest terms of a very long one decide.
const mostTerms = 256

// analyse turns a question into weighted terms. What merely asks ("who", 哪些, 请问) is left out, for a text that
// answers does not say it; where nothing would be left, everything counts.
func (c *Collection) analyse(ctx context.Context, text string) (question, error) {
	q := question{asks: askedFor(text)}
	found := terms.Of(withoutAsking(text))
	found = slices.DeleteFunc(found, func(t terms.Term) bool { return stopTerm(t) })
	if len(found) == 0 {
		found = terms.Of(text)
	}
	seen := map[string]bool{}
	for _, t := range found {
		if seen[t.Text] {
			continue
		}
		seen[t.Text] = true
		f, err := c.frequency(ctx, t.Text)
		if err != nil {
			return question{}, err
		}
		q.terms = append(q.terms, questionTerm{t, f, idf(f, c.Size()) * share(t.Kind)})
	}
	slices.SortStableFunc(q.terms, func(a, b questionTerm) int { return cmp.Compare(b.weight, a.weight) })
	q.terms = q.terms[:min(mostTerms, len(q.terms))]
	q.byText = make(map[string]int, len(q.terms))
	for i, t := range q.terms {
		q.byText[t.Text] = i
		q.total += t.weight
	}
	if wants, words, ok := countedIn(fold(text)); ok {
		q.wants, q.listed = &wants, q.held(words)
	}
	return q, nil
}

// weighted returns the terms as the engine takes them.
func (q question) weighted() []embedded.Weighted {
	out := make([]embedded.Weighted, 0, len(q.terms))
	for _, t := range q.terms {
		if t.frequency > 0 {
			out = append(out, embedded.Weighted{Term: t.Text, Weight: t.weight})
		}
	}
	return out
}

func share(k terms.Kind) float64 {
	switch k {
	case terms.Unigram:
		return unigramShare
	case terms.Bigram:
		return bigramShare
	}
	return wordShare
}

// idf is the weight of a term that f of n paragraphs hold: near 0 where all do, highest where none does.
func idf(f, n int) float64 {
	return math.Log(1 + (float64(n-f)+0.5)/(float64(f)+0.5))
}

// stopTerm tells whether a term is left out of a question.
func stopTerm(t terms.Term) bool {
	switch t.Kind {
	case terms.Word:
		return englishStops[t.Text]
	case terms.Unigram:
		return strings.Contains(chineseStops, t.Text)
	case terms.Bigram:
		return strings.ContainsAny(t.Text, particles)
	}
	return false
}
