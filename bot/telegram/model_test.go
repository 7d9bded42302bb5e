package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/bot"
	"chuchu/bot/llm"
	"chuchu/bot/llm/llmtest"
	"chuchu/bot/spending"
	"chuchu/prompts"
)

// model is a chat model behind a server of OpenAI's API, which says what a script has for each question:
//
//	> a question, as it is put to the model; what follows is said to it. With "(in other words) " in front it is what is said
//	when the question is to be put in other words
//	words, three characters at a time; [@words] is the number of the passage that has these words
//	(waits)        until it is told to go on
//	(cut)          the connection ends
//	(away)         the key has no money left
//	(truncated)    the answer ends for its length
//	(endless)      the words before it again and again
//
// The key that it wants stands in no file.
type model struct {
	*httptest.Server
	says  map[string][]string
	on    chan struct{}
	mu    sync.Mutex
	calls int
	told  strings.Builder // all that it was sent
}

const modelKey = "sk-of-the-test"

// newModel starts a model. Without a script it answers nothing and waits.
func newModel(t *testing.T, script string) *model {
	m := &model{says: map[string][]string{}, on: make(chan struct{})}
	question := ""
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		if asked, ok := strings.CutPrefix(line, "> "); ok {
			question = asked
			m.says[question] = []string{}
			continue
		}
		m.says[question] = append(m.says[question], line)
	}
	m.Server = httptest.NewServer(m)
	t.Cleanup(m.Close)
	return m
}

// modelOf starts the model of a script of play, if it has one.
func modelOf(t *testing.T, file string) *model {
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(source).Files {
		if f.Name == "model" {
			return newModel(t, string(f.Data))
		}
	}
	return nil
}

// asked is who lets the model answer, by the real client. A new one knows nothing of the failures before.
func (m *model) asked(t *testing.T, limits spending.Limits, reword bool) *Model {
	client, err := llm.New(llm.Settings{BaseURL: m.URL + "/v1", Key: modelKey, Model: "test"})
	if err != nil {
		t.Fatal(err)
	}
	ledger, err := spending.Open("", limits, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	author, err := bot.NewAuthor(bot.AuthorSettings{
		Write: func(ctx context.Context, p prompts.Prompt, emit func(string) error) (bot.Reply, error) {
			outcome, err := client.Write(ctx, p, emit)
			return bot.Reply(outcome), err
		},
		Bound: client.Bound, Ledger: ledger, Reword: reword,
	})
	if err != nil {
		t.Fatal(err)
	}
	return &Model{"test", author, ledger}
}

// do is what a line "model: …" of a conversation says.
func (m *model) do(words string) error {
	if words == "goes on" {
		select {
		case m.on <- struct{}{}:
			return nil
		case <-time.After(10 * time.Second):
			return fmt.Errorf("the model does not wait")
		}
	}
	var n int
	if _, err := fmt.Sscanf(words, "was asked %d times", &n); err != nil {
		return fmt.Errorf("a model does not do %q", words)
	}
	if got := m.count(); got != n {
		return fmt.Errorf("the model was asked %d times", got)
	}
	return nil
}

func (m *model) count() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.calls
}

func (m *model) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var asked struct{ Messages []struct{ Content string } }
	if err != nil || json.Unmarshal(body, &asked) != nil || len(asked.Messages) == 0 || r.Header.Get("Authorization") != "Bearer "+modelKey {
		http.Error(w, "not of the API", http.StatusBadRequest)
		return
	}
	prompt := asked.Messages[len(asked.Messages)-1].Content
	m.mu.Lock()
	m.calls++
	m.told.Write(body)
	m.mu.Unlock()
	says, kind := []string{"(waits)"}, ""
	if strings.HasPrefix(asked.Messages[0].Content, "You put a question so that") {
		kind = "(in other words) "
	}
	for question, lines := range m.says {
		if rest, ok := strings.CutPrefix(question, kind); ok && strings.HasSuffix(strings.TrimSpace(prompt), rest) {
			says = lines
		}
	}
	stream := &stream{ResponseWriter: w, prompt: prompt}
	finish := "stop"
	for i, line := range says {
		switch line {
		case "(away)":
			http.Error(w, `{"error":{"message":"the key `+modelKey+` has no money left"}}`, http.StatusPaymentRequired)
			return
		case "(waits)":
			stream.begin()
			select {
			case <-m.on:
			case <-r.Context().Done():
				return
			}
		case "(cut)":
			panic(http.ErrAbortHandler)
		case "(truncated)":
			finish = "length"
		case "(endless)":
			for r.Context().Err() == nil {
				stream.say(says[i-1])
			}
			return
		default:
			stream.say(line)
		}
	}
	stream.end(finish)
}

// stream is an answer on its way.
type stream struct {
	http.ResponseWriter
	prompt string
	begun  bool
}

func (s *stream) begin() {
	if !s.begun {
		s.Header().Set("Content-Type", "text/event-stream")
		s.WriteHeader(http.StatusOK)
		s.Flush()
	}
	s.begun = true
}

func (s *stream) Flush() { s.ResponseWriter.(http.Flusher).Flush() }

func (s *stream) say(words string) {
	s.begin()
	for piece := range slices.Chunk([]rune(llmtest.Citing(words, s.prompt)), 3) {
		delta, _ := json.Marshal(string(piece)) // a string
		fmt.Fprintf(s, "data: {\"choices\":[{\"delta\":{\"content\":%s}}]}\n\n", delta)
	}
	s.Flush()
}

func (s *stream) end(finish string) {
	s.begin()
	fmt.Fprintf(s, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":%q}]}\n\n", finish)
	fmt.Fprint(s, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":2000,\"completion_tokens\":100}}\n\ndata: [DONE]\n\n")
}
