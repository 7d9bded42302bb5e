package metrics

import (
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"chuchu/bot"
	"chuchu/bot/spending"
)

// live does each thing that is counted, some twice.
func live(m *Metrics) {
	m.Question(bot.Answer{Mode: bot.Quote, Confidence: 1, Language: bot.English})
	m.Question(bot.Answer{Mode: bot.Quote, Language: bot.Simplified})
	m.Question(bot.Answer{Mode: bot.Refusal, Language: bot.Traditional})
	m.Fault()
	m.Took(Answer, 2*time.Millisecond)
	m.Took(Answer, 30*time.Millisecond)
	m.Verdict(true)
	m.Verdict(false)
	m.Verdict(false)
	m.Call("sendMessage", OK)
	m.Call("sendMessage", Refused)
	m.TooMany()
	m.Response("/healthz", 200)
	m.Reload(Failed)
	m.Collection(5, 312, time.UnixMilli(1700000000500))
	m.Queue("inbox", func() int { return 7 })
	m.Wrote(bot.Writing{})
	m.Wrote(bot.Writing{Outcome: bot.Whole, Usage: spending.Usage{In: 900, Out: 40}, Cost: spending.Unit / 4, First: 2 * time.Second})
	m.Wrote(bot.Writing{Outcome: bot.Away, Usage: spending.Usage{In: 800, Estimated: true}, Cost: spending.Unit / 2})
	ledger, err := spending.Open("", spending.Limits{Prices: spending.Prices{In: 1}, Budget: 3 * spending.Unit}, time.Now)
	if err != nil {
		panic(err) // without a file there is nothing that could fail
	}
	m.Model(func() bool { return true }, ledger)
	m.Condition("index", func() error { return nil })
	m.Condition("telegram", func() error { return errors.New("deaf") })
}

// TestFigures: what happened is what is shown.
func TestFigures(t *testing.T) {
	m := New("v1.2", "abc")
	live(m)
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	shown, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`chuchu_questions_total{band="answered",language="en"} 1`,
		`chuchu_questions_total{band="possibly",language="zh-Hans"} 1`,
		`chuchu_questions_total{band="refused",language="zh-Hant"} 1`,
		`chuchu_questions_total{band="refused",language="en"} 0`,
		`chuchu_faults_total 1`,
		`chuchu_stage_seconds_bucket{stage="answer",le="0.0025"} 1`,
		`chuchu_stage_seconds_count{stage="answer"} 2`,
		`chuchu_stage_seconds_count{stage="send"} 0`,
		`chuchu_feedback_total{verdict="down"} 2`,
		`chuchu_telegram_calls_total{method="sendMessage",outcome="refused"} 1`,
		`chuchu_telegram_too_many_total 1`,
		`chuchu_http_responses_total{route="/healthz",status="200"} 1`,
		`chuchu_reloads_total{outcome="failed"} 1`,
		`chuchu_texts_stale 1`,
		`chuchu_texts 5`,
		`chuchu_paragraphs 312`,
		`chuchu_index_timestamp_seconds 1.7000000005e+09`,
		`chuchu_queue_depth{queue="inbox"} 7`,
		`chuchu_ready{condition="index"} 1`,
		`chuchu_ready{condition="telegram"} 0`,
		`chuchu_model_answers_total{outcome="whole"} 1`,
		`chuchu_model_answers_total{outcome="away"} 1`,
		`chuchu_model_answers_total{outcome="budget"} 0`,
		`chuchu_model_tokens_total{counted="endpoint",direction="in"} 900`,
		`chuchu_model_tokens_total{counted="endpoint",direction="out"} 40`,
		`chuchu_model_tokens_total{counted="estimate",direction="in"} 800`,
		`chuchu_model_cost_total 0.75`,
		`chuchu_model_first_sentence_seconds_count 1`,
		`chuchu_model_left_alone 1`,
		`chuchu_model_day_cost 0`,
		`chuchu_model_day_budget 3`,
		`chuchu_build_info{commit="abc",go="`,
		`process_open_fds`,
		`go_goroutines`,
	} {
		if !strings.Contains(string(shown), "\n"+want) {
			t.Errorf("not shown: %s", want)
		}
	}
	problems, err := testutil.GatherAndLint(m.registry)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// TestNil: without figures nothing is counted, and nothing breaks.
func TestNil(t *testing.T) { live(nil) }
