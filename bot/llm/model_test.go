package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/bot/spending"
	"chuchu/prompts"
)

// impatient is for servers in the same process.
var impatient = patience{header: 2 * time.Second, idle: time.Second, lull: 100 * time.Millisecond, total: 20 * time.Second, pause: time.Millisecond}

var prompt = prompts.Prompt{System: "rules", User: "passages and question"}

var update = flag.Bool("update", false, "write what comes of testdata/answers into its files as what should")

const key = "sk-secret-of-the-operator"

// TestAnswers puts a question to servers that answer as testdata/answers/*.txt say, one file a habit of servers: each
// "response" is what one request gets, the status line and the headers before an empty line; "want" is what comes of it.
// However the bytes arrive, the same has to come.
func TestAnswers(t *testing.T) { playCases(t, "testdata/answers/*.txt", []int{1, 7, 1 << 20}, play) }

// playCases holds what comes of the responses of each file, in pieces of so many bytes, against its last part, or, with
// -update, writes it there.
func playCases(t *testing.T, pattern string, sizes []int, play func(t *testing.T, responses [][]byte, size int) string) {
	for file, archive := range serverCases(t, pattern) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel() // some wait for silence
			want := &archive.Files[len(archive.Files)-1]
			if *update {
				want.Data = []byte(play(t, responsesOf(archive), 7))
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, size := range sizes {
				if got := play(t, responsesOf(archive), size); got != string(want.Data) {
					t.Errorf("in pieces of %d bytes: got\n%swant\n%s", size, got, want.Data)
				}
			}
		})
	}
}

// serverCases reads the files that say how a server answers.
func serverCases(t *testing.T, pattern string) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	all := map[string]*txtar.Archive{}
	for _, file := range files {
		if all[file], err = txtar.ParseFile(file); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// responsesOf are the parts of a case but the last, which is what is wanted.
func responsesOf(archive *txtar.Archive) (responses [][]byte) {
	for _, f := range archive.Files[:len(archive.Files)-1] {
		responses = append(responses, f.Data)
	}
	return responses
}

// play answers one request after the other with the responses and describes what the model gave.
func play(t *testing.T, responses [][]byte, size int) string {
	t.Helper()
	url, requests := responding(t, responses, size)
	m := newModel(Settings{Key: key, Model: "test", ThinkingTokens: 8000}, url, impatient)
	var words strings.Builder
	outcome, err := m.Write(t.Context(), prompt, func(piece string) error {
		words.WriteString(piece)
		return nil
	})
	var got strings.Builder
	fmt.Fprintf(&got, "words: %s\n", strings.ReplaceAll(words.String(), "\n", `\n`))
	if outcome.Truncated {
		got.WriteString("truncated\n")
	}
	if u := outcome.Usage; u.Estimated {
		fmt.Fprintf(&got, "tokens: estimated, for the prompt%s\n", map[bool]string{true: " and words"}[u.Out > 0])
	} else if u != (spending.Usage{}) {
		fmt.Fprintf(&got, "tokens: %d + %d\n", u.In, u.Out)
	}
	if err != nil {
		fault, ok := errors.AsType[*Fault](err)
		if !ok {
			t.Fatalf("got %v, want a Fault", err)
		}
		fmt.Fprintf(&got, "%s: %s\n", kindNames[fault.Kind], fault)
	}
	if n := requests.Load(); n != 1 {
		fmt.Fprintf(&got, "requests: %d\n", n)
	}
	return got.String()
}

// responding is the address of a server that answers one request after the other with the responses, and counts them; one
// more than there are is a fault.
func responding(t *testing.T, responses [][]byte, size int) (url string, requests *atomic.Int32) {
	t.Helper()
	requests = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := int(requests.Add(1)); n <= len(responses) {
			respond(t, w, r, responses[n-1], size)
		} else {
			t.Errorf("request %d, and there are %d responses", n, len(responses))
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1", requests
}

var kindNames = map[Kind]string{Unavailable: "unavailable", Slow: "slow", Refused: "refused", Quota: "quota",
	Rejected: "rejected", Filtered: "filtered", Broken: "broken"}

// respond writes a response of a case file. A line @cut cuts the connection, @hang falls silent, @bom is a byte order mark;
// @unended takes the line end before it away.
func respond(t *testing.T, w http.ResponseWriter, r *http.Request, response []byte, size int) {
	head, body, _ := bytes.Cut(response, []byte("\n\n"))
	lines := strings.Split(strings.TrimSpace(string(head)), "\n")
	status, err := strconv.Atoi(lines[0])
	if err != nil {
		t.Errorf("%q is no status", lines[0])
	}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		w.Header().Set(name, strings.ReplaceAll(value, "HOST", r.Host))
	}
	w.WriteHeader(status)
	body = bytes.ReplaceAll(body, []byte("@bom\n"), []byte("\ufeff"))
	body = bytes.ReplaceAll(body, []byte("\n@unended\n"), nil)
	body, directive, _ := bytes.Cut(body, []byte("@"))
	for piece := range pieces(body, size) {
		w.Write(piece)
		w.(http.Flusher).Flush()
	}
	switch strings.TrimSpace(string(directive)) {
	case "cut":
		panic(http.ErrAbortHandler)
	case "hang":
		<-r.Context().Done()
	}
}

func pieces(body []byte, size int) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(body) > 0 {
			n := min(size, len(body))
			if !yield(body[:n]) {
				return
			}
			body = body[n:]
		}
	}
}

// TestRequest: what is asked, and how, of a model that nothing is known of, whatever it is called.
func TestRequest(t *testing.T) {
	for model, want := range map[string]string{
		"gpt-5.1":  `{"model":"gpt-5.1","max_tokens":1000,"temperature":0.01,"stream":true}`,
		"qwen3:8b": `{"model":"qwen3:8b","max_tokens":1000,"temperature":0.01,"stream":true}`,
	} {
		type body struct {
			Model               string          `json:"model"`
			MaxTokens           int             `json:"max_tokens,omitempty"`
			MaxCompletionTokens int             `json:"max_completion_tokens,omitempty"`
			Temperature         float64         `json:"temperature,omitempty"`
			Stream              bool            `json:"stream"`
			Messages            json.RawMessage `json:"messages,omitempty"`
		}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var b body
			if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
				t.Error(err)
			}
			if got, want := string(b.Messages), `[{"role":"system","content":"rules"},{"role":"user","content":"passages and question"}]`; got != want {
				t.Errorf("messages %s, want %s", got, want)
			}
			b.Messages = nil
			if got, _ := json.Marshal(b); string(got) != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if got := r.Header.Get("Authorization"); got != "Bearer "+key {
				t.Errorf("authorization %q", got)
			}
			io.WriteString(w, `{"choices":[{"message":{"content":"Yes [1]."},"finish_reason":"stop"}]}`)
		}))
		if _, err := newModel(Settings{Key: key, Model: model}, server.URL, impatient).Write(t.Context(), prompt, ignore); err != nil {
			t.Error(err)
		}
		server.Close()
	}
}

// TestNoVersion: an address without the /v1 that it needs is said to lack it, and one that has another version is not.
func TestNoVersion(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	for path, hint := range map[string]bool{"": true, "/api": true, "/v1": false, "/v1beta/openai": false} {
		_, err := newModel(Settings{Model: "test"}, server.URL+path, impatient).Write(t.Context(), prompt, ignore)
		if err == nil || strings.Contains(err.Error(), "lacks the /v1") != hint {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// TestRemembers: what an endpoint accepts, and that its model thinks, is asked for once.
func TestRemembers(t *testing.T) {
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b struct {
			MaxTokens int `json:"max_tokens"`
			Messages  []struct{ Role string }
		}
		if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
			t.Error(err)
		}
		asked = append(asked, fmt.Sprint(b.Messages[0].Role, " ", b.MaxTokens))
		if b.Messages[0].Role != "user" {
			w.WriteHeader(http.StatusBadRequest)
			io.WriteString(w, `{"error":"System role not supported"}`)
			return
		}
		io.WriteString(w, `{"choices":[{"message":{"reasoning":"Hm.","content":"Yes [1]."},"finish_reason":"stop"}]}`)
	}))
	defer server.Close()
	m := newModel(Settings{Model: "test", ThinkingTokens: 8000}, server.URL, impatient)
	for range 2 {
		if _, err := m.Write(t.Context(), prompt, ignore); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff([]string{"system 1000", "user 1000", "user 9000"}, asked); diff != "" {
		t.Errorf("-want +asked\n%s", diff)
	}
	if bound := m.Bound(prompt); bound.Out != 9000 {
		t.Errorf("the bound is %+v", bound)
	}
}

func ignore(string) error { return nil }

// TestBreaker: an endpoint that is dead costs the first askers a wait, and nobody after them.
func TestBreaker(t *testing.T) {
	var requests atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	defer server.Close()
	m := newModel(Settings{Model: "test"}, server.URL, impatient)
	if m.Away() {
		t.Error("it is left alone before it failed")
	}
	for range failuresToOpen + 5 {
		_, err := m.Write(t.Context(), prompt, ignore)
		if fault, ok := errors.AsType[*Fault](err); !ok || fault.Kind != Unavailable {
			t.Fatalf("got %v, want a Fault: unavailable", err)
		}
	}
	if got, want := requests.Load(), int32(failuresToOpen*maxTries); got != want {
		t.Errorf("%d requests, want %d", got, want)
	}
	if !m.Away() {
		t.Error("nothing shows that it is left alone")
	}
}

// TestCallerEnds: who stops an answer gets his own error back, and it speaks against nobody.
func TestCallerEnds(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, "data: {\"choices\":[{\"delta\":{\"content\":\"One\"}}]}\n\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	defer server.Close()
	m := newModel(Settings{Model: "test"}, server.URL, impatient)
	stopped := errors.New("the reader pressed stop")
	for range failuresToOpen + 1 {
		if _, err := m.Write(t.Context(), prompt, func(string) error { return stopped }); err != stopped {
			t.Errorf("got %v, want the error of emit", err)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		if _, err := m.Write(ctx, prompt, func(string) error { cancel(stopped); return nil }); err != stopped {
			t.Errorf("got %v, want the cause of the context's end", err)
		}
	}
}

// TestNoSecret: neither the settings nor the model nor any of its errors show the key.
func TestNoSecret(t *testing.T) {
	settings := Settings{BaseURL: "http://127.0.0.1:1/v1", Key: key + "\n", Model: "test"}
	m, err := New(settings)
	if err != nil {
		t.Fatal(err)
	}
	m.patience = impatient
	_, fault := m.Write(t.Context(), prompt, ignore)
	if fault == nil {
		t.Fatal("nobody listens there, and there is no error")
	}
	for _, shown := range []string{fmt.Sprintf("%v %+v %#v %s", settings, settings, settings, settings.Key),
		fmt.Sprintf("%v %+v %#v", m, m, m), fault.Error()} {
		if strings.Contains(shown, key) {
			t.Errorf("the key stands in %s", shown)
		}
	}
	if strings.Contains(fault.Error(), "127.0.0.1:1/v1") {
		t.Errorf("the address stands in %v", fault)
	}
}

// TestSettings: what is set wrongly is said at the start, with its remedy and without the secret in it.
func TestSettings(t *testing.T) {
	for _, s := range []Settings{
		{Model: "m", BaseURL: "api.example.com/v1"}, {Model: "m", BaseURL: "https://me:" + key + "@api.example.com/v1"},
		{Model: "m", BaseURL: "https://api.example.com/v1?api_key=" + key}, {Model: "m", BaseURL: "ftp://a"}, {Model: "  "},
	} {
		_, err := New(s)
		if err == nil {
			t.Errorf("%q was accepted", s.BaseURL)
		} else if strings.Contains(err.Error(), key) {
			t.Errorf("the secret stands in %v", err)
		}
	}
}
