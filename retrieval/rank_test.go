package retrieval

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chuchu/retrieval/reading"
)

var update = flag.Bool("update", false, "write what is found into testdata/rank as what should be")

// TestRanking pins what is found on the seeds for the questions of testdata/rank, so that a change of a weight is seen
// as a change of places and scores. With -update it is written anew.
func TestRanking(t *testing.T) {
	var texts []reading.Text
	for text, err := range reading.Folder(t.Context(), os.DirFS("../seeds")) {
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	c, err := Open(t.Context(), texts, Glossary{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var got strings.Builder
	for _, question := range cases(t, "rank/questions.txt") {
		found, err := c.Find(t.Context(), question, 5)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "%s\n    confidence %.2f\n", question, found.Confidence)
		for _, p := range found.Passages {
			fmt.Fprintf(&got, "    %.2f %s:%d %s\n", p.Score, p.Place.File[:3], p.Place.First, short(p.Quoted()))
		}
	}
	if *update {
		if err := os.WriteFile("testdata/rank/seeds.golden", []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/rank/seeds.golden")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Error(diff)
	}
}

// short is the beginning of a quote, enough to know it by.
func short(quote string) string {
	runes := []rune(quote)
	return string(runes[:min(len(runes), 24)])
}
