package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot"
	"chuchu/bot/terminal"
	"chuchu/retrieval/retrievaltest"
)

// reading has passages read with the questions, as they are by default. It takes a minute on two cores, so `go test ./...` doesn't.
var reading = flag.Bool("read", false, "have passages read in TestFirstHour")

// conversation is a line of testdata/first-hour/questions.jsonl, whose README says what the fields hold.
type conversation struct {
	ID, Kind, Lang, Collection string
	Turns                      []string
	Answers                    [][]string
	Glance                     int
}

// reply is what ChatJSON writes of an answer, as far as it is looked at here.
type reply struct {
	Answered bool
	Answer   string
}

// TestFirstHour asks each collection of testdata/first-hour what people ask in the first hour, as `chuchu chat --json` does, and
// compares how many of the answers can be seen at a glance, and what is shown for those that cannot, with misses.txt there.
func TestFirstHour(t *testing.T) {
	questions, err := os.ReadFile("testdata/first-hour/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string][]conversation{}
	var collections []string
	for line := range bytes.Lines(questions) {
		var c conversation
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		if asked[c.Collection] == nil {
			collections = append(collections, c.Collection)
		}
		asked[c.Collection] = append(asked[c.Collection], c)
	}
	var got strings.Builder
	for _, name := range collections {
		got.WriteString(missed(name, asked[name], converse(t, name, asked[name])))
	}
	golden := "testdata/first-hour/misses.txt"
	if *reading {
		golden = "testdata/first-hour/misses-read.txt"
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("%s (-), now (+), -update rewrites it:\n%s", golden, diff)
	}
}

// converse holds the conversations with a collection and returns the reply to the last turn of each.
func converse(t *testing.T, name string, conversations []conversation) []reply {
	t.Helper()
	folder := "testdata/first-hour/" + name
	if name == "seeds" {
		folder = name
	}
	texts := os.DirFS(folder)
	open := retrievaltest.Open
	if *reading {
		open = retrievaltest.OpenRead
	}
	b := bot.New(open(t, texts))
	var in, out bytes.Buffer
	for _, c := range conversations {
		fmt.Fprintf(&in, "{\"reset\":true}\n%s\n", strings.Join(c.Turns, "\n"))
	}
	unreachable := func(err error) { t.Error(err) }
	if err := terminal.ChatJSON(t.Context(), b, nil, unreachable, terminal.ReadLines(&in), &out); err != nil {
		t.Fatal(err)
	}
	replies, decoder := make([]reply, len(conversations)), json.NewDecoder(&out)
	for i, c := range conversations {
		for range c.Turns {
			replies[i] = reply{}
			if err := decoder.Decode(&replies[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return replies
}

// missed counts what a collection answers at a glance and what it refuses, and lists the rest with what is shown.
func missed(name string, conversations []conversation, replies []reply) string {
	var list strings.Builder
	var answerable, seen, refused int
	for i, c := range conversations {
		shown := []rune(strings.Join(strings.Fields(replies[i].Answer), ""))
		glance := string(shown[:min(c.Glance, len(shown))])
		ok := !replies[i].Answered
		if len(c.Answers) > 0 {
			answerable++
			ok = !slices.ContainsFunc(c.Answers, func(group []string) bool {
				return !slices.ContainsFunc(group, func(answer string) bool {
					return strings.Contains(glance, strings.Join(strings.Fields(answer), ""))
				})
			})
			if ok {
				seen++
			}
		} else if ok {
			refused++
		}
		if !ok {
			fmt.Fprintf(&list, "%s %s: %s\n    %s\n", c.ID, c.Kind, strings.Join(c.Turns, " / "), string(shown[:min(100, len(shown))]))
		}
	}
	return fmt.Sprintf("%s: answered at a glance %d/%d, refused %d/%d\n%s\n",
		name, seen, answerable, refused, len(conversations)-answerable, list.String())
}
