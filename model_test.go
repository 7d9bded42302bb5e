package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"chuchu/bot/llm/llmtest"
)

// startModel is the command "model FILE" of the scripts: it starts a server of a chat model that says what the file holds,
// whatever it is asked, three characters at a time, for 2,000 tokens in and 100 out, and sets the environment so that the program asks it. [@words] in the
// file becomes the number of the passage that has these words. A file "away" refuses instead. To put a question in other
// words it says what FILE-rewording holds.
func startModel(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: model FILE")
	}
	said, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	rewording, _ := os.ReadFile(ts.MkAbs(args[0] + "-rewording")) // says nothing if there is none
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer sk-of-the-test" {
			http.Error(w, "not of the API", http.StatusBadRequest)
			return
		}
		if args[0] == "away" {
			http.Error(w, `{"error":{"message":"the key sk-of-the-test has no money left"}}`, http.StatusPaymentRequired)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		asked, err := llmtest.AskedOf(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		reply := llmtest.Citing(strings.TrimSuffix(string(said), "\n"), asked.User)
		if strings.HasPrefix(asked.System, "You put a question") {
			reply = string(rewording)
		}
		words := []rune(reply)
		for len(words) > 0 {
			n := min(3, len(words))
			piece, _ := json.Marshal(string(words[:n]))
			fmt.Fprintf(w, "data: {\"choices\":[{\"delta\":{\"content\":%s}}]}\n\n", piece)
			w.(http.Flusher).Flush()
			words = words[n:]
		}
		fmt.Fprint(w, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
		fmt.Fprint(w, "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":2000,\"completion_tokens\":100}}\n\ndata: [DONE]\n\n")
	}))
	ts.Defer(server.Close)
	ts.Setenv("OPENAI_BASE_URL", server.URL+"/v1")
	ts.Setenv("OPENAI_API_KEY", "sk-of-the-test")
	ts.Setenv("OPENAI_MODEL", "test")
}
