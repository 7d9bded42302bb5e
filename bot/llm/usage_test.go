package llm

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chuchu/bot/spending"
	"chuchu/prompts"
)

// TestEstimate: where an endpoint does not count, an answer takes what its prompt and its words take, thoughts included, and
// that is no more than the bound by which it was allowed. Who leaves before the first word has had the prompt read.
func TestEstimate(t *testing.T) {
	said := "<think>看第一段。</think>五个中心 [1]。"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || !strings.Contains(string(body), `"max_tokens":120`) {
			t.Errorf("asked for %s, %v", body, err)
		}
		w.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(w, `data: {"choices":[{"delta":{"reasoning_content":"嗯。"}}]}`+"\n\n")
		io.WriteString(w, `data: {"choices":[{"delta":{"content":"`+said+`"},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n")
	}))
	defer server.Close()
	m := newModel(Settings{Model: "test"}, server.URL, impatient)
	p := prompts.Prompt{System: "rules", User: "哪五个？", MaxTokens: 120}
	in := prompts.Tokens("rules") + prompts.Tokens("哪五个？") + roundTokens
	outcome, err := m.Write(t.Context(), p, ignore)
	if want := (spending.Usage{In: in, Out: prompts.Tokens("嗯。" + said), Estimated: true}); err != nil || outcome.Usage != want {
		t.Errorf("%+v, %v, want %+v", outcome.Usage, err, want)
	}
	if bound := m.Bound(p); bound.In != in || bound.Out != 120 || outcome.Usage.Out > bound.Out {
		t.Errorf("the bound is %+v", bound)
	}
	stopped := errors.New("enough")
	outcome, err = m.Write(t.Context(), p, func(string) error { return stopped })
	if err != stopped || outcome.Usage.In != in || !outcome.Usage.Estimated {
		t.Errorf("stopped: %+v, %v", outcome.Usage, err)
	}
}
