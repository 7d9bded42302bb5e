package retrieval

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// cases reads a file of testdata: a case a line, lines that begin with # left out.
func cases(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var lines []string
	for in := bufio.NewScanner(file); in.Scan(); {
		if line := in.Text(); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		t.Fatalf("testdata/%s has no cases", name)
	}
	return lines
}

// pair cuts a case into what stands before and after =>.
func pair(t *testing.T, line string) (left, right string) {
	t.Helper()
	left, right, ok := strings.Cut(line, " => ")
	if !ok {
		t.Fatalf("%q has no =>", line)
	}
	return left, right
}

func TestSentences(t *testing.T) {
	for _, line := range cases(t, "sentences.txt") {
		var want []string
		for piece := range strings.SplitSeq(line, "|") {
			if piece = strings.TrimSpace(piece); piece != "" {
				want = append(want, piece)
			}
		}
		text := strings.ReplaceAll(line, "|", "")
		var got []string
		for _, s := range language.Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, " | "), strings.Join(want, " | "))
		}
	}
}

// FuzzSentences: sentences come in order, do not overlap, and leave out nothing but white space.
func FuzzSentences(f *testing.F) {
	f.Add("城市不仅要有高度。The ship sank. “好！”；\xff…")
	f.Add("The ship sank. ")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, s := range language.Sentences(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%q: sentence %v after %d", text, s, end)
			}
			if strings.TrimSpace(text[end:s.Start]) != "" {
				t.Fatalf("%q: lost %q", text, text[end:s.Start])
			}
			end = s.End
		}
		if strings.TrimSpace(text[end:]) != "" {
			t.Fatalf("%q: lost %q", text, text[end:])
		}
	})
}

func TestLists(t *testing.T) {
	for _, line := range cases(t, "lists.txt") {
		question, marked := pair(t, line)
		sentence := strings.NewReplacer("[", "", "]", "").Replace(marked)
		got := sentence
		if wants, _, ok := countedIn(fold(question)); ok {
			if s, ok := wants.list(sentence); ok {
				got = sentence[:s.Start] + "[" + sentence[s.Start:s.End] + "]" + sentence[s.End:]
			}
		}
		if got != marked {
			t.Errorf("%s\n got %s\nwant %s", question, got, marked)
		}
	}
}

func TestKinds(t *testing.T) {
	for _, line := range cases(t, "kinds.txt") {
		asked, sentence := pair(t, line)
		date := textDate.FindString(sentence)
		want := 0.0
		for mark, surely := range map[string]float64{"[yes] ": 1, "[by and large] ": byAndLarge} {
			if rest, marked := strings.CutPrefix(sentence[len(date):], mark); marked {
				sentence, want = rest, surely
			}
		}
		q := asking(asked)
		if got := q.kindIn(strings.TrimPrefix(sentence, date), strings.TrimSpace(date)); min(got, 1) != want && (kinds[q.asks].answer != nil || want != 1) {
			t.Errorf("%s (%d): %q: got %v", asked, q.asks, sentence, got)
		}
	}
}

// textDate is the date of its text, which a case of kinds.txt may begin with.
var textDate = regexp.MustCompile(`^\d{4}(?:-\d\d){0,2} `)

func TestAnalyse(t *testing.T) {
	c := open(t, "没有关系")
	for _, line := range cases(t, "asking.txt") {
		question, want := pair(t, line)
		q, err := c.analyse(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, term := range own(q).terms {
			if term.kind != language.Unigram {
				got = append(got, term.text)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s\n got %s\nwant %s", question, strings.Join(got, " "), want)
		}
	}
}

// own returns the view of a question in its own words.
func own(q question) *view {
	return q.views[slices.IndexFunc(q.views, func(v *view) bool { return !v.foreign })]
}

// open makes a collection of one text with these paragraphs.
func open(t testing.TB, paragraphs ...string) *Collection {
	t.Helper()
	text := reading.Text{File: "text.txt", Title: "title"}
	for i, p := range paragraphs {
		text.Blocks = append(text.Blocks, reading.Block{Text: p, First: i + 1, Last: i + 1})
	}
	c, err := Open(t.Context(), []reading.Text{text}, Glossary{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}
