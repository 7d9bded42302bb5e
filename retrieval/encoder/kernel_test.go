package encoder

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// random returns rows and tokens of so many blocks, at their extremes now and then.
func randomTile(r *rand.Rand, blocks int) (*tileRows, *tileTokens) {
	m := &tileRows{make([]byte, blocks*tileHeight*blockSize), make([]float32, blocks*tileHeight), make([]float32, tileHeight)}
	a := &tileTokens{make([]int8, blocks*tileWidth*blockSize), make([]float32, blocks*tileWidth), make([]uint32, blocks*tileWidth)}
	for i := range m.rows {
		m.rows[i] = byte(r.IntN(16))
	}
	for i := range a.codes {
		a.codes[i] = int8(r.IntN(255) - 127)
	}
	switch r.IntN(4) {
	case 0:
		for i := range m.rows {
			m.rows[i] = 15
		}
	case 1:
		for i := range a.codes {
			a.codes[i] = []int8{127, -127}[i/4%2]
		}
	}
	for i := range m.scales {
		m.scales[i] = r.Float32() - 0.5
	}
	for i := range m.bias {
		m.bias[i] = r.Float32()
	}
	for b := range blocks {
		for t := range tileWidth {
			sum := int16(0)
			for g := range 8 {
				for k := range 4 {
					sum += int16(a.codes[((b*8+g)*tileWidth+t)*4+k])
				}
			}
			a.sizes[b*tileWidth+t] = r.Float32()
			a.offsets[b*tileWidth+t] = twice(-4 * sum)
		}
	}
	return m, a
}

func TestTile(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		m, a := randomTile(r, 1+r.IntN(48))
		const stride = 19
		got, want := make([]float32, 4*stride), make([]float32, 4*stride)
		tile(got, stride, m, a)
		tileGo(want, stride, m, a)
		near(t, got, want, 1)
	}
}

func TestPair(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 200 {
		n := 1 + r.IntN(70)
		x, y := make([]float32, 2*80), make([]float32, n*40)
		for _, s := range [][]float32{x, y} {
			for i := range s {
				s[i] = r.Float32() - 0.5
			}
		}
		got, want := make([]float32, 100), make([]float32, 100)
		pair(got, 50, x, 80, y, 40, n)
		pairGo(want, 50, x, 80, y, 40, n)
		near(t, got, want, 1e-5)
	}
}

func TestShares(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 200 {
		got := make([]float32, 8*(1+r.IntN(20)))
		for i := range got {
			got[i] = (r.Float32() - 0.5) * 100
		}
		got[len(got)-1] = -math.MaxFloat32
		want, exact := slices.Clone(got), slices.Clone(got)
		sums := []float32{shares(got, 0.3), sharesGo(want, 0.3)}
		near(t, got, want, 1e-6)
		near(t, sums[:1], sums[1:], 1e-4)
		top := slices.Max(exact)
		for i, x := range exact {
			exact[i] = float32(math.Exp(float64(x-top) * 0.3))
		}
		near(t, got, exact, 1e-5)
	}
}

// near fails if two slices differ by more than so much for each 1000 that they hold.
func near(t *testing.T, got, want []float32, by float64) {
	t.Helper()
	for i := range want {
		if math.Abs(float64(got[i]-want[i])) > by*max(1, math.Abs(float64(want[i]))/1000) {
			t.Fatalf("at %d: got %g, want %g", i, got[i], want[i])
		}
	}
}

func BenchmarkTile(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	m, a := randomTile(r, 12)
	dst := make([]float32, 32)
	for b.Loop() {
		tile(dst, 8, m, a)
	}
	b.ReportMetric(2*384*8*4*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
}

func BenchmarkTileGo(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	m, a := randomTile(r, 12)
	dst := make([]float32, 32)
	for b.Loop() {
		tileGo(dst, 8, m, a)
	}
	b.ReportMetric(2*384*8*4*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
}

func BenchmarkPair(b *testing.B) {
	x, y, dst := make([]float32, 2*160), make([]float32, 160*32), make([]float32, 64)
	for b.Loop() {
		pair(dst, 32, x, 160, y, 32, 160)
	}
	b.ReportMetric(2*2*32*160*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
}
