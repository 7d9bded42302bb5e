package command

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"chuchu/bot/telegram/telegramtest"
)

// TestBudgetIsKilled: what was set aside for an answer in the making is spent when the process is killed meanwhile: the next
// one does not ask the model again for money that may be gone, and says why.
func TestBudgetIsKilled(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 8)
	model := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		w.Header().Set("Content-Type", "text/event-stream")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	defer model.Close()
	api := telegramtest.New(t)
	address := freeAddress(t)
	env := botOf(api, "HTTP_ADDR="+address, "DATA_DIR="+t.TempDir(), "OPENAI_BASE_URL="+model.URL+"/v1", "OPENAI_MODEL=stuck",
		"OPENAI_API_KEY=", "OPENAI_THINKING_TOKENS=0", "OPENAI_PRICES=0/10", "OPENAI_DAILY_BUDGET=0.0105") // 1,000 tokens out cost 0.01
	p := api.AddPerson(telegramtest.Person{Name: "Person", Language: "zh-hans"})
	first := start(t, env...)
	api.Write(telegramtest.Writing{From: p, Text: crashQuestions[0]})
	<-asked
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // it was killed

	second := start(t, env...)
	api.Write(telegramtest.Writing{From: p, Text: crashQuestions[1]})
	waitFor(t, api, func() bool {
		all := api.Messages(p.ID)
		return strings.HasPrefix(all[len(all)-1].Text, "今天的模型额度已用完，以下为原文。\n文章里说：")
	}, second)
	if _, figures := ask(t, address, "/metrics"); !strings.Contains(figures, "\nchuchu_model_day_cost 0.01\n") {
		t.Error("/metrics does not say chuchu_model_day_cost 0.01")
	}
	second.stop(t)
	if len(asked) != 0 {
		t.Errorf("the model was asked %d times more", len(asked))
	}
}
