package retrieval

import (
	"os"
	"strings"
	"testing"

	"chuchu/retrieval/reading"
)

// TestFindWithin holds the conversations of testdata/talk.txt: what is found for the last question of each stands in the text
// that is named behind =>.
func TestFindWithin(t *testing.T) {
	data, err := os.ReadFile("testdata/talk.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(data), "\n\n")[1:] {
		var texts []reading.Text
		var lines []string
		for line := range strings.SplitSeq(strings.TrimSpace(part), "\n") {
			if title, body, ok := strings.Cut(line, " | "); ok {
				texts = append(texts, reading.Text{File: title + ".txt", Title: title, Blocks: []reading.Block{{Text: body, First: 1, Last: 1}}})
			} else {
				lines = append(lines, line)
			}
		}
		c, err := Open(t.Context(), texts, Glossary{})
		if err != nil {
			t.Fatal(err)
		}
		talk := Talk{Leaning: true}
		for _, line := range lines {
			question, want, last := strings.Cut(line, " => ")
			f, err := c.FindWithin(t.Context(), question, talk, 3)
			if err != nil {
				t.Fatal(err)
			}
			if last && (len(f.Passages) == 0 || f.Passages[0].Title != want || f.Confidence < Bar) {
				t.Errorf("after %q, %q finds %+v", talk.Questions, question, f)
			}
			talk.Questions = append([]string{question}, talk.Questions...)
			if len(f.Passages) > 0 {
				talk.File = f.Passages[0].Place.File
			}
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFindWithinWhole: a whole question is found as if nothing had been said.
func TestFindWithinWhole(t *testing.T) {
	c := open(t, "The captain of the Titanic was Edward Smith.", "The lighthouse of Cape Otway was built in 1848.")
	const question = "When was the lighthouse of Cape Otway built?"
	alone, err := c.Find(t.Context(), question, 3)
	if err != nil {
		t.Fatal(err)
	}
	within, err := c.FindWithin(t.Context(), question, Talk{Questions: []string{"Who was the captain of the Titanic?"}}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if within.Confidence != alone.Confidence || within.Passages[0].ID != alone.Passages[0].ID {
		t.Errorf("got %+v, alone %+v", within, alone)
	}
}
