package evaluation

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot"
	"chuchu/bot/checking"
	"chuchu/retrieval"
	"chuchu/retrieval/language/lexicon"
	"chuchu/retrieval/reading"
)

// TestCitations runs each testdata/citations/*.txtar: questions, the passages that a bot finds for them, and the
// statements that are made of both, with what the checker says of each. A statement called true has to be, and one
// called anything else must not be: that is for a person to read.
func TestCitations(t *testing.T) {
	for name, archive := range archives(t, "testdata/citations/*.txtar") {
		questions := Read(t.Context(), "questions.jsonl", linesOf(string(archive.Files[0].Data)))
		report, err := RunCitations(t.Context(), speaker(t, archive), questions)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		for _, j := range report.Judged {
			fmt.Fprintf(&got, "%s %s %s [%d]: %s: %s\n", j.Question, j.Form, j.Made, j.Cites+1, j.Status, j.Text)
		}
		pin(t, name, archive, got.Bytes())
		again, err := RunCitations(t.Context(), speaker(t, archive), Read(t.Context(), "questions.jsonl", linesOf(string(archive.Files[0].Data))))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(report, again); diff != "" {
			t.Errorf("a second run is another one:\n%s", diff)
		}
		countsOfCitations(t, report)
	}
}

// countsOfCitations: the counts of the figures are those of the statements.
func countsOfCitations(t *testing.T, report *Citations) {
	t.Helper()
	all := report.True[0].Shown.Of
	for _, k := range report.Kinds {
		if all += k.Shown.Of; k.Passed.Hits > k.Shown.Hits {
			t.Errorf("%s: passed %s, shown %s", k.Kind, k.Passed.Count(), k.Shown.Count())
		}
	}
	if all != len(report.Judged) {
		t.Errorf("%d statements in the figures, %d judged", all, len(report.Judged))
	}
}

var (
	questionsFile = flag.String("questions", "", "the questions of BenchmarkChecker: a file as chuchu eval takes it")
	textsFolder   = flag.String("texts", "../../seeds", "the texts that they are about")
)

// BenchmarkChecker measures the checker by statements that are made of questions, and shows what it passes:
//
//	go test ./bot/evaluation -run '^$' -bench Checker -benchtime 1x -questions /path/to/questions.jsonl -texts /path/to/texts
func BenchmarkChecker(b *testing.B) {
	if *questionsFile == "" {
		b.Skip("-questions names no file")
	}
	lines := readFile(b, *questionsFile)
	var texts []reading.Text
	for file, err := range reading.Files(b.Context(), os.DirFS(*textsFolder)) {
		if err != nil {
			b.Fatal(err)
		}
		text, err := file.Read(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
	}
	collection, err := retrieval.Open(b.Context(), texts, retrieval.Glossary{})
	if err != nil {
		b.Fatal(err)
	}
	defer collection.Close()
	asked, report := bot.New(collection), (*Citations)(nil)
	for b.Loop() {
		report, err = RunCitations(b.Context(), asked.Ask, Read(b.Context(), *questionsFile, linesOf(lines)))
		if err != nil {
			b.Fatal(err)
		}
	}
	fmt.Printf("\n%s\n", report) // whole, which b.Log would not
}

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

// statusOf has the checker read a statement as a model would write it. If a stop within cuts it, the part that the
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
