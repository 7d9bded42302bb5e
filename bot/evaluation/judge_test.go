package evaluation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"“五个 中心”", "五个中心"},
		{"２０２４年，ＡＢＣ", "2024年abc"},
		{"第①个", "第1个"},
		{"136 次 _ 擒杀！", "136次擒杀"},
		{"Café-Noir", "cafénoir"},
		{"…—?!", ""},
	} {
		if got := fold(c.text); got != c.want {
			t.Errorf("fold(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// TestClip: 150 characters count, 400 where more than six in ten are ASCII; and nothing is lost.
func TestClip(t *testing.T) {
	for _, c := range []struct {
		quote        string
		counts, rest int // characters
	}{
		{"", 0, 0},
		{strings.Repeat("字", 150), 150, 0},
		{strings.Repeat("字", 151), 150, 1},
		{strings.Repeat("a", 401), 400, 1},
		{strings.Repeat("aaa字字", 40), 150, 50}, // six in ten exactly
		{strings.Repeat("aaa字", 50), 200, 0},
	} {
		counts, rest := clip(c.quote)
		if got := [2]int{len([]rune(counts)), len([]rune(rest))}; got != [2]int{c.counts, c.rest} || counts+rest != c.quote {
			t.Errorf("clip(%.12q…) has %v characters, want %d and %d", c.quote, got, c.counts, c.rest)
		}
	}
}

// TestInterval holds Wilson's interval against tables of it.
func TestInterval(t *testing.T) {
	for _, c := range []struct {
		rate Rate
		want string
	}{
		{Rate{0, 0}, "0.00–1.00"},
		{Rate{0, 10}, "0.00–0.28"},
		{Rate{10, 10}, "0.72–1.00"},
		{Rate{5, 10}, "0.24–0.76"},
		{Rate{81, 263}, "0.26–0.37"},
	} {
		if got := c.rate.Range(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.rate.Count(), got, c.want)
		}
	}
}

// outcomesOf makes outcomes of "0.5 right", "0.5 wrong" and "0.5 missing", a missing one being unanswerable.
func outcomesOf(t *testing.T, lines ...string) []Outcome {
	t.Helper()
	out := make([]Outcome, len(lines))
	for i, line := range lines {
		var what string
		if _, err := fmt.Sscan(line, &out[i].Confidence, &what); err != nil {
			t.Fatal(err)
		}
		switch what {
		case "right":
			out[i].Quote = 1
		case "missing":
			out[i].Kind = Unanswerable
		}
	}
	return out
}

// TestBands: a confidence on a bound goes into the band above it, and 1 into the last.
func TestBands(t *testing.T) {
	var got strings.Builder
	for _, b := range bandsOf(outcomesOf(t, "0 missing", "0.0999 wrong", "0.1 right", "0.26 missing", "0.3 wrong", "0.95 right", "1 right")) {
		fmt.Fprintln(&got, b.Range(), b.Answerable, b.Unanswerable, b.Right.Count(), b.Coverage.Count(), b.Risk.Count(), b.IsBar)
	}
	const want = `0.90–1.00 2 0 2 of 2 2 of 7 0 of 2 false
0.30–0.40 1 0 0 of 1 3 of 7 1 of 3 false
0.26–0.30 0 1 0 of 1 4 of 7 2 of 4 true
0.10–0.20 1 0 1 of 1 5 of 7 2 of 5 false
0.00–0.10 1 1 0 of 2 7 of 7 4 of 7 false
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := bandsOf(nil); got != nil {
		t.Errorf("of no outcomes: got %v, want none", got)
	}
}
