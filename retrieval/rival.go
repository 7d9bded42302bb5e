package retrieval

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

const (
	// rivalShare is the share of the first passage's score from which on another may answer as well. The questions of the seeds
	// with two answers come to .86 and .90; testdata/choices of package bot notices.
	rivalShare = 0.75
	// parallelShare is the share of the terms of the shorter of two sentences, in both, from which on they say the same of
	// different things. By judgment: two editions of a rule share .6 and more.
	parallelShare = 0.5
)

// Rivals returns the indices of the passages that answer a question as well as the first does, which is none of them: as of
// two editions of a rule, or two people of a name. The words of the question do not tell them from the first, and they say
// the same of something else, or give another answer of the kind that is asked for. Passages are those found for it.
func (c *Collection) Rivals(question string, passages []Passage) ([]int, error) {
	words, err := c.lexicon()
	if err != nil {
		return nil, err
	}
	bare := withoutAsking(question)
	asked := tellingTerms(bare, words.Translate(bare))
	var rivals []int
	for i := range passages {
		if i > 0 && passages[i].rivals(passages[0], asked) {
			rivals = append(rivals, i)
		}
	}
	return rivals, nil
}

func (p Passage) rivals(first Passage, asked []string) bool {
	if p.Score < rivalShare*first.Score || p.Quoted() == first.Quoted() || told(asked, first, p) {
		return false
	}
	if a, b := first.AnswerWords(), p.AnswerWords(); a != "" && b != "" {
		return a != b
	}
	return parallel(first.best(), p.best())
}

func (p Passage) best() string { return p.Text[p.Quote.Best.Start:p.Quote.Best.End] }

// told reports whether the terms of a question tell a passage from another: the one holds some, with its headings and its
// date, that the other does not.
func told(asked []string, one, other Passage) bool {
	held, others := termsOf(one.context()), termsOf(other.context())
	return slices.ContainsFunc(asked, func(t string) bool { return held[t] && !others[t] })
}

// context is a passage with all that says what it is of.
func (p Passage) context() string {
	return strings.Join(append(p.Trail, p.Title, p.Date, p.Text), "\n")
}

func termsOf(text string) map[string]bool {
	found := map[string]bool{}
	for _, t := range language.Of(text) {
		found[t.Text] = true
	}
	return found
}

// tellingTerms returns the terms of a question that say something, none across the end of a word.
func tellingTerms(bare string, words []lexicon.Unit) (asked []string) {
	for _, u := range words {
		for _, t := range language.Of(bare[u.Start:u.End]) {
			if !t.Weak() && (t.Kind != language.Unigram || t.End-t.Start == u.End-u.Start) {
				asked = append(asked, t.Text)
			}
		}
	}
	return asked
}

// parallel reports whether two sentences say the same of different things.
func parallel(one, other string) bool {
	a, b := termsOf(one), termsOf(other)
	if len(a) > len(b) {
		a, b = b, a
	}
	shared := 0
	for t := range a {
		if b[t] {
			shared++
		}
	}
	return float64(shared) >= parallelShare*float64(len(a))
}
