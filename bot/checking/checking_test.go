package checking

import (
	"bufio"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"chuchu/retrieval"
	"chuchu/retrieval/language/lexicon"
	"chuchu/retrieval/reading"
)

// answerCase is a case of testdata: a model's answer, and what is to be said of each of its sentences.
type answerCase struct {
	place    string
	question string
	passages []retrieval.Passage
	answer   string
	want     []string // "status | text", or "source n: quote"
}

// TestAnswers runs testdata/*.txt; testdata/README.md says how a case is written.
func TestAnswers(t *testing.T) {
	words, err := lexicon.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range answerCases(t) {
		evidence := NewEvidence(words, c.question, c.passages)
		checker := evidence.NewChecker("这些文章里没有。", "The texts don't say.")
		verdicts := append(checker.Write(c.answer), checker.Close()...)
		if diff := cmp.Diff(c.want, shown(verdicts, checker.Summary(), c)); diff != "" {
			t.Errorf("%s: (- wanted, + came out)\n%s", c.place, diff)
			for _, v := range verdicts {
				t.Logf("%s %q %v", v.Status, v.Text, v.Reasons)
			}
		}
	}
}

// shown writes verdicts as the cases do, with those facts of the summary that a case names.
func shown(verdicts []Verdict, s Summary, c answerCase) []string {
	var lines []string
	for _, v := range verdicts {
		line := string(v.Status)
		for _, n := range v.Sources {
			line += " [" + string(rune('0'+n)) + "]"
		}
		lines = append(lines, line+" | "+v.Text)
		if slices.ContainsFunc(c.want, func(w string) bool { return strings.HasPrefix(w, "stored ") }) {
			lines = append(lines, "stored | "+v.Stored)
		}
	}
	for i, source := range s.Sources {
		p := c.passages[source.Passage]
		p.Quote = source.Quote
		line := "source " + string(rune('1'+i)) + " | " + p.Quoted()
		if slices.ContainsFunc(c.want, func(w string) bool { return strings.HasPrefix(w, "source ") }) {
			lines = append(lines, line)
		}
	}
	return lines
}

// rowsOf are the rows of a table in Markdown.
func rowsOf(t testing.TB, table string) (rows []retrieval.Passage) {
	t.Helper()
	text, err := reading.Parse("table.md", []byte(table))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range text.Blocks {
		if b.Cells != nil {
			rows = append(rows, retrieval.Passage{Text: b.Text, Cells: b.Cells})
		}
	}
	return rows
}

func answerCases(t testing.TB) []answerCase {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var all []answerCase
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c answerCase
		lines := bufio.NewScanner(strings.NewReader(string(content)))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			key, value, ok := strings.Cut(lines.Text(), ": ")
			switch {
			case strings.HasPrefix(lines.Text(), "#") || strings.TrimSpace(lines.Text()) == "":
				continue
			case !ok:
				t.Fatalf("%s: the line %q is none of question, passage, answer, want", file, lines.Text())
			}
			switch value = unescaped(value); key {
			case "question":
				c = answerCase{question: value}
			case "passage":
				if c.answer != "" {
					c = answerCase{question: c.question}
				}
				c.passages = append(c.passages, retrieval.Passage{Text: value})
			case "table":
				if c.answer != "" {
					c = answerCase{question: c.question}
				}
				c.passages = append(c.passages, rowsOf(t, value)...)
			case "answer":
				c.answer, c.want, c.place = value, nil, file+": "+value
				all = append(all, c)
			case "want":
				all[len(all)-1].want = append(all[len(all)-1].want, value)
			default:
				t.Fatalf("%s: the line %q is none of question, passage, answer, want", file, lines.Text())
			}
		}
	}
	return all
}

// unescaped writes what a line of a case cannot hold.
func unescaped(s string) string {
	return strings.ReplaceAll(s, `\n`, "\n")
}

// TestChunking: however the stream is cut, within characters too, the verdicts are the same.
func TestChunking(t *testing.T) {
	words, err := lexicon.Open()
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range answerCases(t) {
		evidence := NewEvidence(words, c.question, c.passages)
		whole := evidence.NewChecker()
		want := append(whole.Write(c.answer), whole.Close()...)
		for range 20 {
			checker := evidence.NewChecker()
			var got []Verdict
			for rest := c.answer; rest != ""; {
				n := 1 + random.IntN(min(len(rest), 1+random.IntN(12)))
				got = append(got, checker.Write(rest[:n])...)
				rest = rest[n:]
			}
			got = append(got, checker.Close()...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s:\n%s", c.place, diff)
			}
			if diff := cmp.Diff(whole.Summary(), checker.Summary(), cmp.AllowUnexported(Summary{})); diff != "" {
				t.Fatalf("%s:\n%s", c.place, diff)
			}
		}
	}
}

// TestAtOnce: a verdict comes with the first character behind its sentence.
func TestAtOnce(t *testing.T) {
	evidence := NewEvidence(nil, "", []retrieval.Passage{{Text: "上海要建设国际金融中心。The ban lasts ten years."}})
	for _, c := range []struct{ sentence, next string }{
		{"上海要建设国际金融中心[1]。", "上"}, {"上海要建设国际金融中心。[1]", "T"}, {"上海要建设国际金融中心[1]", "\n"},
		{"The ban lasts ten years [1].", " T"}, {"The ban lasts ten years. [1]", " \n"},
	} {
		checker := evidence.NewChecker()
		if early := checker.Write(c.sentence); len(early) != 0 {
			t.Errorf("%q: %v before it was known to be over", c.sentence, early)
		}
		if got := checker.Write(c.next); len(got) != 1 || got[0].Status != Supported {
			t.Errorf("%q: got %v with %q", c.sentence, got, c.next)
		}
	}
}

// TestEndless: an answer that never ends, or says the same for ever, is ended by the checker.
func TestEndless(t *testing.T) {
	evidence := NewEvidence(nil, "五个中心是哪五个？", []retrieval.Passage{{Text: "上海要建设国际金融中心。"}})
	for name, delta := range map[string]string{
		"the same sentence": "上海要建设国际金融中心[1]。",
		"no stop":           "金融",
		"thinking":          "<think>嗯",
		"an open tag":       "<a",
		"brackets":          "[[[[",
		"open links":        "[a](",
		"markers":           "[1]",
		"stops":             "。",
		"line breaks":       "\n",
	} {
		checker := evidence.NewChecker()
		var shown, writes int
		for ; !checker.Full() && writes < 2*maxRunes; writes++ {
			for _, v := range checker.Write(delta) {
				shown += utf8.RuneCountInString(v.Text)
			}
		}
		if !checker.Full() {
			t.Errorf("%s: still taken after %d deltas", name, writes)
		}
		if shown > maxRunes {
			t.Errorf("%s: %d characters came out", name, shown)
		}
		checker.Close()
	}
}

// TestTorn: neither piece of a sentence that is longer than any is shown as borne out: what the other says may deny it.
func TestTorn(t *testing.T) {
	evidence := NewEvidence(nil, "谁在座谈会上发言？", []retrieval.Passage{{Text: "江苏省委书记信长星在座谈会上发言。"}})
	checker := evidence.NewChecker()
	long := "没有人说过" + strings.Repeat("，江苏省委书记", longestSentence/7)
	verdicts := checker.Write(long + "江苏省委书记信长星在座谈会上发言[1]。江苏省委书记信长星发言[1]。")
	verdicts = append(verdicts, checker.Close()...)
	if len(verdicts) < 2 {
		t.Fatalf("got %d verdicts", len(verdicts))
	}
	for _, v := range verdicts[:len(verdicts)-1] {
		if v.Status.Unmarked() {
			t.Errorf("%s: %q", v.Status, v.Text)
		}
	}
	if last := verdicts[len(verdicts)-1]; last.Status != Supported {
		t.Errorf("the sentence behind it is %s: %q %v", last.Status, last.Text, last.Reasons)
	}
}

// TestCut: what a broken stream left of a sentence is not judged.
func TestCut(t *testing.T) {
	evidence := NewEvidence(nil, "", []retrieval.Passage{{Text: "上海要建设国际金融中心。"}})
	checker := evidence.NewChecker()
	checker.Write("上海要建设国际金融中心[1]。\n上海要建设国")
	checker.Cut()
	if left := checker.Close(); len(left) != 0 {
		t.Errorf("got %v", left)
	}
}

// FuzzChecker: whatever a model writes, verdicts are text without links, sources exist, and a quote is letter for letter
// of its passage.
func FuzzChecker(f *testing.F) {
	words, err := lexicon.Open()
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range answerCases(f) {
		f.Add(c.question, c.passages[0].Text, c.answer)
	}
	f.Add("", "", "[1]")
	f.Add("\xff", "\x00", "a.[1](http://x.y)![b](c)<d")
	f.Fuzz(func(t *testing.T, question, passage, answer string) {
		passages := []retrieval.Passage{{Text: passage}, {Text: "The ban lasts ten years. 江苏省委书记信长星。"}}
		checker := NewEvidence(words, question, passages).NewChecker("这些文章里没有。")
		verdicts := append(checker.Write(answer), checker.Close()...)
		summary := checker.Summary()
		for _, v := range verdicts {
			if !utf8.ValidString(v.Text) || strings.Contains(v.Text, "](") || strings.Contains(v.Text, "://") {
				t.Errorf("%q is no plain text", v.Text)
			}
			if v.Status.Unmarked() != (len(v.Reasons) == 0 && v.Status != Meta && v.Status != Refusal && v.Status != Repeated) {
				t.Errorf("%s with the reasons %v", v.Status, v.Reasons)
			}
			if v.Status.Unmarked() && len(v.Sources) == 0 {
				t.Errorf("%s without a source: %q", v.Status, v.Text)
			}
			for _, n := range v.Sources {
				if n < 1 || n > len(summary.Sources) {
					t.Errorf("there is no source %d", n)
				}
			}
		}
		for _, source := range summary.Sources {
			p := passages[source.Passage]
			p.Quote = source.Quote
			for _, piece := range p.Pieces() {
				if !strings.Contains(p.Text, piece) {
					t.Errorf("%q is not in the passage", piece)
				}
			}
		}
	})
}
