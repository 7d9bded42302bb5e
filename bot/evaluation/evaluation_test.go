package evaluation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

var update = flag.Bool("update", false, "write the figures that came out as those that are wanted")

// TestFigures runs each testdata/figures/*.txtar: questions, what a bot says to them in the form of its contract, and
// the figures that come of it.
func TestFigures(t *testing.T) {
	for name, archive := range archives(t, "testdata/figures/*.txtar") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			report, err := run(t, archive)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(report.Figures, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			pin(t, name, archive, append(got, '\n'))
		})
	}
}

// pin holds what came out against the last file of an archive, or writes it there.
func pin(t *testing.T, name string, archive *txtar.Archive, got []byte) {
	t.Helper()
	if *update {
		archive.Files[2].Data = got
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(archive.Files[2].Data), string(got)); diff != "" {
		t.Errorf("%s-want +got:\n%s", archive.Comment, diff)
	}
}

// archives reads the files of a pattern, each holding questions.jsonl, answers.jsonl and figures.json in this order.
func archives(t *testing.T, pattern string) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: no cases: %v", pattern, err)
	}
	all := map[string]*txtar.Archive{}
	for _, name := range names {
		if all[name], err = txtar.ParseFile(name); err != nil {
			t.Fatal(err)
		}
		if got := len(all[name].Files); got != 3 {
			t.Fatalf("%s: %d files, want questions.jsonl, answers.jsonl and figures.json", name, got)
		}
	}
	return all
}

// run puts the questions of an archive to a bot that says what stands there.
func run(t *testing.T, archive *txtar.Archive) (*Report, error) {
	return Run(t.Context(), speaker(t, archive), Read(t.Context(), "questions.jsonl", linesOf(string(archive.Files[0].Data))))
}

// speaker is a bot that says what stands in an archive.
func speaker(t *testing.T, archive *txtar.Archive) Ask {
	said := json.NewDecoder(bytes.NewReader(archive.Files[1].Data))
	return func(_ context.Context, question string) (bot.Answer, error) {
		var s spoken
		if err := said.Decode(&s); err != nil {
			return bot.Answer{}, fmt.Errorf("answers.jsonl: %w", err)
		}
		if s.Question != question {
			return bot.Answer{}, fmt.Errorf("answers.jsonl answers %q and not %q", s.Question, question)
		}
		return s.answer(t)
	}
}

func readFile(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func linesOf(text string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		if text == "" {
			return "", io.EOF
		}
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		return line, nil
	}
}

// spoken is an answer as the bot's contract for programs has it.
type spoken struct {
	Question   string
	Answered   bool
	Confidence float64
	Elapsed    float64 `json:"elapsed_ms"`
	Error      string
	Sources    []struct {
		spokenPlace
		Quote, Text string
		Also        []spokenPlace
	}
}

type spokenPlace struct {
	File  string
	Lines [2]int
}

func (p spokenPlace) place() retrieval.Place {
	return retrieval.Place{File: p.File, First: p.Lines[0], Last: p.Lines[1]}
}

func (s spoken) answer(t *testing.T) (bot.Answer, error) {
	if s.Error != "" {
		return bot.Answer{}, &bot.QuestionError{Reason: s.Error}
	}
	a := bot.Answer{Question: s.Question, Mode: bot.Refusal, Confidence: s.Confidence,
		Elapsed: time.Duration(s.Elapsed * float64(time.Millisecond))}
	if s.Answered {
		a.Mode = bot.Quote
	}
	for i, source := range s.Sources {
		start := strings.Index(source.Text, source.Quote)
		if start < 0 {
			t.Fatalf("%s: the quote %q is not in the text %q", s.Question, source.Quote, source.Text)
		}
		p := retrieval.Passage{ID: fmt.Sprint(source.spokenPlace), Text: source.Text, Place: source.place()}
		p.Quote.Sentences = []reading.Span{{Start: start, End: start + len(source.Quote)}}
		for _, also := range source.Also {
			p.Also = append(p.Also, also.place())
		}
		a.Sources = append(a.Sources, bot.Source{N: i + 1, Passage: p})
	}
	return a, nil
}

// TestFaults: each faulty line of testdata/faults.txt is followed by what is said of it.
func TestFaults(t *testing.T) {
	for i, pair := range strings.Split(strings.TrimSpace(readFile(t, "testdata/faults.txt")), "\n\n") {
		line, want, _ := strings.Cut(pair, "\n")
		var got error
		for _, err := range Read(t.Context(), "q.jsonl", linesOf("\n"+line+"\n")) {
			got = err
		}
		if got == nil || got.Error() != "q.jsonl:2: "+want {
			t.Errorf("case %d, %s:\n got %v\nwant q.jsonl:2: %s", i+1, line, got, want)
		}
	}
}

// TestRunEnds: an error of the bot, or of a line that comes late, leaves no report of half the questions.
func TestRunEnds(t *testing.T) {
	const good = `{"question": "a", "kind": "unanswerable"}` + "\n"
	broken := errors.New("the index is broken")
	for _, c := range []struct {
		lines string
		fault error
		want  string
	}{
		{good, broken, "asking line 1: the index is broken"},
		{good + good + "{}\n", nil, `q.jsonl:3: there is no "question"`},
	} {
		ask := func(context.Context, string) (bot.Answer, error) { return bot.Answer{Mode: bot.Refusal}, c.fault }
		report, err := Run(t.Context(), ask, Read(t.Context(), "q.jsonl", linesOf(c.lines)))
		if report != nil || err == nil || err.Error() != c.want {
			t.Errorf("got %v and error %v, want %s", report, err, c.want)
		}
	}
}
