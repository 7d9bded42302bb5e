// Package indextest holds every engine to the same promises: one test suite that each of them runs.
package indextest

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/snapshot"
	"chuchu/retrieval/language"
)

var few = []string{
	"上海建设国际金融中心目标正确、步伐稳健、前景光明。",
	"The ship sank in the North Atlantic; the captain went down with the ship.",
	"上海期货交易所要加快建成世界一流交易所。",
	"The captain of the other ship turned around.",
	"",
}

// Paragraphs are paragraphs to be indexed.
type Paragraphs []string

// Size returns the number of paragraphs.
func (p Paragraphs) Size() int { return len(p) }

// Words returns a paragraph.
func (p Paragraphs) Words(i int) (string, error) { return p[i], nil }

// Script returns how a paragraph is written.
func (p Paragraphs) Script(i int) byte { return language.WritingOf(p[i]).Byte() }

// Snapshot returns what an engine keeps of paragraphs in files.
func Snapshot(t testing.TB, e index.Engine, p index.Paragraphs) *snapshot.Snapshot {
	t.Helper()
	folder := t.TempDir()
	draft, err := snapshot.Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Close()
	if err := e.Build(t.Context(), p, draft, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Commit(e.Name()); err != nil {
		t.Fatal(err)
	}
	from, err := snapshot.Open(folder, e.Name())
	if err != nil {
		t.Fatal(err)
	}
	return from
}

// Open has an engine index paragraphs. The terms are closed when the test ends.
func Open(t testing.TB, e index.Engine, p index.Paragraphs) index.Terms {
	t.Helper()
	x, err := e.Open(t.Context(), p, Snapshot(t, e, p), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// Run tests an engine.
func Run(t *testing.T, engine func(t *testing.T) index.Engine) {
	build := func(t *testing.T, p Paragraphs) index.Terms {
		t.Helper()
		return Open(t, engine(t), p)
	}
	t.Run("search", func(t *testing.T) {
		asked := []string{"上海交易所", "captain of the ship", "中心", "nothing", "上海 ship"}
		search(t, build(t, few), few, asked)
	})
	t.Run("many", func(t *testing.T) {
		many := recombined(3000)
		search(t, build(t, many), many, []string{"国际金融", "the ship", "上海 captain", "number 7", "三 光"})
	})
	t.Run("none", func(t *testing.T) {
		x := build(t, nil)
		hits, err := x.Search(t.Context(), []index.QueryTerm{{Term: "ship", Weight: 1}}, 3)
		if err != nil || len(hits) != 0 || x.Size() != 0 || x.MeanLength() != 0 {
			t.Errorf("got %v, %v, of %d paragraphs of %v terms", hits, err, x.Size(), x.MeanLength())
		}
	})
	t.Run("at once", func(t *testing.T) { atOnce(t, build(t, few)) })
	t.Run("called off", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := build(t, few).Search(ctx, []index.QueryTerm{{Term: "ship", Weight: 1}}, 3); err == nil {
			t.Error("no error")
		}
	})
}

// recombined makes paragraphs of the words of a few, some common and some rare, the same ones each time.
func recombined(n int) []string {
	words := strings.Fields("上海 国际 金融 中心 光明 交易 世界 the ship captain north sank three around")
	random := rand.New(rand.NewPCG(1, 2))
	out := make([]string, n)
	for i := range out {
		for range 1 + random.IntN(30) {
			out[i] += words[int(float64(len(words))*math.Pow(random.Float64(), 2))] + " "
		}
		if i%100 == 0 {
			out[i] += fmt.Sprintf("number %d", i/100)
		}
	}
	return out
}

// search holds an index against BM25 computed the plain way, paragraph by paragraph.
func search(t *testing.T, x index.Terms, paragraphs, questions []string) {
	p := newPlain(paragraphs)
	if x.Size() != len(paragraphs) || math.Abs(x.MeanLength()-p.mean) > 1e-6*p.mean {
		t.Errorf("got %d paragraphs of %.3f terms, want %d of %.3f", x.Size(), x.MeanLength(), len(paragraphs), p.mean)
	}
	for _, question := range questions {
		asked := p.weighted(question)
		for _, a := range asked {
			if got, err := x.Frequency(t.Context(), a.Term); err != nil || got != p.frequency(a.Term) {
				t.Errorf("Frequency(%s) = %d, %v; want %d", a.Term, got, err, p.frequency(a.Term))
			}
		}
		for _, n := range []int{len(paragraphs), 10, 0} {
			got, err := x.Search(t.Context(), asked, n)
			if err != nil {
				t.Fatal(err)
			}
			p.compare(t, question, got, asked, n)
		}
	}
}

// plain is an index that counts again for each question.
type plain struct {
	counts []map[string]float64
	length []float64
	mean   float64
}

func newPlain(paragraphs []string) *plain {
	p := &plain{}
	for _, text := range paragraphs {
		found := language.Of(text)
		counts := map[string]float64{}
		for _, t := range found {
			counts[t.Text]++
		}
		p.counts, p.length = append(p.counts, counts), append(p.length, float64(len(found)))
		p.mean += float64(len(found)) / float64(len(paragraphs))
	}
	return p
}

func (p *plain) frequency(term string) int {
	n := 0
	for _, counts := range p.counts {
		if counts[term] > 0 {
			n++
		}
	}
	return n
}

// weighted gives each term of a question a weight of its own, by how few paragraphs hold it.
func (p *plain) weighted(question string) []index.QueryTerm {
	var out []index.QueryTerm
	for i, t := range language.Of(question) {
		if !slices.ContainsFunc(out, func(w index.QueryTerm) bool { return w.Term == t.Text }) {
			out = append(out, index.QueryTerm{Term: t.Text, Weight: 1/float64(1+p.frequency(t.Text)) + float64(i)*1e-7})
		}
	}
	slices.SortFunc(out, func(a, b index.QueryTerm) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

// scores returns what each paragraph scores by the terms that have to be read.
func (p *plain) scores(asked []index.QueryTerm) []float64 {
	scores := make([]float64, len(p.counts))
	postings := 0
	for _, a := range asked {
		if index.Enough(postings, len(p.counts)) {
			break
		}
		for i, counts := range p.counts {
			if freq := counts[a.Term]; freq > 0 {
				postings++
				scores[i] += a.Weight * freq * 2.2 / (freq + 1.2*(0.25+0.75*p.length[i]/p.mean))
			}
		}
	}
	return scores
}

// compare reports where hits are not the n best. Scores may differ by what rounding the lengths does.
func (p *plain) compare(t *testing.T, question string, got []index.Hit, asked []index.QueryTerm, n int) {
	t.Helper()
	const rounding = 1e-3
	want := p.scores(asked)
	sorted := slices.DeleteFunc(slices.Clone(want), func(s float64) bool { return s == 0 })
	slices.SortFunc(sorted, func(a, b float64) int { return cmp.Compare(b, a) })
	if len(got) != min(n, len(sorted)) {
		t.Fatalf("%s: got %d hits, want %d of %d", question, len(got), min(n, len(sorted)), len(sorted))
	}
	for i, h := range got {
		if math.Abs(h.Score-want[h.DocID]) > rounding*want[h.DocID] {
			t.Errorf("%s: paragraph %d scores %.6f, want %.6f", question, h.DocID, h.Score, want[h.DocID])
		}
		if math.Abs(h.Score-sorted[i]) > rounding*sorted[i] {
			t.Errorf("%s: hit %d scores %.6f, want %.6f", question, i, h.Score, sorted[i])
		}
		if i > 0 && (h.Score > got[i-1].Score || h.Score == got[i-1].Score && h.DocID <= got[i-1].DocID) {
			t.Errorf("%s: hit %d, %v, comes after %v", question, i, h, got[i-1])
		}
	}
}

// atOnce asks the same from several goroutines.
func atOnce(t *testing.T, x index.Terms) {
	var askers sync.WaitGroup
	for range 8 {
		askers.Go(func() {
			for range 50 {
				hits, err := x.Search(t.Context(), []index.QueryTerm{{Term: "ship", Weight: 1}}, 5)
				if err != nil || len(hits) != 2 || hits[0].DocID != 1 || hits[1].DocID != 3 {
					t.Errorf("got %v, %v; want paragraphs 1 and 3", hits, err)
					return
				}
			}
		})
	}
	askers.Wait()
}
