package encoder

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// score is that of sentences by the plain formulas, of pieces in which they end there, the first beginning at from.
func (m *small) scores(ids []int32, from int, ends []int) []float64 {
	width, x := int(m.shape.Width), m.outputs(ids)
	dot := func(name string, v []float64) float64 {
		sum := 0.0
		for i, w := range m.weights[name] {
			sum += w * v[i]
		}
		return sum
	}
	none := dot("none.w", x[0]) + m.weights["none.b"][0]
	var out []float64
	for _, end := range ends {
		mean := make([]float64, width)
		for _, v := range x[from:end] {
			for i := range mean {
				mean[i] += v[i] / float64(end-from)
			}
		}
		head := m.times(mean, "head", width)
		for i, v := range head {
			head[i] = math.Tanh(v)
		}
		out, from = append(out, dot("score", head)-none), end
	}
	return out
}

// TestCrossEncoder holds what is computed with whole numbers against the plain formulas. These have the sums of weights as they are, not
// rounded to seven bits, and the model is so small that the errors do not even out.
func TestCrossEncoder(t *testing.T) {
	for seed := range uint64(20) {
		m := makeSmall(seed, true)
		e, err := NewCrossEncoder(m.file.Bytes(), time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		passage := Passage{[]string{"c", ""}[seed%2], []string{"ab 出处", "b c b"}}
		got, err := e.Read(t.Context(), "ab", []Passage{passage, passage})
		if err != nil {
			t.Fatal(err)
		}
		ids := slices.Concat([]int32{0}, e.pieces.cut("query: ab"), []int32{2})
		if passage.Heading != "" {
			ids = slices.Concat(ids, e.pieces.cut(passage.Heading), []int32{2})
		}
		from, ends := len(ids), []int(nil)
		for _, s := range passage.Sentences {
			ids = append(ids, e.pieces.cut(s)...)
			ends = append(ends, len(ids))
		}
		want := m.scores(append(ids, 2), from, ends)
		for i := range want {
			if d := math.Abs(got[1][i] - want[i]); d > 0.25 || got[0][i] != got[1][i] {
				t.Errorf("seed %d: %.3f and %.3f, %.3f with the formulas", seed, got[0], got[1], want)
				break
			}
		}
	}
}

// TestReadLong: a passage that is longer than the model reads at once is read in parts, and one without end, or without anything, is read.
func TestReadLong(t *testing.T) {
	e, err := NewCrossEncoder(makeSmall(1, true).file.Bytes(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	sentences := slices.Repeat([]string{"ab 出处 b c", "c", ""}, 20)
	long := slices.Concat(slices.Repeat([]string{"ab c b"}, 100))
	got, err := e.Read(t.Context(), strings.Repeat("ab ", 100), []Passage{{"c", sentences}, {"", long}, {}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{len(sentences), len(long), 0} {
		if len(got[i]) != want || slices.ContainsFunc(got[i], func(s float64) bool { return math.IsNaN(s) || math.IsInf(s, 0) }) {
			t.Errorf("passage %d: scores %v, not %d", i, got[i], want)
		}
	}
}

// TestReadBudget: what takes too long is nothing, and no error; what is given up is the error of who gave it up.
func TestReadBudget(t *testing.T) {
	e, err := NewCrossEncoder(makeSmall(1, true).file.Bytes(), 0)
	if err != nil {
		t.Fatal(err)
	}
	passages := []Passage{{"", []string{"ab"}}}
	if got, err := e.Read(t.Context(), "ab", passages); got != nil || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.ErrUnsupported)
	if got, err := e.Read(ctx, "ab", passages); got != nil || !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("%v, %v", got, err)
	}
}

// TestCrossEncoderRefuses: a model that only makes vectors does not read.
func TestCrossEncoderRefuses(t *testing.T) {
	if _, err := NewCrossEncoder(newSmall(1).file.Bytes(), time.Hour); !errors.Is(err, ErrFile) {
		t.Error(err)
	}
}
