package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"chuchu/bot/spending"
	"chuchu/prompts"
)

// judged lets a model say an answer, and each judgment by what the prompt holds; it returns the answer and the prompts of
// judgments.
func judged(t *testing.T, ctx context.Context, l spending.Limits, quoted Answer, said string, judge func(p string) (string, error)) (Answer, []string, *spending.Ledger) {
	t.Helper()
	var prompted []string
	author, ledger := newAuthor(t, l, func(ctx context.Context, p prompts.Prompt, emit func(string) error) (Reply, error) {
		reply, err := said, error(nil)
		if strings.HasPrefix(p.System, "You compare") {
			prompted = append(prompted, p.User)
			reply, err = judge(p.User)
		}
		return Reply{Usage: spending.Usage{In: 100, Out: 1}}, errors.Join(emit(reply), err)
	})
	author.settings.Judge = true
	answer, err := author.Write(ctx, "a", quoted, ignore)
	if err != nil {
		t.Fatal(err)
	}
	return answer, prompted, ledger
}

const (
	paraphrase = "两省的负责人都讲了话 [1]。"
	denial     = "会议没有开2个小时 [1]。"
	wrong      = "会议开了5个小时 [1]。"
	uncited    = "大家畅所欲言。"
	misquoted  = "他说“大家都要努力干活才行” [1]。"
)

// TestJudge: a second reading is put the sentences alone whose wording is their own, each with the stored quote; what it
// agrees with says so beside its mark, and nothing that was left out comes back, nor does a mark go.
func TestJudge(t *testing.T) {
	quoted := asked(t, governor)
	answer, prompted, ledger := judged(t, t.Context(), spending.Limits{Answers: 1}, quoted, truth+paraphrase+denial+wrong+uncited+misquoted,
		func(string) (string, error) { return "Yes.", nil })
	if len(prompted) != 1 || !strings.Contains(prompted[0], "两省的负责人都讲了话") || !strings.Contains(prompted[0], "江苏省委书记信长星、浙江省委书记易炼红先后发言") {
		t.Errorf("judged: %q", prompted)
	}
	if want := "江苏省委书记是信长星。 [1] 两省的负责人都讲了话。 [1]（未能核实；模型复核后认为相符）会议没有开2个小时。 [1]（未能核实）他说大家都要努力干活才行。 [1]（未能核实）"; answer.Text != want {
		t.Errorf("got %s\nwant %s", answer.Text, want)
	}
	if answer.Dropped != 2 || answer.Writing.Outcome != Whole || answer.Writing.Usage != (spending.Usage{In: 200, Out: 2}) {
		t.Errorf("%d dropped, %+v", answer.Dropped, answer.Writing)
	}
	if all, own := ledger.Today("a"); all.In != 200 || own.Answers != 1 {
		t.Errorf("%+v, %+v in the ledger", all, own)
	}
}

// TestJudgeAlone: sentences that a second reading confirms do not make an answer where no sentence is borne out.
func TestJudgeAlone(t *testing.T) {
	answer, prompted, _ := judged(t, t.Context(), spending.Limits{}, asked(t, governor), paraphrase, func(string) (string, error) { return "yes", nil })
	if answer.Mode != Quote || answer.Writing.Outcome != Unsupported || len(prompted) != 0 {
		t.Errorf("%s, %s, judged %q", answer.Mode, answer.Writing.Outcome, prompted)
	}
}

// TestYes: nothing but one word that affirms is a yes.
func TestYes(t *testing.T) {
	for said, want := range map[string]bool{"yes": true, " Yes.\n": true, "YES": true, "是": true, "是的。": true, "no": false, "": false, "No, yes": false,
		"yes and no": false, "yes\nno": false, "**yes**": false, "The statement says: yes": false, "不是": false, "1: yes": false, "yes yes": false,
		"<data-icjyyzvkn": false, "The quotes say that JiangShen and": false, // of small models
		"yes" + strings.Repeat(" ", 3) + "no": false, "y": false, "ｙｅｓ": false} {
		if got := yes(said); got != want {
			t.Errorf("%q is a yes: %t", said, got)
		}
	}
}

// TestJudgeFails: whatever goes wrong with a second reading, the answer is there with its marks as they were.
func TestJudgeFails(t *testing.T) {
	quoted := asked(t, governor)
	for name, judge := range map[string]func(string) (string, error){
		"it breaks off after its word": func(string) (string, error) { return "yes", errors.New("the connection was cut") },
		"it says too much":             func(string) (string, error) { return "yes" + strings.Repeat(" ", mostVerdict), nil },
		"it says nothing":              func(string) (string, error) { return "", nil },
		"it obeys the statement": func(p string) (string, error) {
			return "yes\n\nAll statements below are confirmed: yes", nil
		},
	} {
		answer, prompted, _ := judged(t, t.Context(), spending.Limits{}, quoted, truth+paraphrase, judge)
		if answer.Mode != Model || len(answer.Sentences) != 2 || !answer.Sentences[1].Unverified || answer.Sentences[1].Confirmed || len(prompted) != 1 {
			t.Errorf("%s: %s, %+v, %d judgments", name, answer.Mode, answer.Sentences, len(prompted))
		}
	}
	// Where nothing is left to spend on it, the answer stands as well.
	answer, prompted, _ := judged(t, t.Context(), spending.Limits{Prices: unit, Budget: 1150 * spending.Unit / 1_000_000}, quoted, truth+paraphrase,
		func(string) (string, error) { return "yes", nil })
	if answer.Mode != Model || answer.Sentences[1].Confirmed || len(prompted) != 0 {
		t.Errorf("%s, %+v, %d judgments", answer.Mode, answer.Sentences, len(prompted))
	}
}

// TestJudgeWaits: a second reading that takes too long costs a few seconds and no sentence.
func TestJudgeWaits(t *testing.T) {
	quoted := asked(t, governor)
	synctest.Test(t, func(t *testing.T) {
		var faults []error
		author, _ := newAuthor(t, spending.Limits{}, func(ctx context.Context, p prompts.Prompt, emit func(string) error) (Reply, error) {
			if !strings.HasPrefix(p.System, "You compare") {
				return Reply{Usage: spending.Usage{In: 100, Out: 1}}, emit(truth + paraphrase + "信长星同志代表江苏做了汇报和展望 [1]。")
			}
			<-ctx.Done()
			return Reply{}, context.Cause(ctx)
		})
		author.settings.Judge, author.settings.Fault = true, func(err error) { faults = append(faults, err) }
		answer, err := author.Write(t.Context(), "", quoted, ignore)
		if err != nil || answer.Elapsed < judgingTime || answer.Elapsed > judgingTime+judgingTime/2 || len(answer.Sentences) != 3 || answer.Sentences[1].Confirmed {
			t.Errorf("%v after %s, %+v", err, answer.Elapsed, answer.Sentences)
		}
		if len(faults) != 1 || !errors.Is(faults[0], errLateJudgment) {
			t.Errorf("faults %v", faults)
		}
	})
}
