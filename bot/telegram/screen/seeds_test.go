package screen

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/retrievaltest"
)

var update = flag.Bool("update", false, "write the screens that came out as those that are wanted")

// texts returns what a bot answers from, for as long as that is not exchanged: never in these tests.
func texts(b *bot.Bot) (c *retrieval.Collection) {
	b.With(func(present *retrieval.Collection) { c = present })
	return c
}

// openSeeds returns the real bot over the texts in seeds/.
func openSeeds(t *testing.T) *bot.Bot {
	t.Helper()
	return bot.New(retrievaltest.Open(t, os.DirFS("../../../seeds")))
}

// golden holds screens against those of a file in testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: %s", file, diff)
	}
}

// viewer is somebody with a Chinese phone who has chosen nothing.
func viewer() Viewer {
	return Viewer{Language: bot.Simplified, Bot: "chuchu_bot", Examples: func() []string {
		return []string{"上海市委书记是谁？", "城市不仅要有高度，还要有什么？", "五个中心是哪五个？"}
	}}
}

// TestAnswers: what the phone shows to the questions of testdata/questions.txt, a conversation to each empty line. A
// line "en: …" or "zh-Hant: …" is asked from a phone in that language.
func TestAnswers(t *testing.T) {
	b := openSeeds(t)
	questions, err := os.ReadFile("testdata/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	conversation := bot.NewConversation(b)
	for line := range strings.Lines(string(questions)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			conversation.Forget()
			continue
		}
		v := viewer()
		question := line
		if language, rest, ok := strings.Cut(line, ": "); ok {
			v.Language, question = bot.Language(language), rest
		}
		a, err := conversation.Ask(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		shown := phone(t, v.Answer(a, Saved{ID: "a1"}))
		fmt.Fprintf(&got, "%*s\n%s\n", phoneColumns-2, "💬 "+line, shown)
		if n := unfolded(shown); n > maxRows {
			t.Errorf("%s: %d rows do not fit a phone", question, n)
		}
	}
	golden(t, "answers.txt", got.String())
}

// maxRows is what an answer may take of a phone, buttons included. A screen has some 30 rows, and 5 of them are the
// question and the keyboard's edge.
const maxRows = 24

func unfolded(shown string) int {
	n := 0
	for row := range strings.Lines(shown) {
		if !strings.HasPrefix(row, "▏ ⋮") {
			n++
		}
	}
	return n
}
