package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// startModel is the command "model FILE" of the scripts: it starts a server of a chat model that says what the file holds,
// whatever it is asked, three characters at a time, for 2,000 tokens in and 100 out, and sets the environment so that the program asks it. [@words] in the
// file becomes the number of the passage that has these words. A file "away" refuses instead. To put a question in other
// words it says what FILE-rewording holds, and to judge a sentence what FILE-judgment does.
func startModel(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: model FILE")
	}
	said, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	rewording, _ := os.ReadFile(ts.MkAbs(args[0] + "-rewording")) // says nothing where there is none
	judgment, _ := os.ReadFile(ts.MkAbs(args[0] + "-judgment"))
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
		asked, err := askedOf(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		reply := citing(strings.TrimSuffix(string(said), "\n"), asked.user)
		switch {
		case strings.HasPrefix(asked.system, "You put a question"):
			reply = string(rewording)
		case strings.HasPrefix(asked.system, "You compare"):
			reply = string(judgment)
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

// asked is what a model is asked.
type asked struct{ system, user string }

func askedOf(r *http.Request) (asked, error) {
	var body struct {
		Messages []struct{ Content string }
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || len(body.Messages) != 2 {
		return asked{}, fmt.Errorf("not a request: %v, %d messages", err, len(body.Messages))
	}
	return asked{body.Messages[0].Content, body.Messages[1].Content}, nil
}

// citing puts the numbers of passages into what a model says.
func citing(said, prompt string) string {
	passages := regexp.MustCompile(`(?m)^passage (\d+), from .*:\n(.*)$`).FindAllStringSubmatch(prompt, -1)
	return regexp.MustCompile(`\[@(.+?)\]`).ReplaceAllStringFunc(said, func(mark string) string {
		for _, p := range passages {
			if strings.Contains(p[2], mark[2:len(mark)-1]) {
				return "[" + p[1] + "]"
			}
		}
		return mark
	})
}
