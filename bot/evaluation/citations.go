package evaluation

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"slices"

	"chuchu/bot"
	"chuchu/bot/checking"
	"chuchu/retrieval"
	"chuchu/retrieval/language/lexicon"
)

// RunCitations measures the checker: it asks every question, makes true and false statements of its answer and of the
// passages found (see [Form] and [Corruption]), and has the checker judge each as if a model had written it with its
// citation. The statements are the same in every run on the same questions and texts. Errors are those of [Run].
func RunCitations(ctx context.Context, ask Ask, questions iter.Seq2[Question, error]) (*Citations, error) {
	words, err := lexicon.Open()
	if err != nil {
		return nil, err
	}
	var r Citations
	var specimens []specimen
	for q, err := range questions {
		if err != nil {
			return nil, err
		}
		r.Questions++
		answer, err := ask(ctx, q.Text)
		if fault := (*bot.QuestionError)(nil); err != nil && !errors.As(err, &fault) {
			return nil, fmt.Errorf("asking %s: %w", q.ID, err)
		}
		if s, ok := newSpecimen(q, distinct(answer.Sources)); ok {
			specimens = append(specimens, s)
		}
	}
	r.Used = len(specimens)
	for _, s := range specimens {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		evidence := checking.NewEvidence(words, s.Text, s.passages)
		for _, statement := range statementsOf(s, specimens) {
			r.Judged = append(r.Judged, Judged{statement, statusOf(evidence, statement)})
		}
	}
	r.figure()
	return &r, nil
}

// statementsOf returns the statements of a question. What is drawn by lot is drawn by the question's own words, so that
// it does not change when other questions come or go before it.
func statementsOf(s specimen, others []specimen) []Statement {
	hash := fnv.New64a()
	hash.Write([]byte(s.Text))
	c := corruptor{s, others, rand.New(rand.NewPCG(hash.Sum64(), 0))}
	return c.statements()
}

// distinct returns the passages of the sources, each once: a source can be another quote of the same.
func distinct(sources []bot.Source) []retrieval.Passage {
	var passages []retrieval.Passage
	for _, s := range sources {
		if !slices.ContainsFunc(passages, func(p retrieval.Passage) bool { return p.ID == s.ID }) {
			passages = append(passages, s.Passage)
		}
	}
	return passages
}

// statusOf has the checker read a statement as a model would write it. Where a stop within cuts it, the part that the
// checker thinks least of counts.
func statusOf(evidence *checking.Evidence, s Statement) checking.Status {
	checker := evidence.NewChecker()
	verdicts := append(checker.Write(fmt.Sprintf("%s [%d]\n", s.Text, s.Cites+1)), checker.Close()...)
	worst := checking.Supported
	for _, v := range verdicts {
		if v.Status.Unmarked() || v.Status == checking.Meta {
			continue
		}
		if worst = v.Status; !worst.Shown() {
			break
		}
	}
	return worst
}
