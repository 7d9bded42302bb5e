package bot

import (
	"context"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"chuchu/bot/spending"
	"chuchu/prompts"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestQuery holds the replies of testdata/rewordings.txt.
func TestQuery(t *testing.T) {
	content, err := os.ReadFile("testdata/rewordings.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		parts := strings.SplitN(line, " | ", 3)
		if i := strings.LastIndex(line, " | "); len(parts) == 3 { // a reply may have bars
			parts[1], parts[2] = line[len(parts[0])+3:i], line[i+3:]
		} else {
			t.Fatalf("%q has no three parts", line)
		}
		said := strings.ReplaceAll(parts[1], `\n`, "\n")
		if said == "@long" {
			said = strings.Repeat("字", maxQuery+1)
		}
		got := query(said, parts[0])
		if got == "" {
			got = "-"
		}
		if got != parts[2] {
			t.Errorf("%q is reworded as %q, want %q", parts[0], got, parts[2])
		}
		n++
	}
	if n < 15 {
		t.Errorf("%d cases", n)
	}
}

// FuzzQuery: whatever a model replies, what is searched for is one line of plain words, not too many.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"禁渔多久？", "a\nb", "[x](y)", "<b>", "\x1b[1m", "\u202e", "\xff"} {
		f.Add(s, "Who presided in 2024?")
	}
	f.Fuzz(func(t *testing.T, said, question string) {
		got := query(said, question)
		if utf8.RuneCountInString(got) > maxQuery || strings.ContainsAny(got, "\n\r\x1b<>[]`*|@") || strings.Contains(got, "://") || !utf8.ValidString(got) {
			t.Errorf("%q became %q", said, got)
		}
	})
}

const (
	fishing  = "要持续推进长江“十年禁渔”，加强联合执法。"
	unsure   = "How long may nobody catch anything in the long stream?"
	reworded = "长江禁渔多少年？"
)

// TestRewordingWaits: a model that is slow costs a reader a few seconds, and what it took is in the ledger.
func TestRewordingWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		author, ledger := newAuthor(t, spending.Limits{}, func(ctx context.Context, _ prompts.Prompt, _ func(string) error) (Reply, error) {
			<-ctx.Done()
			return Reply{Usage: spending.Usage{In: 200, Estimated: true}}, context.Cause(ctx)
		})
		var spent call
		start := time.Now()
		if said, err := author.rewording(t.Context(), "a", unsure, "Chinese", prompts.Turn{}, &spent); said != "" || err != errLateRewording {
			t.Errorf("got %q, %v", said, err)
		}
		if waited := time.Since(start); waited != rewordingTime {
			t.Errorf("waited %s, want %s", waited, rewordingTime)
		}
		if all, _ := ledger.Today("a"); all.In != 200 || all.Answers != 1 || spent.reply.Usage.In != 200 {
			t.Errorf("%+v in the ledger, %+v in the answer", all, spent)
		}
		if rest := time.Until(time.Unix(0, author.tooSlow.Load())); rest != rewordingRest {
			t.Errorf("it rests for %s, want %s", rest, rewordingRest)
		}
	})
}

// TestRewordingRests: a model that was too slow is not asked again for a while, and nobody waits for it.
func TestRewordingRests(t *testing.T) {
	b := newBot(t, fishing)
	for _, c := range []struct {
		until time.Duration
		calls int
	}{{rewordingRest, 0}, {-time.Second, 1}} {
		calls := 0
		author, _ := newAuthor(t, spending.Limits{}, saying(reworded, &calls))
		author.settings.Reword = true
		author.tooSlow.Store(time.Now().Add(c.until).UnixNano())
		if _, err := author.Ask(t.Context(), "a", NewConversation(b), unsure); err != nil || calls != c.calls {
			t.Errorf("%s before it may be asked: %d calls, %v, want %d", c.until, calls, err, c.calls)
		}
	}
}

// TestRewordingStops: a reader who leaves meanwhile gets an error, and one who has enough the answer that there is.
func TestRewordingStops(t *testing.T) {
	b := newBot(t, fishing)
	alone, err := NewConversation(b).Ask(t.Context(), unsure)
	if err != nil {
		t.Fatal(err)
	}
	for cause, failed := range map[error]bool{ErrEnough: false, context.Canceled: true} {
		ctx, cancel := context.WithCancelCause(t.Context())
		author, _ := newAuthor(t, spending.Limits{}, func(ctx context.Context, _ prompts.Prompt, _ func(string) error) (Reply, error) {
			cancel(cause)
			return Reply{}, context.Cause(ctx)
		})
		author.settings.Reword, author.settings.Fault = true, func(err error) { t.Errorf("fault: %v", err) }
		answer, err := author.Ask(ctx, "a", NewConversation(b), unsure)
		answer.Elapsed = alone.Elapsed
		if diff := cmp.Diff(alone, answer, cmpopts.EquateEmpty()); (err != nil) != failed || !failed && diff != "" {
			t.Errorf("%v: %v, the question alone (-), with what was not reworded (+):\n%s", cause, err, diff)
		}
	}
}

// TestRewordingAsks: who is asked what, and what comes of it.
func TestRewordingAsks(t *testing.T) {
	for name, c := range map[string]struct {
		paragraph, before, question string
		limits                      spending.Limits
		want                        string // what was searched for; "" for the question alone
		calls                       int
	}{
		"another language":        {fishing, "", unsure, spending.Limits{}, reworded, 1},
		"sure":                    {fishing, "", reworded, spending.Limits{}, "", 0},
		"the texts' own language": {fishing, "", "怎么做红烧肉？", spending.Limits{}, "", 0},
		"nothing left":            {fishing, "", unsure, spending.Limits{Prices: unit, Budget: 1}, "", 0},
		"the rules are sure":      {meeting, governor, "那广东呢？", spending.Limits{}, "广东省委书记是谁？", 0},
		"a greeting":              {fishing, "", "hello", spending.Limits{}, "", 0},
	} {
		b := newBot(t, c.paragraph)
		calls := 0
		author, _ := newAuthor(t, c.limits, saying(reworded, &calls))
		author.settings.Reword = true
		conversation := NewConversation(b)
		for _, question := range []string{c.before, c.question} {
			if question == "" {
				continue
			}
			answer, err := author.Ask(t.Context(), "", conversation, question)
			if err != nil {
				t.Fatal(err)
			}
			if question == c.question && answer.Understood != c.want {
				t.Errorf("%s: searched for %q, want %q", name, answer.Understood, c.want)
			}
			if c.calls > 0 && (answer.Question != c.question || answer.Language != English || answer.Mode != Quote) {
				t.Errorf("%s: %s, %q in %s", name, answer.Mode, answer.Question, answer.Language)
			}
		}
		if calls != c.calls {
			t.Errorf("%s: %d calls, want %d", name, calls, c.calls)
		}
	}
}
