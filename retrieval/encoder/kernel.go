package encoder

import (
	"math"
	"slices"
)

// Nearly all the time goes into three loops. Each stands here in plain Go and, for processors with AVX2, in kernel_amd64.s; a test holds the
// one against the other.
const (
	blockSize  = 32 // weights, or numbers of a token, that share a scale
	tileHeight = 8  // rows of a matrix that are multiplied at a time
	tileWidth  = 4  // by so many tokens
	pairWidth  = 32 // columns that pair makes
)

// tileRows are tileHeight rows of a matrix. Of four columns, all rows stand together, so that a register holds them.
type tileRows struct {
	rows   []byte    // 0 to 15 in place of -8 to 7
	scales []float32 // of each block the rows'
	bias   []float32 // of the rows
}

// tileTokens are tileWidth tokens, quantized. Of four columns, all tokens stand together.
type tileTokens struct {
	codes   []int8
	sizes   []float32 // of each block the tokens': what 1 stands for
	offsets []uint32  // of each block the tokens': -4 times the sum of the codes, twice, by 16 bits
}

// tileGo sets, of tileWidth tokens, stride apart, what the rows make of each.
//
// A weight is stored as 8 more than it is, since the processor multiplies unsigned numbers by signed ones. So 8 times the sum of the
// codes has to go, half of it for each of two sums of 16 bits: in them no block of 32 overflows, with weights of 0 to 15 and
// codes of -127 to 127.
func tileGo(dst []float32, stride int, m *tileRows, a *tileTokens) {
	blocks := len(m.scales) / tileHeight
	for t := range tileWidth {
		var sums [tileHeight]float32
		copy(sums[:], m.bias)
		for b := range blocks {
			at := b*tileWidth + t
			offset := 2 * int32(int16(a.offsets[at]))
			var whole [tileHeight]int32
			for g := range blockSize / 4 {
				w := (*[tileHeight * 4]byte)(m.rows[(b*8+g)*tileHeight*4:])
				c := (*[4]int8)(a.codes[((b*8+g)*tileWidth+t)*4:])
				c0, c1, c2, c3 := int32(c[0]), int32(c[1]), int32(c[2]), int32(c[3])
				for r := range whole {
					whole[r] += int32(w[r*4])*c0 + int32(w[r*4+1])*c1 + int32(w[r*4+2])*c2 + int32(w[r*4+3])*c3
				}
			}
			for r := range sums {
				sums[r] += m.scales[b*tileHeight+r] * a.sizes[at] * float32(whole[r]+offset)
			}
		}
		copy(dst[t*stride:], sums[:])
	}
}

// pairGo sets two rows of dst, pairWidth long, to the products of two rows of x, n long, and a matrix y of n rows.
func pairGo(dst []float32, dstStride int, x []float32, xStride int, y []float32, yStride, n int) {
	for r := range 2 {
		out := dst[r*dstStride:][:pairWidth]
		clear(out)
		for k, f := range x[r*xStride:][:n] {
			for i, v := range y[k*yStride:][:pairWidth] {
				out[i] += f * v
			}
		}
	}
}

// sharesGo sets each of x, whose number is a multiple of 8, to e to the power of how much less than the largest it is, times by, and
// returns the sum.
func sharesGo(x []float32, by float32) float32 {
	top, sum := slices.Max(x), float32(0)
	for i, v := range x {
		x[i] = exp((v - top) * by)
		sum += x[i]
	}
	return sum
}

// exp returns e to the power of x, for x up to 0, within a millionth: 2 to the whole number nearest to x/ln 2, set as the exponent,
// times a polynomial of what is left.
func exp(x float32) float32 {
	x = max(x, -80)
	whole := x*math.Log2E + rounding
	r := x - (whole-rounding)*math.Ln2
	p := 1 + r*(1+r*(1./2+r*(1./6+r*(1./24+r*(1./120)))))
	return math.Float32frombits(math.Float32bits(p) + math.Float32bits(whole)<<23)
}
