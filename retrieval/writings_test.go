package retrieval

import (
	"strings"
	"testing"
)

// TestWritings: each language finds its own texts among those of all the others, and is refused what they don't say.
func TestWritings(t *testing.T) {
	var texts, questions []string
	for _, line := range cases(t, "writings.txt") {
		if text, ok := strings.CutPrefix(line, "text "); ok {
			texts = append(texts, text)
		} else {
			questions = append(questions, line)
		}
	}
	c := open(t, texts...)
	for _, line := range questions {
		question, want := pair(t, line)
		found, err := c.Find(t.Context(), question, 1)
		if err != nil {
			t.Fatal(err)
		}
		switch answered := found.Confidence >= Bar; {
		case want == "-" && answered:
			t.Errorf("%s is answered at %.2f: %s", question, found.Confidence, found.Passages[0].Quoted())
		case want == "-":
		case !answered:
			t.Errorf("%s is refused at %.2f", question, found.Confidence)
		case !strings.Contains(found.Passages[0].Quoted(), want):
			t.Errorf("%s is answered at %.2f without %s: %s", question, found.Confidence, want, found.Passages[0].Quoted())
		}
	}
}
