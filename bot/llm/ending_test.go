package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot"
	"chuchu/bot/spending"
	"chuchu/bot/terminal"
	"chuchu/prompts"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// asked is a question with its answer in quotes, as a bot gives it before a model is asked.
func asked(t *testing.T, question string, paragraphs ...string) bot.Answer {
	t.Helper()
	text := reading.Text{File: "a.txt", Title: "A", Lang: "zh"}
	for i, p := range paragraphs {
		text.Blocks = append(text.Blocks, reading.Block{Text: p, First: i + 1, Last: i + 1})
	}
	collection, err := retrieval.Open(t.Context(), []reading.Text{text}, retrieval.Glossary{})
	if err != nil {
		t.Fatal(err)
	}
	b := bot.New(collection)
	defer b.Close()
	answer, err := b.Ask(t.Context(), question)
	if err != nil || answer.Mode != bot.Quote {
		t.Fatalf("%s: %s, %v", question, answer.Mode, err)
	}
	return answer
}

// shown lets the model behind a server answer, and returns what a terminal shows of it and what the operator is told.
func shown(t *testing.T, server *httptest.Server, quoted bot.Answer) (screen string, fault error) {
	t.Helper()
	model := newModel(Settings{Key: key, Model: "test"}, server.URL+"/v1", impatient)
	ledger, err := spending.Open("", spending.Limits{}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	author, err := bot.NewAuthor(bot.AuthorSettings{Bound: model.Bound, Ledger: ledger,
		Write: func(ctx context.Context, p prompts.Prompt, emit func(string) error) (bot.Reply, error) {
			outcome, err := model.Write(ctx, p, emit)
			return bot.Reply(outcome), err
		}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	answer, fault := terminal.NewScreen(&out).Written(t.Context(), author, quoted, true, "")
	if answer.Text == "" || answer.Mode != bot.Model && answer.Text != quoted.Text {
		t.Errorf("mode %s: the answer is %q", answer.Mode, answer.Text)
	}
	if fault != nil && strings.Contains(fault.Error(), key) {
		t.Errorf("the key stands in %v", fault)
	}
	return out.String(), fault
}

// TestEnding: whatever a server of testdata/answers does, and however its bytes arrive, the reader has an answer: sentences
// that were checked, or the quotes and a phrase that says why.
func TestEnding(t *testing.T) {
	quoted := asked(t, "How long did the meeting last?", "The meeting lasted two hours.")
	random := rand.New(rand.NewPCG(3, 4))
	for file, archive := range serverCases(t, "testdata/answers/*.txt") {
		responses := responsesOf(archive)
		for i := range responses { // what these models say is an answer here
			responses[i] = bytes.ReplaceAll(responses[i], []byte("Yes [1]."), []byte("The meeting lasted two hours [1]."))
		}
		n := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			respond(t, w, r, responses[min(n, len(responses)-1)], 1+random.IntN(40))
			n++
		}))
		screen, fault := shown(t, server, quoted)
		server.Close()
		wrote := strings.Contains(screen, "✓ The meeting lasted two hours. [1]\n")
		away := strings.Contains(screen, bot.English.Phrases().ModelAway)
		empty := strings.Contains(screen, bot.English.Phrases().ModelEmpty)
		thought := strings.Contains(screen, bot.English.Phrases().OnlyThought)
		if (away || thought) != (fault != nil) || !wrote && !away && !empty && !thought || !strings.Contains(screen, "▏ The meeting lasted two hours.") {
			t.Errorf("%s: told the operator %v, shown\n%s", file, fault, screen)
		}
	}
}

// TestLies plays the models of testdata/lies.txt; the README there says how they are written. What is shown is the same
// however the stream is cut, into tokens and into bytes.
func TestLies(t *testing.T) {
	quoted := asked(t, "江苏省委书记是谁？", "座谈会上，江苏省委书记信长星、浙江省委书记易炼红先后发言。会议开了2个小时，没有通过决议。", "江苏省的会议由胡文容主持。")
	random := rand.New(rand.NewPCG(5, 6))
	for _, lie := range lies(t) {
		for range 5 {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { say(w, r, lie.says, random) }))
			screen, _ := shown(t, server, quoted)
			server.Close()
			var got []string
			for line := range strings.SplitSeq(screen, "\n") {
				if line == "" {
					break // the sources follow
				}
				if !strings.HasPrefix(line, "▏") {
					got = append(got, line)
				}
			}
			if diff := cmp.Diff(lie.shows, got); diff != "" {
				t.Fatalf("%q: -want +shown\n%s", lie.says, diff)
			}
		}
	}
}

type lie struct {
	says  string
	shows []string
}

func lies(t *testing.T) []lie {
	t.Helper()
	content, err := os.ReadFile("testdata/lies.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []lie
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSuffix(line, "\n")
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case key == "says":
			says, err := strconv.Unquote(`"` + value + `"`)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			all = append(all, lie{says: says})
		case key == "shows" && len(all) > 0:
			all[len(all)-1].shows = append(all[len(all)-1].shows, value)
		default:
			t.Fatalf("%q is neither says nor shows", line)
		}
	}
	return all
}

// say streams the words in pieces of any number of characters, and these in pieces of any number of bytes.
func say(w http.ResponseWriter, r *http.Request, words string, random *rand.Rand) {
	w.Header().Set("Content-Type", "text/event-stream")
	send := func(bytes string) {
		for p := range pieces([]byte(bytes), 1+random.IntN(50)) {
			w.Write(p)
			w.(http.Flusher).Flush()
		}
	}
	const begin, end = `data: {"choices":[{"delta":{"content":`, "}}]}\n\n"
	words, habit, _ := strings.Cut(words, "@")
	whole := strings.ToValidUTF8(words, "")
	for again := true; again; again = habit == "endless" && r.Context().Err() == nil {
		for rest := []rune(whole); len(rest) > 0; {
			n := min(len(rest), 1+random.IntN(6))
			delta, _ := json.Marshal(string(rest[:n]))
			send(begin + string(delta) + end)
			rest = rest[n:]
		}
	}
	if habit == "cut" {
		send(begin + `"` + words[len(whole):])
		panic(http.ErrAbortHandler)
	}
	send(`data: {"choices":[{"delta":{},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n")
}

// TestPatience: an answer may take longer than it may take to begin, and one that never comes to a word is ended.
func TestPatience(t *testing.T) {
	t.Parallel()
	goOn := func(w http.ResponseWriter, event string) {
		fmt.Fprintf(w, "data: {\"choices\":[{%s}]}\n\n", event)
		w.(http.Flusher).Flush()
	}
	long := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		goOn(w, `"delta":{"content":"Yes"}`)
		<-time.After(impatient.header + 100*time.Millisecond)
		goOn(w, `"delta":{"content":" [1]."},"finish_reason":"stop"`)
	}))
	defer long.Close()
	patient := impatient
	patient.idle = patient.total
	words := ""
	_, err := newModel(Settings{Model: "test"}, long.URL, patient).Write(t.Context(), prompt, func(w string) error {
		words += w
		return nil
	})
	if words != "Yes [1]." || err != nil {
		t.Errorf("got %q, %v", words, err)
	}

	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for r.Context().Err() == nil {
			goOn(w, `"delta":{"reasoning":"hm"}`)
		}
	}))
	defer endless.Close()
	hurried := impatient
	hurried.total = 300 * time.Millisecond
	_, err = newModel(Settings{Model: "test"}, endless.URL, hurried).Write(t.Context(), prompt, ignore)
	if fault, ok := errors.AsType[*Fault](err); !ok || fault.Kind != Slow {
		t.Errorf("got %v, want a Fault: slow", err)
	}
}
