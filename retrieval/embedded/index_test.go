package embedded

import (
	"context"
	"math"
	"testing"

	"chuchu/retrieval/terms"
)

var paragraphs = []string{
	"上海建设国际金融中心目标正确、步伐稳健、前景光明。",
	"The ship sank in the North Atlantic; the captain went down with the ship.",
	"上海期货交易所要加快建成世界一流交易所。",
	"The captain of the other ship turned around.",
	"",
}

func build(t *testing.T, paragraphs []string) *Index {
	t.Helper()
	x, err := Build(t.Context(), len(paragraphs), func(i int) []terms.Term { return terms.Of(paragraphs[i]) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// TestSearch holds the index against BM25 computed the plain way, paragraph by paragraph.
func TestSearch(t *testing.T) {
	x := build(t, paragraphs)
	for _, question := range []string{"上海交易所", "captain of the ship", "中心", "nothing", "上海 ship"} {
		var asked []Weighted
		for _, term := range terms.Of(question) {
			asked = append(asked, Weighted{term.Text, float64(len(term.Text))})
		}
		hits, err := x.Search(t.Context(), asked, 10)
		if err != nil {
			t.Fatal(err)
		}
		got := map[int]float64{}
		for i, h := range hits {
			got[h.Ordinal] = h.Score
			if i > 0 && h.Score > hits[i-1].Score {
				t.Errorf("%s: hit %d scores more than the one before", question, i)
			}
		}
		for i := range paragraphs {
			if want := plainBM25(asked, i); math.Abs(got[i]-want) > 1e-3*want {
				t.Errorf("%s: paragraph %d scores %.4f, want %.4f", question, i, got[i], want)
			}
		}
	}
}

func plainBM25(asked []Weighted, paragraph int) float64 {
	mean := 0.0
	for _, p := range paragraphs {
		mean += float64(len(terms.Of(p))) / float64(len(paragraphs))
	}
	counts := map[string]float64{}
	held := terms.Of(paragraphs[paragraph])
	for _, term := range held {
		counts[term.Text]++
	}
	score := 0.0
	for _, a := range asked {
		freq := counts[a.Term]
		score += a.Weight * freq * (k1 + 1) / (freq + k1*(1-b+b*float64(len(held))/mean))
	}
	return score
}

func TestFrequency(t *testing.T) {
	x := build(t, paragraphs)
	for term, want := range map[string]int{"ship": 2, "上海": 2, "交易": 1, "nothing": 0} {
		if got, err := x.Frequency(t.Context(), term); err != nil || got != want {
			t.Errorf("Frequency(%s) = %d, %v; want %d", term, got, err, want)
		}
	}
}

func TestEmpty(t *testing.T) {
	x := build(t, nil)
	if hits, err := x.Search(t.Context(), []Weighted{{"ship", 1}}, 3); err != nil || len(hits) != 0 {
		t.Errorf("got %v, %v", hits, err)
	}
}

// TestBuildEnds: a build that is called off says so.
func TestBuildEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Build(ctx, 1, func(int) []terms.Term { return nil }); err == nil {
		t.Error("no error")
	}
}
