package state

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"chuchu/bot/evaluation"
)

func TestAnswerIsFoundByIDAndByMessages(t *testing.T) {
	s := open(t)
	a := sample(s, 7)
	a.Message = 0
	receive(t, s, 1)
	must(t, s.Sending(1, a))
	want(t, s, a, a.Asked)
	wantNone(t, s, a.Chat, 16)
	a.Message = 16
	must(t, s.Finish(1, a))
	must(t, s.Close())
	s = reopen(t, s.path)
	want(t, s, a, a.Asked, a.Message)
	wantNone(t, s, s.Key(8), a.Message) // another chat

	edited := a
	edited.ID, edited.Question = s.NewAnswerID(), "another question"
	must(t, s.SaveAnswer(edited))
	want(t, s, edited, a.Asked, a.Message)
	if first, ok, err := s.Answer(a.ID); !ok || err != nil || first.Question != a.Question {
		t.Errorf("the first answer is %v, %v", ok, err)
	}
}

// want finds the answer by its id and by the messages of its chat.
func want(t *testing.T, s *State, a Answer, at ...int64) {
	t.Helper()
	got, ok, err := s.Answer(a.ID)
	if diff := cmp.Diff(a, got); !ok || err != nil || diff != "" {
		t.Errorf("by id: %v, %v\n%s", ok, err, diff)
	}
	for _, message := range at {
		got, ok, err := s.AnswerAt(a.Chat, message)
		if diff := cmp.Diff(a, got); !ok || err != nil || diff != "" {
			t.Errorf("by message %d: %v, %v\n%s", message, ok, err, diff)
		}
	}
}

func wantNone(t *testing.T, s *State, chat Key, message int64) {
	t.Helper()
	if a, ok, err := s.AnswerAt(chat, message); ok || err != nil {
		t.Errorf("message %d has the answer %v, %v", message, a.ID, err)
	}
}

func TestVerdicts(t *testing.T) {
	s := open(t)
	a, other := sample(s, 1), sample(s, 2)
	must(t, s.SaveAnswer(a))
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
	for v, err := range s.Verdicts() {
		must(t, err)
		got[v.By] = v.Vote
		if diff := cmp.Diff(a, v.Of); diff != "" || v.Answer != a.ID || time.Since(v.Given) > time.Minute {
			t.Errorf("%v of %v\n%s", v.Given, v.Answer, diff)
		}
	}
	if diff := cmp.Diff(map[Key]Vote{s.Key(1): Down, s.Key(9): Up}, got); diff != "" {
		t.Error(diff)
	}
}

// TestVerdictsWhileWriting writes while it reads, more than is read from one moment of the file.
func TestVerdictsWhileWriting(t *testing.T) {
	s := open(t)
	for n := range int64(2*verdictsAtOnce + 1) {
		a := sample(s, n)
		must(t, s.SaveAnswer(a))
		_, err := s.SaveVerdict(a.ID, s.Key(n), Up, NoReason)
		must(t, err)
	}
	n := 0
	for _, err := range s.Verdicts() {
		must(t, err)
		n++
		must(t, s.SetNote("n", []byte{byte(n)}))
	}
	if n != 2*verdictsAtOnce+1 {
		t.Errorf("got %d", n)
	}
	for range s.Verdicts() {
		break
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
		must(t, s.SaveAnswer(a))
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
	lines := strings.Split(file.String(), "\n")
	next := func(context.Context) (string, error) {
		if len(lines) == 0 {
			return "", io.EOF
		}
		line := lines[0]
		lines = lines[1:]
		return line, nil
	}
	kinds, seen := []string{}, map[string]bool{}
	for q, err := range evaluation.Read(t.Context(), "export", next) {
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

func TestSettings(t *testing.T) {
	s := open(t)
	wantLanguage := func(user int64, want string) {
		t.Helper()
		if got, err := s.Settings(s.Key(user)); err != nil || got.Language != want {
			t.Errorf("got %q, %v, want %q", got.Language, err, want)
		}
	}
	must(t, s.SetLanguage(s.Key(1), "zh-Hant"))
	wantLanguage(1, "zh-Hant")
	wantLanguage(2, "")
	must(t, s.SetLanguage(s.Key(1), ""))
	wantLanguage(1, "")

	must(t, s.SetBlocked(s.Key(-5), true))
	for chat, want := range map[int64]bool{-5: true, 5: false} {
		if got, err := s.Blocked(s.Key(chat)); err != nil || got != want {
			t.Errorf("chat %d: got %v, %v", chat, got, err)
		}
	}
	must(t, s.SetBlocked(s.Key(-5), false))
	if got, _ := s.Blocked(s.Key(-5)); got {
		t.Error("it is still blocked")
	}

	must(t, s.SetNote("commands", []byte("hash")))
	if got, err := s.Note("commands"); err != nil || string(got) != "hash" {
		t.Errorf("got %q, %v", got, err)
	}
	must(t, s.SetNote("commands", nil))
	if got, err := s.Note("commands"); err != nil || got != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestForget looks through the whole file for a person who is forgotten.
func TestForget(t *testing.T) {
	s := open(t)
	const who, another, group = 42, 43, -100
	theirs := sample(s, who)
	theirs.Question = "a question to forget"
	inGroup := theirs
	inGroup.ID, inGroup.Chat = s.NewAnswerID(), s.Key(group)
	inline := theirs
	inline.ID, inline.Chat, inline.Asked, inline.Message = s.NewAnswerID(), Key{}, 0, 0
	stays := sample(s, another)
	for _, a := range []Answer{theirs, inGroup, inline, stays} {
		must(t, s.SaveAnswer(a))
	}
	for _, by := range []int64{who, another} {
		for _, a := range []Answer{inGroup, stays} {
			_, err := s.SaveVerdict(a.ID, s.Key(by), Down, NoReason)
			must(t, err)
		}
		must(t, s.SetLanguage(s.Key(by), "en"))
		must(t, s.SetBlocked(s.Key(by), true))
	}
	n, err := s.Forget(s.Key(who))
	must(t, err)
	if n != 3+3+2 { // answers, verdicts, settings and mark
		t.Errorf("%d entries went", n)
	}
	want(t, s, stays, stays.Asked, stays.Message)
	counts := contentsOf(t, s, func(key, value []byte) {
		id := s.Key(who)
		for _, trace := range []string{string(id[:]), id.String(), theirs.Question} {
			if strings.Contains(string(key), trace) || strings.Contains(string(value), trace) {
				t.Errorf("%q → %q is left", key, value)
			}
		}
	})
	if diff := cmp.Diff(map[string]int{"answers": 1, "messages": 2, "asked": 1, "verdicts": 1, "settings": 1, "blocked": 1}, counts); diff != "" {
		t.Error(diff)
	}
	if n, err := s.Forget(s.Key(who)); n != 0 || err != nil {
		t.Errorf("the second time: %d, %v", n, err)
	}
}

// contentsOf shows all entries and returns how many each bucket has, apart from those about the file.
func contentsOf(t *testing.T, s *State, see func(key, value []byte)) map[string]int {
	t.Helper()
	counts := map[string]int{}
	must(t, s.view("looking", func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			return b.ForEach(func(key, value []byte) error {
				if string(name) != string(about) {
					counts[string(name)]++
				}
				see(key, value)
				return nil
			})
		})
	}))
	return counts
}

func TestSweep(t *testing.T) {
	s := open(t)
	const many = 2*sweptAtOnce + 7
	var list []int64
	for n := range int64(many) {
		list = append(list, n)
	}
	receive(t, s, list...)
	for _, n := range list {
		must(t, s.Finish(n, sample(s, n)))
	}
	receive(t, s, many)
	must(t, s.SetBlocked(s.Key(1), true))
	a := sample(s, many)
	must(t, s.SaveAnswer(a))
	_, err := s.SaveVerdict(a.ID, s.Key(1), Up, NoReason)
	must(t, err)
	must(t, s.SetLanguage(s.Key(1), "en"))
	start := time.Now()
	for _, step := range []struct {
		life   time.Duration
		bucket string
		gone   int
	}{
		{DoneLife, "done", many},
		{AnswerLife, "answers", many + 1 + 1}, // and the mark, which lives as long
		{VerdictLife, "verdicts", 1},
	} {
		if n, err := s.Sweep(t.Context(), start.Add(step.life-time.Hour)); n != 0 || err != nil {
			t.Errorf("%s: %d went early, %v", step.bucket, n, err)
		}
		if n, err := s.Sweep(t.Context(), start.Add(step.life+time.Hour)); n != step.gone || err != nil {
			t.Errorf("%s: %d went, %v, want %d", step.bucket, n, err, step.gone)
		}
	}
	// What waits is never swept, nor what people chose.
	if diff := cmp.Diff(map[string]int{"inbox": 1, "offset": 1, "settings": 1}, contentsOf(t, s, func(_, _ []byte) {})); diff != "" {
		t.Error(diff)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Sweep(ended, start); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestFileStaysSmall writes and sweeps for long: freed pages are used again.
func TestFileStaysSmall(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "state.db"))
	size := func() int64 {
		info, err := os.Stat(s.path)
		must(t, err)
		return info.Size()
	}
	var first int64
	for round := range int64(5) {
		for n := range int64(400) {
			must(t, s.SaveAnswer(sample(s, round*1000+n)))
		}
		_, err := s.Sweep(t.Context(), time.Now().Add(AnswerLife+time.Hour))
		must(t, err)
		if round == 0 {
			first = size()
		}
	}
	if last := size(); last > 2*first {
		t.Errorf("the file grew from %d to %d bytes", first, last)
	}
}
