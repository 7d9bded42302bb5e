package evaluation

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"

	"chuchu/bot"
	"chuchu/bot/checking"
	"chuchu/retrieval"
	"chuchu/retrieval/terms/lexicon"
)

// Citations is what a run of the citation benchmark showed: how well the checker tells true statements from false ones.
type Citations struct {
	Questions int // answerable ones
	Missed    int // of which the right passage was not found, or the question gave no statement
	Judged    []Judged
}

// Judged is a statement with what the checker said of it.
type Judged struct {
	Statement
	checking.Verdict
}

// RunCitations asks every question, makes true and false statements of its answer and the passages found, and has the
// checker judge each as if a model had written it with its citation. The statements are the same in every run. Errors
// are those of [Run].
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
		if !q.Answerable() {
			continue
		}
		r.Questions++
		answer, err := ask(ctx, q.Text)
		if fault := (*bot.QuestionError)(nil); err != nil && !errors.As(err, &fault) {
			return nil, fmt.Errorf("asking %s: %w", q.ID, err)
		}
		if s, ok := newSpecimen(q, distinct(answer.Sources)); ok {
			specimens = append(specimens, s)
		} else {
			r.Missed++
		}
	}
	for _, s := range specimens {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		hash := fnv.New64a()
		hash.Write([]byte(s.ID))
		c := corruptor{s, specimens, rand.New(rand.NewPCG(hash.Sum64(), 0))}
		evidence := checking.NewEvidence(words, s.Text, s.passages)
		for _, statement := range c.statements() {
			r.Judged = append(r.Judged, Judged{statement, verdictOn(evidence, statement)})
		}
	}
	return &r, nil
}

// distinct returns the passages of the sources, each once.
func distinct(sources []bot.Source) []retrieval.Passage {
	var passages []retrieval.Passage
	for i, s := range sources {
		if i == 0 || s.ID != sources[i-1].ID {
			passages = append(passages, s.Passage)
		}
	}
	return passages
}

// verdictOn has the checker read a statement as a model would write it.
func verdictOn(evidence *checking.Evidence, s Statement) checking.Verdict {
	checker := evidence.NewChecker()
	verdicts := append(checker.Write(fmt.Sprintf("%s [%d]\n", s.Text, s.Cites+1)), checker.Close()...)
	if len(verdicts) == 0 {
		return checking.Verdict{Text: s.Text, Status: checking.Uncited}
	}
	worst := verdicts[0]
	for _, v := range verdicts[1:] { // a stop within may have cut it
		if !v.Status.Unmarked() {
			worst = v
		}
	}
	return worst
}
