package retrieval

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what is found into testdata/rank as what should be")

// TestRanking pins what is found on the seeds for the questions of testdata/rank, so that a change of a weight is seen
// as a change of places and scores. With -update it is written anew.
func TestRanking(t *testing.T) {
	c := openFolder(t, os.DirFS("../seeds"))
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

// TestConcurrentFind: many questions at once get the answers that they get alone. The race detector watches.
func TestConcurrentFind(t *testing.T) {
	c := open(t, "江苏省委书记信长星、浙江省委书记易炼红先后发言。", "The captain was Edward Smith.", "上海建设国际金融中心。")
	questions := []string{"浙江省委书记是谁？", "Who was the captain?", "谁是船长？", "jinrong zhongxin", "What is built in Shanghai?"}
	want := make([]Finding, len(questions))
	for i, q := range questions {
		var err error
		if want[i], err = c.Find(t.Context(), q, 3); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			i := n % len(questions)
			if got, err := c.Find(t.Context(), questions[i], 3); err != nil || !cmp.Equal(got, want[i]) {
				t.Errorf("%s: %v\n%s", questions[i], err, cmp.Diff(want[i], got))
			}
		})
	}
	all.Wait()
}
