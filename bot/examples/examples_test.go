package examples

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
	"chuchu/retrieval/retrievaltest"
)

func open(t *testing.T, texts []reading.Text) *bot.Bot {
	t.Helper()
	c, err := retrieval.Open(t.Context(), texts, retrieval.Glossary{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return bot.New(c)
}

// TestSeeds: the questions that are shown for the texts in seeds/, and each is one that the bot answers.
func TestSeeds(t *testing.T) {
	b := bot.New(retrievaltest.Open(t, os.DirFS("../../seeds")))
	for language, want := range map[bot.Language][]string{
		bot.Simplified:  {"上海市委书记是谁？", "城市不仅要有高度，还要有什么？", "五个中心是哪五个？"},
		bot.Traditional: {"上海市委书记是谁？", "城市不仅要有高度，还要有什么？", "五个中心是哪五个？"},
		bot.English:     {"Who emphasized the importance of comprehensively deepening reform?", "上海市委书记是谁？", "城市不仅要有高度，还要有什么？"},
	} {
		got, err := Of(t.Context(), b, language, 3)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", language, got, want)
		}
		for _, question := range got {
			if a, err := b.Ask(t.Context(), question); err != nil || !a.Sure() {
				t.Errorf("%s: the bot is not sure: %v, %v", question, a.Confidence, err)
			}
		}
	}
}

// TestForms holds the questions that are made of the sentences of testdata/forms.txt: each line is a sentence, => and the
// questions made of it with what was taken out, if any.
func TestForms(t *testing.T) {
	forms, err := os.ReadFile("testdata/forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[int]bool{}
	for line := range strings.Lines(string(forms)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		sentence, want, ok := strings.Cut(line, " =>")
		if !ok {
			t.Fatalf("no => in %q", line)
		}
		var got []string
		for _, c := range made(sentence) {
			kinds[c.kind] = true
			got = append(got, c.question+" "+c.answer)
		}
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(strings.Join(got, " / "))); diff != "" {
			t.Errorf("%s: %s", sentence, diff)
		}
	}
	if len(kinds) != len(makers()) {
		t.Errorf("testdata/forms.txt has sentences of %d forms of %d", len(kinds), len(makers()))
	}
}

// TestUnanswered: a question that was made but that the bot does not answer with what was taken out is not shown.
func TestUnanswered(t *testing.T) {
	b := open(t, []reading.Text{{File: "a.txt", Title: "A", Blocks: []reading.Block{
		{Text: "要建设“四个放在”。", First: 1, Last: 1}, {Text: "Nothing of any form is here.", First: 2, Last: 2},
	}}})
	if got, err := Of(t.Context(), b, bot.Simplified, 3); err != nil || len(got) > 0 {
		t.Errorf("got %q, %v, want none", got, err)
	}
}

// FuzzMade: whatever a text says, what is made of it fits a button and is taken out of the text.
func FuzzMade(f *testing.F) {
	f.Add("聚焦“五个中心”，江苏省委书记信长星、市長李强出席。29日下午，习近平到闵行区考察。")
	f.Add("Her captain was Edward Smith. The tower was built in 1889. About 1,500 people were lost.")
	f.Fuzz(func(t *testing.T, paragraph string) {
		for _, c := range made(paragraph) {
			if n := len([]rune(c.question)); n < 3 || n > longestOther || !strings.Contains(paragraph, c.answer) {
				t.Errorf("%q gives %+v", paragraph, c)
			}
		}
	})
}
