package command

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
)

// TestServeModel serves with a model, and then with one whose endpoint is not there: the start does not need it, readiness does
// not depend on it, quotes stand in for it, and the buttons of what it has written before go on working.
func TestServeModel(t *testing.T) {
	t.Parallel()
	api := telegramtest.New(t)
	address := freeAddress(t)
	env := botOf(api, "HTTP_ADDR="+address, "DATA_DIR="+t.TempDir(), "OPENAI_PRICES=1/1")
	p := api.AddPerson(telegramtest.Person{Name: "Person", Language: "zh-hans"})
	last := func() telegramtest.Message {
		all := api.Messages(p.ID)
		return all[len(all)-1]
	}
	counted := func(line string) {
		t.Helper()
		if _, figures := ask(t, address, "/metrics"); !strings.Contains(figures, "\n"+line+"\n") {
			t.Errorf("/metrics does not say %s", line)
		}
	}
	writes := start(t, append(slices.Clone(env), slowModel(t, time.Millisecond)...)...)
	api.Write(telegramtest.Writing{From: p, Text: crashQuestions[0]})
	waitFor(t, api, func() bool {
		return strings.HasPrefix(last().Text, "根据文章：\n江苏省委书记是信长星。 [1]") && !isDraft(last())
	}, writes)
	counted(`chuchu_model_answers_total{outcome="whole"} 1`)
	writes.stop(t)
	written := last()

	away := start(t, append(slices.Clone(env), "OPENAI_MODEL=away", "OPENAI_BASE_URL=http://"+freeAddress(t)+"/v1")...)
	waitFor(t, api, api.Waiting, away)
	if status, said := ask(t, address, "/readyz"); status != http.StatusOK {
		t.Errorf("/readyz: got %d, %s", status, said)
	}
	if _, err := api.Tap(p, p.ID, written.ID, "👍"); err != nil {
		t.Fatal(err)
	}
	waitFor(t, api, func() bool { return hasButton(last(), "👍 ✓") }, away)
	if last().Text != written.Text {
		t.Errorf("a press on\n%s\nmade it\n%s", written.Text, last().Text)
	}
	api.Write(telegramtest.Writing{From: p, Text: crashQuestions[1]})
	waitFor(t, api, func() bool { return strings.HasPrefix(last().Text, modelAway+"文章里说：") && !isDraft(last()) }, away)
	away.waitLog(t, `msg="the model did not answer"`)
	counted(`chuchu_model_answers_total{outcome="away"} 1`)
	away.stop(t)
	writes.log.KeepsSecret(t, crashQuestions...)
	away.log.KeepsSecret(t, crashQuestions...)
}
