// Package evaluation measures the bot by questions whose answers are known: it asks each as a user would, judges what
// was said, and makes figures of it for the terminal, for programs and as a page to read.
//
// The way through it: [Read] takes questions from a file, [Run] asks them and judges each answer (judge.go), [Report]
// holds the figures (figures.go) and writes itself as JSON, as a table (table.go) and as a page (page.go).
//
// Its tests measure the checker of what a model writes, without a model: they make statements of questions and answers
// (statement_test.go), true ones, and false ones by changing one thing (corruption_test.go), and count which are shown
// (BenchmarkChecker).
package evaluation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"chuchu/bot"
)

// Ask puts a question to the bot. It is bot.Bot.Ask, the way that every user takes.
type Ask func(ctx context.Context, question string) (bot.Answer, error)

// Run asks the questions in their order and judges the answers. A question that the bot will not take counts as
// refused, with no confidence. Any other error, of the bot or of the questions, ends the run: figures of half a file
// would be taken for those of the whole.
func Run(ctx context.Context, ask Ask, questions iter.Seq2[Question, error]) (*Report, error) {
	var r Report
	for q, err := range questions {
		if err != nil {
			return nil, err
		}
		answer, err := ask(ctx, q.Text)
		if fault := (*bot.QuestionError)(nil); errors.As(err, &fault) {
			answer = bot.Answer{Question: q.Text, Language: answer.Language, Mode: bot.Refusal, Fault: fault.Reason}
		} else if err != nil {
			return nil, fmt.Errorf("asking %s: %w", q.ID, err)
		}
		r.Outcomes = append(r.Outcomes, judge(q, answer))
	}
	r.Figures = figuresOf(r.Outcomes)
	r.Kinds = kindsOf(r.Outcomes)
	return &r, nil
}

// Report is what a run showed.
type Report struct {
	Figures
	Kinds    []Kind    // in the order in which the questions first name them
	Outcomes []Outcome // in the order of the questions
}

// Kind is the questions of one kind. Figures that need answerable and unanswerable questions are absent here.
type Kind struct {
	Name string
	Figures
}

func kindsOf(outcomes []Outcome) []Kind {
	var names []string
	byName := map[string][]Outcome{}
	for _, o := range outcomes {
		if byName[o.Kind] == nil {
			names = append(names, o.Kind)
		}
		byName[o.Kind] = append(byName[o.Kind], o)
	}
	kinds := make([]Kind, len(names))
	for i, name := range names {
		kinds[i] = Kind{name, figuresOf(byName[name])}
	}
	return kinds
}

// MarshalJSON writes the figures, and those of each kind under "kinds". Field names are a promise; new ones may come. A
// figure that the questions do not yield (false answers if all are answerable) is left out.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := struct {
		Figures
		Kinds map[string]Figures `json:"kinds"`
	}{r.Figures, map[string]Figures{}}
	for _, kind := range r.Kinds {
		out.Kinds[kind.Name] = kind.Figures
	}
	return json.Marshal(out)
}
