package encoder

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomTile returns rows and tokens of so many blocks, at their extremes now and then.
func randomTile(r *rand.Rand, blocks int) (*tileRows, *tileTokens) {
	m := &tileRows{make([]byte, blocks*tileHeight*blockSize), make([]float32, blocks*tileHeight), make([]float32, tileHeight)}
	a := &tileTokens{make([]int8, blocks*tileWidth*blockSize), make([]float32, blocks*tileWidth), make([]uint32, blocks*2*tileWidth)}
	extreme := r.IntN(4) == 0
	for i := range a.codes {
		a.codes[i] = int8(r.IntN(255) - 127)
		if extreme {
			a.codes[i] = int8(r.IntN(2)*254 - 127)
		}
	}
	for row := range blocks * 2 * tileHeight * 2 { // those that share 16 bits
		left := mostWeight
		for _, i := range r.Perm(halfBlock / 2) {
			g, k := row/(tileHeight*2)*4+i/2, row%2*2+i%2
			w := min(r.IntN(zero), left)
			if extreme {
				w = min(zero-1, left)
			}
			left -= w
			if c := a.codes[g*tileWidth*4+k]; extreme && c < 0 || !extreme && r.IntN(2) == 0 { // the sum with the first token is as large as can be
				w = -w
			}
			m.rows[(g*tileHeight+row/2%tileHeight)*4+k] = byte(w + zero)
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
			a.sizes[b*tileWidth+t] = r.Float32()
			for h := range 2 {
				var sums [2]uint32
				for g := range 4 {
					for k := range 4 {
						sums[k/2] += uint32(a.codes[((b*8+h*4+g)*tileWidth+t)*4+k])
					}
				}
				a.offsets[(b*2+h)*tileWidth+t] = offsetOf(sums[0], sums[1])
			}
		}
	}
	return m, a
}

func TestTile(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		m, a := randomTile(r, 1+r.IntN(48))
		const stride = 19
		got, want := make([]float32, tileWidth*stride), make([]float32, tileWidth*stride)
		tile(got, stride, m, a)
		tileGo(want, stride, m, a)
		near(t, got, want, 1)
	}
}

// TestTileExact: without scales, what is added up is a whole number, and right to the last bit, also where 16 bits are just enough.
func TestTileExact(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	for range 500 {
		m, a := randomTile(r, 1+r.IntN(4))
		for _, ones := range [][]float32{m.scales, a.sizes} {
			for i := range ones {
				ones[i] = 1
			}
		}
		clear(m.bias)
		got, want := make([]float32, tileWidth*tileHeight), make([]float32, tileWidth*tileHeight)
		tile(got, tileHeight, m, a)
		tileGo(want, tileHeight, m, a)
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

// TestAdd: the sum of two blocks of a file is rounded by half of its scale at most, and no token makes it overflow.
func TestAdd(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for range 2000 {
		var a, b [packedBlock]byte
		for _, block := range []*[packedBlock]byte{&a, &b} {
			binary.LittleEndian.PutUint16(block[:], uint16(r.IntN(1<<16))&^(1<<14)) // of all sizes below 2
			for i := range blockSize / 2 {
				block[2+i] = []byte{byte(r.IntN(256)), 0x00, 0xf0, 0x88}[r.IntN(1+r.IntN(4))]
			}
		}
		var x, y [blockSize]float32
		unpack(x[:], a[:])
		unpack(y[:], b[:])
		to := make([]byte, tileHeight*blockSize)
		scale := add(to, &a, &b)
		var most [4]int
		for i := range x {
			w := int(to[i/4*tileHeight*4+i%4]) - zero
			most[i/halfBlock*2+i/2%2] += max(w, -w)
			if d := math.Abs(float64(x[i] + y[i] - scale*float32(w))); w <= -zero || w >= zero || d > 0.5001*float64(scale) {
				t.Fatalf("%x and %x: weight %d is %d times %g, not %g", a, b, i, w, scale, x[i]+y[i])
			}
		}
		if slices.Max(most[:]) > mostWeight {
			t.Fatalf("%x and %x: %d of %d together", a, b, most, mostWeight)
		}
	}
	var no [packedBlock]byte
	for _, scale := range []uint16{0x7c00, 0xfc00, 0x7e00} { // nothing finite: it ends
		binary.LittleEndian.PutUint16(no[:], scale)
		add(make([]byte, tileHeight*blockSize), &no, &[packedBlock]byte{})
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
	m, a := randomTile(rand.New(rand.NewPCG(1, 1)), 12)
	dst := make([]float32, tileHeight*tileWidth)
	for name, tile := range map[string]func([]float32, int, *tileRows, *tileTokens){"assembly": tile, "Go": tileGo} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				tile(dst, tileHeight, m, a)
			}
			b.ReportMetric(2*12*blockSize*tileHeight*tileWidth*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
		})
	}
}

func BenchmarkPair(b *testing.B) {
	x, y, dst := make([]float32, 2*160), make([]float32, 160*32), make([]float32, 64)
	for b.Loop() {
		pair(dst, 32, x, 160, y, 32, 160)
	}
	b.ReportMetric(2*2*32*160*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
}
