package command

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"chuchu/bot/llm/llmtest"
	"chuchu/bot/telegram/telegramtest"
)

// slowModel starts a server of a chat model that takes its time: it answers each question with the sentence that it has for
// it, of the passage that says that, and pauses before its first word, in the midst of it and before the end. It returns the
// settings by which a program asks it.
func slowModel(t *testing.T, pause time.Duration) []string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		words := "这些文章里没有。"
		asked, err := llmtest.AskedOf(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		for question, says := range modelSays {
			if strings.HasSuffix(strings.TrimSpace(asked.User), question) {
				words = llmtest.Citing(says, asked.User)
			}
		}
		wait := func() { time.Sleep(rand.N(pause)) }
		w.Header().Set("Content-Type", "text/event-stream")
		w.(http.Flusher).Flush()
		wait()
		for piece := range slices.Chunk([]rune(words), 5) {
			delta, _ := json.Marshal(string(piece)) // a string
			fmt.Fprintf(w, "data: {\"choices\":[{\"delta\":{\"content\":%s}}]}\n\n", delta)
			w.(http.Flusher).Flush()
			if strings.ContainsRune(string(piece), ']') {
				wait()
			}
		}
		wait()
		fmt.Fprint(w, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	}))
	t.Cleanup(server.Close)
	return []string{"OPENAI_BASE_URL=" + server.URL + "/v1", "OPENAI_MODEL=slow", "OPENAI_API_KEY="}
}

// modelSays is what the slow model says to the questions that the texts answer.
var modelSays = map[string]string{
	"江苏省委书记是谁？":                                   "江苏省委书记是信长星 [@信长星]。座谈会上他和其他人先后发言 [@信长星]。",
	"五个中心是哪五个？":                                   "五个中心是国际经济中心、金融中心、贸易中心、航运中心、科技创新中心 [@国际经济中心]。",
	"How long is the fishing ban on the Yangtze?": "要持续推进长江“十年禁渔”，加强联合执法 [@禁渔]。",
}

const (
	stopButton = "⏹ 停"
	modelAway  = "模型暂时不可用，以下为原文。\n"
)

func isDraft(m telegramtest.Message) bool { return hasButton(m, stopButton) }
