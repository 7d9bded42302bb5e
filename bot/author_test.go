package bot

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot/spending"
	"chuchu/prompts"
)

const (
	meeting  = "座谈会上，江苏省委书记信长星、浙江省委书记易炼红先后发言。会议开了2个小时。"
	governor = "江苏省委书记是谁？"
	truth    = "江苏省委书记是信长星 [1]。"
)

// saying returns a model that says words, at 900 tokens in and 40 out, and a note of how often it was asked.
func saying(words string, asked *int) Writer {
	return func(ctx context.Context, p prompts.Prompt, emit func(string) error) (Reply, error) {
		*asked++
		for _, r := range words {
			if err := emit(string(r)); err != nil {
				return Reply{Usage: spending.Usage{In: 900, Out: 20, Estimated: true}}, err
			}
		}
		return Reply{Usage: spending.Usage{In: 900, Out: 40}}, ctx.Err()
	}
}

func newAuthor(t *testing.T, l spending.Limits, write Writer) (*Author, *spending.Ledger) {
	t.Helper()
	ledger, err := spending.Open("", l, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	a, err := NewAuthor(AuthorSettings{Write: write, Ledger: ledger, PromptTokens: 6000,
		Bound: func(prompts.Prompt) spending.Usage { return spending.Usage{In: 1000, Out: 100} }})
	if err != nil {
		t.Fatal(err)
	}
	return a, ledger
}

func asked(t *testing.T, question string) Answer {
	t.Helper()
	answer, err := newBot(t, meeting).Ask(t.Context(), question)
	if err != nil || answer.Mode != Quote {
		t.Fatalf("%s: %s, %v", question, answer.Mode, err)
	}
	return answer
}

func ignore(Sentence) {}

// unit prices: a token costs a millionth, in or out.
var unit = spending.Prices{In: spending.Unit, Out: spending.Unit}

// TestAuthorSpends: an answer takes what the endpoint counted; when the day's budget or a person's answers are used up the
// model is not asked, the quotes are there and a phrase says why, and only the budget is the operator's affair.
func TestAuthorSpends(t *testing.T) {
	calls := 0
	limits := spending.Limits{Prices: unit, Budget: 3000 * spending.Unit / 1_000_000, Answers: 2}
	author, ledger := newAuthor(t, limits, saying(truth, &calls))
	quoted := asked(t, governor)
	for _, turn := range []struct {
		person string
		want   Outcome
		note   string
		told   bool
	}{
		{"a", Whole, "", false},
		{"a", Whole, "", false},
		{"a", OverQuota, "你今天的模型回答次数已用完，以下为原文。", false},
		{"b", Whole, "", false}, // 1,880 + 1,100 tokens are just what there is
		{"b", OverBudget, "今天的模型额度已用完，以下为原文。", true},
		{"", OverBudget, "今天的模型额度已用完，以下为原文。", true},
	} {
		if turn.want == OverBudget { // what is left would pay for a small answer, not for the largest
			if all, _ := ledger.Today(""); all.Cost >= limits.Budget {
				t.Errorf("%s spent of %s", all.Cost, limits.Budget)
			}
		}
		answer, err := author.Write(t.Context(), turn.person, quoted, ignore)
		if answer.Writing.Outcome != turn.want || answer.Note() != turn.note || (err != nil) != turn.told {
			t.Errorf("%q: %s, %q, %v, want %s, %q", turn.person, answer.Writing.Outcome, answer.Note(), err, turn.want, turn.note)
		}
		if _, refused := errors.AsType[*spending.Refusal](err); turn.told && !refused {
			t.Errorf("got %v, want a Refusal", err)
		}
		if whole := turn.want == Whole; whole != (answer.Mode == Model) || whole != (answer.Writing.Usage == spending.Usage{In: 900, Out: 40}) ||
			whole != (answer.Writing.Cost == 940_000) {
			t.Errorf("%q: mode %s, %+v", turn.person, answer.Mode, answer.Writing)
		}
		if !strings.Contains(answer.Text, "信长星") {
			t.Errorf("%q: the answer is %q", turn.person, answer.Text)
		}
	}
	if calls != 3 {
		t.Errorf("the model was asked %d times, want 3", calls)
	}
}

// TestAuthorGivesBack: a model that failed before it began has cost nothing, one that broke off what it had taken, and
// nothing stays reserved however a call ends, a panic included.
func TestAuthorGivesBack(t *testing.T) {
	quoted := asked(t, governor)
	broken := errors.New("the connection was cut")
	for name, c := range map[string]struct {
		write Writer
		want  Outcome
		took  int
	}{
		"away": {func(context.Context, prompts.Prompt, func(string) error) (Reply, error) { return Reply{}, broken }, Away, 0},
		"broken off": {func(_ context.Context, _ prompts.Prompt, emit func(string) error) (Reply, error) {
			return Reply{Usage: spending.Usage{In: 900, Out: 10, Estimated: true}}, errors.Join(emit(truth), broken)
		}, Away, 910},
		"in circles": {func(_ context.Context, _ prompts.Prompt, emit func(string) error) (Reply, error) {
			for {
				if err := emit(truth); err != nil {
					return Reply{Usage: spending.Usage{In: 900, Out: 90}}, err
				}
			}
		}, Partial, 990},
		"too long": {func(_ context.Context, _ prompts.Prompt, emit func(string) error) (Reply, error) {
			return Reply{Truncated: true, Usage: spending.Usage{In: 900, Out: 100}}, emit(truth + "他在会上")
		}, Partial, 1000},
		"says nothing": {func(context.Context, prompts.Prompt, func(string) error) (Reply, error) {
			return Reply{Usage: spending.Usage{In: 900}}, nil
		}, Unsupported, 900},
	} {
		author, ledger := newAuthor(t, spending.Limits{Prices: unit, Budget: spending.Unit, Answers: 1}, c.write)
		answer, err := author.Write(t.Context(), "a", quoted, ignore)
		if answer.Writing.Outcome != c.want || (err != nil) != (c.want == Away) {
			t.Errorf("%s: %s, %v, want %s", name, answer.Writing.Outcome, err, c.want)
		}
		all, own := ledger.Today("a")
		if all != own || all.In+all.Out != c.took || all.Answers != min(c.took, 1) {
			t.Errorf("%s: all %+v, own %+v, want %d tokens", name, all, own, c.took)
		}
		if _, err := ledger.Reserve("b", spending.Usage{In: 1_000_000 - c.took}); err != nil {
			t.Errorf("%s: something stays reserved: %v", name, err)
		}
	}
	calls := 0
	author, ledger := newAuthor(t, spending.Limits{Prices: unit, Budget: spending.Unit}, saying(truth+"会议开了2个小时 [1]。", &calls))
	func() {
		defer func() { recover() }()
		author.Write(t.Context(), "a", quoted, func(Sentence) { panic("the screen broke") })
	}()
	if _, err := ledger.Reserve("", spending.Usage{In: 1_000_000}); err != nil {
		t.Errorf("after a panic something stays reserved: %v", err)
	}
}

// TestAuthorStops: a reader who has enough keeps what was shown, or gets the quotes if nothing was; the end of the
// program is an error, and no answer.
func TestAuthorStops(t *testing.T) {
	quoted := asked(t, governor)
	for name, c := range map[string]struct {
		before, after string
		cause         error
		want          Outcome
		mode          Mode
	}{
		"after a sentence":  {truth, "会议开了2", ErrEnough, Partial, Model},
		"before a sentence": {"江苏省", "委书记", ErrEnough, Stopped, Quote},
		"the program ends":  {truth, "会议开了2", context.Canceled, Stopped, Quote},
	} {
		ctx, cancel := context.WithCancelCause(t.Context())
		author, ledger := newAuthor(t, spending.Limits{}, func(ctx context.Context, _ prompts.Prompt, emit func(string) error) (Reply, error) {
			emit(c.before)
			cancel(c.cause)
			emit(c.after)
			return Reply{Usage: spending.Usage{In: 900, Out: 9, Estimated: true}}, context.Cause(ctx)
		})
		answer, err := author.Write(ctx, "a", quoted, ignore)
		if answer.Writing.Outcome != c.want || answer.Mode != c.mode || (err != nil) != (c.cause != ErrEnough) {
			t.Errorf("%s: %s, %s, %v, want %s, %s", name, answer.Writing.Outcome, answer.Mode, err, c.want, c.mode)
		}
		if c.cause == ErrEnough && answer.Note() == "" {
			t.Errorf("%s: nothing tells why", name)
		}
		if all, _ := ledger.Today(""); all.In != 900 || answer.Writing.Usage.In != 900 {
			t.Errorf("%s: %+v in the ledger, %+v in the answer", name, all, answer.Writing)
		}
	}
}

// TestAuthorHasLittleRoom: however little a prompt may take, the model is asked. What it is not told it cannot cite.
func TestAuthorHasLittleRoom(t *testing.T) {
	quoted := asked(t, governor)
	calls := 0
	author, _ := newAuthor(t, spending.Limits{}, saying(truth, &calls))
	author.settings.PromptTokens = 100
	if answer, err := author.Write(t.Context(), "", quoted, ignore); err != nil || answer.Mode != Model || calls != 1 {
		t.Errorf("%s, %v, %d calls", answer.Mode, err, calls)
	}
	second := quoted.Sources[0]
	second.ID, second.Text = "another", strings.Repeat("安徽省委书记韩俊也发了言。", 100)
	quoted.Sources = append(quoted.Sources, Source{2, second.Passage})
	author, _ = newAuthor(t, spending.Limits{}, saying(truth+"安徽省委书记韩俊也发了言 [2]。", &calls))
	author.settings.PromptTokens = 700
	if answer, err := author.Write(t.Context(), "", quoted, ignore); err != nil || len(answer.Sentences) != 1 || answer.Dropped != 1 || len(answer.Sources) != 2 {
		t.Errorf("%v, %d sentences, %d dropped, %d sources", err, len(answer.Sentences), answer.Dropped, len(answer.Sources))
	}
}

// TestAuthorShortens: a model whose context is smaller than the prompt is asked again with less, and knows the next time.
func TestAuthorShortens(t *testing.T) {
	quoted := asked(t, governor)
	second := quoted.Sources[0]
	second.ID, second.Text = "another", strings.Repeat("安徽省委书记韩俊也发了言。", 100)
	quoted.Sources = append(quoted.Sources, Source{2, second.Passage})
	const room = 900
	var asked []bool // whether each prompt had room
	author, ledger := newAuthor(t, spending.Limits{}, nil)
	says := saying(truth, new(int))
	author.settings.Write = func(ctx context.Context, p prompts.Prompt, emit func(string) error) (Reply, error) {
		if asked = append(asked, p.Tokens() <= room); p.Tokens() > room {
			return Reply{TooLong: true}, errors.New("context length exceeded")
		}
		return says(ctx, p, emit)
	}
	for range 2 {
		if answer, err := author.Write(t.Context(), "a", quoted, ignore); err != nil || answer.Mode != Model {
			t.Errorf("%s, %v", answer.Mode, err)
		}
	}
	if diff := cmp.Diff([]bool{false, false, true, true}, asked); diff != "" {
		t.Errorf("asked with room: -want +got\n%s", diff)
	}
	if _, own := ledger.Today("a"); own.Answers != 2 {
		t.Errorf("%d answers were counted", own.Answers)
	}
}

// TestAuthorThought: a model that did nothing but think is no model that said what the texts don't.
func TestAuthorThought(t *testing.T) {
	author, _ := newAuthor(t, spending.Limits{}, func(context.Context, prompts.Prompt, func(string) error) (Reply, error) {
		return Reply{Truncated: true, ThoughtOnly: true}, errors.New("nothing but thoughts")
	})
	answer, err := author.Write(t.Context(), "", asked(t, governor), ignore)
	if err == nil || answer.Mode != Quote || answer.Writing.Outcome != Thought || answer.Note() != Simplified.Phrases().OnlyThought {
		t.Errorf("%s, %s, %q, %v", answer.Mode, answer.Writing.Outcome, answer.Note(), err)
	}
}

// TestWhatLeaves: a model is told the question and the passages that were found for it, and nothing of the conversation, of
// who asks, or of where the texts lie.
func TestWhatLeaves(t *testing.T) {
	b := newBot(t, meeting, "安徽省的茶园面积为320万亩。", "黄浦江长113公里。")
	var told []string
	author, _ := newAuthor(t, spending.Limits{Answers: 9}, func(_ context.Context, p prompts.Prompt, emit func(string) error) (Reply, error) {
		told = append(told, p.System+p.User)
		return Reply{}, emit(truth)
	})
	author.settings.Reword = true
	conversation := NewConversation(b)
	for _, question := range []string{"黄浦江有多长？", governor, "那浙江呢？"} {
		answer, err := author.Ask(t.Context(), "who-asks", conversation, question)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := author.Write(t.Context(), "who-asks", answer, ignore); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) != 3 || !strings.Contains(told[1], governor) || !strings.Contains(told[2], "浙江省委书记是谁？") {
		t.Fatalf("told %q", told)
	}
	for i, secrets := range [][]string{nil, {"有多长"}, {"有多长", governor, "那浙江呢"}} {
		for _, secret := range append(secrets, "who-asks", "a.txt") {
			if strings.Contains(told[i], secret) {
				t.Errorf("%q is in prompt %d: %s", secret, i+1, told[i])
			}
		}
	}
}

// TestLanguageTold: a model is told which language to answer in, since the question that it is put need not be in it.
func TestLanguageTold(t *testing.T) {
	for language, want := range map[Language]string{English: "Answer in English,", Simplified: "Answer in simplified Chinese,", Traditional: "Answer in traditional Chinese,"} {
		quoted := asked(t, governor)
		quoted.Language = language
		rules := ""
		author, _ := newAuthor(t, spending.Limits{}, func(_ context.Context, p prompts.Prompt, emit func(string) error) (Reply, error) {
			rules = p.System
			return Reply{}, emit(truth)
		})
		if _, err := author.Write(t.Context(), "", quoted, ignore); err != nil || !strings.Contains(rules, want) {
			t.Errorf("%s: %v, %s", language, err, rules)
		}
	}
}
