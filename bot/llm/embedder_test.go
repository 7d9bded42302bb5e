package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestVectors asks for the vectors of two texts of servers that answer as testdata/embeddings/*.txt say, which are as those
// of testdata/answers. With -update what comes is written as what is wanted.
func TestVectors(t *testing.T) {
	playCases(t, "testdata/embeddings/*.txt", []int{5, 1 << 20}, vectorsOf)
}

// vectorsOf answers one request after the other with the responses and describes what comes of it.
func vectorsOf(t *testing.T, responses [][]byte, size int) string {
	t.Helper()
	url, requests := responding(t, responses, size)
	e := newEmbedder(Settings{Key: key, Model: "test"}, url, impatient)
	made, err := e.Paragraphs(t.Context(), []string{"one", "two"})
	got := fmt.Sprintf("vectors: %v\n", made)
	if err != nil {
		fault, ok := errors.AsType[*Fault](err)
		if !ok {
			t.Fatalf("got %v, want a Fault", err)
		}
		got = fmt.Sprintf("%s: %s\n", kindNames[fault.Kind], fault)
	}
	if n := requests.Load(); n != 1 {
		got += fmt.Sprintf("requests: %d\n", n)
	}
	return got
}

// strict answers as the API does, with a vector that tells the text by its length, and fails the test for what the API
// would refuse. The batches go to seen.
func strict(t *testing.T, seen func(texts []string)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Model string
			Input []string
		}
		decoder := json.NewDecoder(r.Body)
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&body); err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/embeddings" ||
			r.Header.Get("Authorization") != "Bearer "+key || body.Model != "test" || len(body.Input) == 0 || slices.Contains(body.Input, "") {
			t.Errorf("not of the API: %s %s %+v %v", r.Method, r.URL, body, err)
		}
		seen(body.Input)
		var out bytes.Buffer
		out.WriteString(`{"object":"list","model":"test","usage":{"prompt_tokens":1,"total_tokens":1},"data":[`)
		for i := len(body.Input) - 1; i >= 0; i-- { // any order is right
			fmt.Fprintf(&out, `{"object":"embedding","index":%d,"embedding":[%d,1]}`, i, len(body.Input[i]))
			if i > 0 {
				out.WriteByte(',')
			}
		}
		out.WriteString("]}")
		w.Header().Set("Content-Type", "application/json")
		w.Write(out.Bytes())
	})
}

// TestBatches: many texts go in requests of bounded number and size, each with its prefix, and come back in order.
func TestBatches(t *testing.T) {
	var batches [][]string
	server := httptest.NewServer(strict(t, func(texts []string) { batches = append(batches, texts) }))
	defer server.Close()
	e := newEmbedder(Settings{Key: key, Model: "test"}, server.URL+"/v1", impatient)
	e.question, e.paragraph = "query: ", "passage: "
	var texts []string
	for i := range 150 {
		texts = append(texts, strings.Repeat("x", i+1))
	}
	texts = append(texts, strings.Repeat("长", 2*batchCharacters), "last")
	made, err := e.Paragraphs(t.Context(), texts)
	if err != nil || len(made) != len(texts) {
		t.Fatal(len(made), err)
	}
	for i, text := range texts {
		if want := float32(len("passage: " + text)); made[i][0] != want {
			t.Errorf("text %d has the vector of another: %v, want %v", i, made[i][0], want)
		}
	}
	for _, batch := range batches {
		if size := len([]rune(strings.Join(batch, ""))); len(batch) > batchTexts || len(batch) > 1 && size > batchCharacters {
			t.Errorf("a request of %d texts and %d characters", len(batch), size)
		}
	}
	if made, err := e.Questions(t.Context(), []string{"why"}); err != nil || made[0][0] != float32(len("query: why")) {
		t.Errorf("the question: %v %v", made, err)
	}
}

// TestPrefixes: models are asked with the words before a question that they were trained with, by whatever name a server has them.
func TestPrefixes(t *testing.T) {
	for model, want := range map[string]string{
		"intfloat/multilingual-e5-small": "query: ", "multilingual-e5-large-Q8_0.gguf": "query: ", "e5-base-v2": "query: ",
		"intfloat/multilingual-e5-large-instruct": "", "nomic-embed-text:latest": "search_query: ",
		"google/embeddinggemma-300m": "task: search result | query: ", "BAAI/bge-m3": "", "text-embedding-3-small": "",
	} {
		if got, _ := prefixesOf(model); got != want {
			t.Errorf("%s: got %q, want %q", model, got, want)
		}
	}
}

// TestSlowQuestions: a deadline that passes speaks against the endpoint, and after some it is left alone: nobody waits any
// more. A reader who goes away does not, and paragraphs are embedded all the same.
func TestSlowQuestions(t *testing.T) {
	var requests atomic.Int32
	release := make(chan struct{})
	answer := strict(t, func([]string) {})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) <= failuresToOpen+1 {
			<-release
			return
		}
		answer.ServeHTTP(w, r)
	}))
	defer server.Close()
	defer close(release)
	e := newEmbedder(Settings{Key: key, Model: "test"}, server.URL+"/v1", impatient)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 2 * failuresToOpen {
		if _, err := e.Questions(gone, []string{"why"}); !errors.Is(err, context.Canceled) {
			t.Fatalf("a reader who is gone: %v", err)
		}
	}
	requests.Store(1)
	for range failuresToOpen {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		_, err := e.Questions(ctx, []string{"why"})
		cancel()
		if fault, ok := errors.AsType[*Fault](err); !ok || fault.Kind != Slow {
			t.Fatalf("got %v, want that it is slow", err)
		}
	}
	if _, err := e.Questions(t.Context(), []string{"why"}); err == nil || !strings.Contains(err.Error(), "left alone") {
		t.Errorf("the endpoint is asked again: %v", err)
	}
	requests.Store(failuresToOpen + 1)
	if _, err := e.Paragraphs(t.Context(), []string{"text"}); err != nil {
		t.Errorf("paragraphs: %v", err)
	}
}

// TestEmbeddingSettings: what is set wrongly is said by the names of these settings, without a secret.
func TestEmbeddingSettings(t *testing.T) {
	for base, want := range map[string]string{
		"no address":                     "OPENAI_EMBEDDING_BASE_URL must be an address",
		"https://me:" + key + "@host/v1": "OPENAI_EMBEDDING_API_KEY",
		"https://host/v1?api_key=" + key: "holds a user name or a query",
	} {
		_, err := NewEmbedder(Settings{BaseURL: base, Model: "test"})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", base, err)
		}
	}
	if _, err := NewEmbedder(Settings{}); err == nil || !strings.Contains(err.Error(), "OPENAI_EMBEDDING_MODEL") {
		t.Errorf("no model: %v", err)
	}
	e, err := NewEmbedder(Settings{Model: "test", Key: key})
	if err != nil || strings.Contains(fmt.Sprintf("%v %+v %#v", e, e, e), key) {
		t.Errorf("the key is printed: %v", err)
	}
}

// TestRealEmbeddings asks a real endpoint, if the environment names one, for the vectors of sentences that mean the same
// and of some that do not.
func TestRealEmbeddings(t *testing.T) {
	base := os.Getenv("CHUCHU_TEST_EMBEDDING_URL")
	if base == "" {
		t.Skip("CHUCHU_TEST_EMBEDDING_URL names no endpoint (and CHUCHU_TEST_EMBEDDING_MODEL its model)")
	}
	e, err := NewEmbedder(Settings{BaseURL: base, Model: os.Getenv("CHUCHU_TEST_EMBEDDING_MODEL"), Key: Key(os.Getenv("CHUCHU_TEST_EMBEDDING_KEY"))})
	if err != nil {
		t.Fatal(err)
	}
	question, err := e.Questions(t.Context(), []string{"Who opened the new bridge?"})
	if err != nil {
		t.Fatal(err)
	}
	made, err := e.Paragraphs(t.Context(), []string{"新桥由市长剪彩开通。", "这种病由病毒引起。"})
	if err != nil {
		t.Fatal(err)
	}
	similarity := func(a, b []float32) (sum float64) {
		for i := range a {
			sum += float64(a[i]) * float64(b[i])
		}
		return sum
	}
	if right, wrong := similarity(question[0], made[0]), similarity(question[0], made[1]); right <= wrong {
		t.Errorf("the answer is at %.3f, another sentence at %.3f", right, wrong)
	}
}
