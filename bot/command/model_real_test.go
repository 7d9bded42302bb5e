package command

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestRealModel asks the model that OPENAI_BASE_URL and OPENAI_MODEL name the questions of testdata/real-model/questions.txt about the
// texts that come with chuchu, where CHUCHU_REAL_MODEL is set. Nobody knows what a real model says; this has to hold whatever
// it is: sentences shown as borne out name sources that there are, and every quote is letter for letter of its passage. The
// log is the transcript; docs/real-models.md has one.
func TestRealModel(t *testing.T) {
	if os.Getenv("CHUCHU_REAL_MODEL") == "" {
		t.Skip("CHUCHU_REAL_MODEL is not set")
	}
	questions, err := os.ReadFile("testdata/real-model/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for question := range strings.Lines(string(questions)) {
		question = strings.TrimSpace(question)
		ask := exec.Command("chuchu", "ask", "--json", question)
		var told strings.Builder
		ask.Stderr = &told
		line, err := ask.Output()
		if code := ask.ProcessState.ExitCode(); err != nil && code != 1 { // 1: the texts do not hold it
			t.Fatalf("%s: %v: %s", question, err, told.String())
		}
		var answer realAnswer
		if err := json.Unmarshal(line, &answer); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s [%s] %s%s", question, answer.Mode, answer.Note, told.String())
		answer.check(t)
	}
}

// realAnswer is what the contract for programs says of an answer, as far as it is looked at.
type realAnswer struct {
	Mode, Note string
	Dropped    int
	Sentences  []struct {
		Text     string
		Sources  []int
		Verified bool
	}
	Sources []struct{ Quote, Text string }
}

func (a realAnswer) check(t *testing.T) {
	for _, s := range a.Sentences {
		t.Logf("  verified %t: %s %v", s.Verified, s.Text, s.Sources)
		if strings.Contains(s.Text, "://") || strings.Contains(s.Text, "](") {
			t.Errorf("a link: %s", s.Text)
		}
		if leadIn := strings.HasSuffix(s.Text, "：") || strings.HasSuffix(s.Text, ":"); s.Verified && len(s.Sources) == 0 && !leadIn {
			t.Errorf("borne out by nothing: %s", s.Text)
		}
		for _, n := range s.Sources {
			if n < 1 || n > len(a.Sources) {
				t.Errorf("source %d of %d: %s", n, len(a.Sources), s.Text)
			}
		}
	}
	for _, source := range a.Sources {
		for piece := range strings.SplitSeq(source.Quote, " …… ") {
			if !strings.Contains(source.Text, piece) {
				t.Errorf("not in its passage: %s", piece)
			}
		}
	}
	if a.Dropped > 0 {
		t.Logf("  %d left out", a.Dropped)
	}
}
