package state

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot/evaluation"
	"chuchu/bot/terminal"
)

func TestVerdicts(t *testing.T) {
	s := open(t)
	a, other := sample(s, 1), sample(s, 2)
	must(t, save(s, a))
	save := func(of AnswerID, by int64, vote Vote, reason Reason, wanted bool) {
		t.Helper()
		if ok, err := s.SaveVerdict(of, s.Key(by), vote, reason); ok != wanted || err != nil {
			t.Errorf("got %v, %v, want %v", ok, err, wanted)
		}
	}
	save(a.ID, 1, Up, NoReason, true)
	save(a.ID, 1, Down, OutOfDate, true) // on second thought
	save(a.ID, 9, Up, NoReason, true)
	save(other.ID, 1, Up, NoReason, false)
	got := map[Key]Vote{}
	all, err := s.Verdicts()
	must(t, err)
	for _, v := range all {
		got[v.By] = v.Vote
		if diff := cmp.Diff(a, v.Of); diff != "" || v.Answer != a.ID || time.Since(v.Given) > time.Minute {
			t.Errorf("%v of %v\n%s", v.Given, v.Answer, diff)
		}
	}
	if diff := cmp.Diff(map[Key]Vote{s.Key(1): Down, s.Key(9): Up}, got); diff != "" {
		t.Error(diff)
	}
}

// TestExportVerdicts has `chuchu eval` read what is exported.
func TestExportVerdicts(t *testing.T) {
	s := open(t)
	for n, test := range []struct {
		vote   Vote
		reason Reason
		change func(*Answer)
	}{
		{Up, NoReason, func(a *Answer) { a.Sources[0].Quote = strings.Repeat("字", 300) }},
		{Up, NoReason, func(a *Answer) { a.Refused = true }},
		{Up, NoReason, func(a *Answer) { a.Sources = nil }},
		{Down, NoReason, func(a *Answer) { a.Understood = "浙江呢，<全>?" }},
		{Down, WrongQuote, func(a *Answer) {}},
		{Down, NotAnAnswer, func(a *Answer) { a.Refused = true }},
	} {
		a := sample(s, int64(n))
		test.change(&a)
		must(t, save(s, a))
		_, err := s.SaveVerdict(a.ID, s.Key(1), test.vote, test.reason)
		must(t, err)
		if n == 0 {
			_, err := s.SaveVerdict(a.ID, s.Key(2), Down, OutOfDate)
			must(t, err)
		}
	}
	var file bytes.Buffer
	n, err := s.ExportVerdicts(&file)
	must(t, err)
	if strings.Contains(file.String(), s.Key(1).String()) {
		t.Error("the export tells who judged")
	}
	kinds, seen := []string{}, map[string]bool{}
	for q, err := range evaluation.Read(t.Context(), "export", terminal.ReadLines(&file)) {
		must(t, err)
		kinds = append(kinds, q.Kind)
		if seen[q.ID] {
			t.Errorf("two have the id %s", q.ID)
		}
		seen[q.ID] = true
		if q.Kind == "liked" && (q.File != "a.txt" || q.Line != 12 || q.Answers[0] != strings.Repeat("字", expected)) {
			t.Errorf("got %+v", q)
		}
		if q.Kind == "disliked" && q.Text != "浙江呢，<全>?" {
			t.Errorf("got %+v", q)
		}
	}
	// The two on the first answer come in the order of their keys, which are random.
	if kinds[0] == "liked" {
		kinds[0], kinds[1] = kinds[1], kinds[0]
	}
	if diff := cmp.Diff([]string{"disliked: out of date", "liked", "unanswerable", "liked without a quote", "disliked",
		"disliked: wrong quote", "disliked: not an answer"}, kinds); diff != "" || n != len(kinds) {
		t.Errorf("%d lines\n%s", n, diff)
	}
	if _, err := s.ExportVerdicts(broken{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
