package vectors

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// near returns a question's vector that is most similar to the first of some vectors.
func near(t testing.TB, v Vector) []float32 {
	t.Helper()
	unit, err := Unit(v.floats())
	if err != nil {
		t.Fatal(err)
	}
	return unit
}

// TestNearest: the table finds what comparing one by one finds, in the same order, whatever the centres; a paragraph without
// vector is never found.
func TestNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 0))
	for range 30 {
		const paragraphs, dimensions = 200, 12
		vs := some(random.Uint64(), paragraphs, dimensions)
		centres := [][]float32{centre(vs[:50]), centre(vs[50:])}
		table := NewTable(paragraphs, centres)
		question := near(t, vs[random.IntN(paragraphs)])
		type hit struct {
			doc   int
			score float64
		}
		var want []hit
		for i, v := range vs {
			if i%7 == 3 {
				continue
			}
			kind := uint8(i % 2)
			table.Set(i, kind, v)
			want = append(want, hit{i, Similarity(question, v, centres[kind])})
		}
		slices.SortStableFunc(want, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
		got, err := table.Nearest(t.Context(), question, 10)
		if err != nil || len(got) != 10 {
			t.Fatal(got, err)
		}
		for i, h := range got {
			if math.Abs(h.Score-want[i].score) > 1e-5 {
				t.Errorf("place %d: %d with %.6f, want %d with %.6f", i, h.DocID, h.Score, want[i].doc, want[i].score)
			}
		}
	}
}

// TestNearestRefuses vectors of another model, and ends with its context.
func TestNearestRefuses(t *testing.T) {
	vs := some(1, 3, 8)
	table := NewTable(3, [][]float32{centre(vs)})
	if _, err := table.Nearest(t.Context(), make([]float32, 9), 1); !errors.Is(err, ErrVector) {
		t.Errorf("9 dimensions in a table of 8: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := table.Nearest(ctx, near(t, vs[0]), 1); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
}

// TestPacked: a vector that is kept is as similar to others as it was, to the hundredth.
func TestPacked(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 0))
	for range 200 {
		pair := make([][]float32, 2)
		exact := 0.0
		for k := range pair {
			v := make([]float32, 384)
			for i := range v {
				v[i] = float32(random.NormFloat64())
				if k == 1 {
					v[i] += pair[0][i] * 20
				}
			}
			pair[k], _ = Unit(v)
		}
		for i := range pair[0] {
			exact += float64(pair[0][i]) * float64(pair[1][i])
		}
		if got := float64(Pack(pair[0]).dot(pair[1])); math.Abs(got-exact) > 0.01 {
			t.Errorf("got %.4f, want %.4f", got, exact)
		}
	}
}

// TestUnit: what has no direction is no vector.
func TestUnit(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, v := range [][]float32{nil, {}, {0, 0}, {1, nan}, {inf, 1}, make([]float32, MaxDimensions+1)} {
		if _, err := Unit(v); !errors.Is(err, ErrVector) {
			t.Errorf("%v: %v", v[:min(len(v), 3)], err)
		}
	}
}

// BenchmarkNearest looks through tables of 384 dimensions for the 30 nearest, beside a plain one of numbers.
func BenchmarkNearest(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		vs := some(1, n, 384)
		question := near(b, vs[0])
		table := NewTable(n, [][]float32{centre(vs)})
		for i, v := range vs {
			table.Set(i, 0, v)
		}
		b.Run(fmt.Sprintf("bytes/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := table.Nearest(b.Context(), question, 30); err != nil {
					b.Fatal(err)
				}
			}
		})
		flat := make([]float32, 0, n*384)
		for _, v := range vs {
			flat = append(flat, v.floats()...)
		}
		b.Run(fmt.Sprintf("numbers/%d", n), func(b *testing.B) {
			scores := make([]float32, n)
			for b.Loop() {
				for i := range scores {
					scores[i] = product(question, flat[i*384:(i+1)*384])
				}
			}
		})
	}
}
