package encoder

import (
	"math"
	"slices"
)

// Nearly all the time goes into three loops. Each stands here in plain Go and, for processors with AVX2, in kernel_amd64.s; a test holds the
// one against the other.
const (
	blockSize  = 32 // weights, or numbers of a token, that share a scale
	halfBlock  = 16 // that are added up in 16 bits
	tileHeight = 16 // rows of a matrix that are multiplied at a time
	tileWidth  = 2  // by so many tokens
	pairWidth  = 32 // columns that pair makes
)

// zero is what a weight of 0 is stored as: the processor multiplies numbers without a sign, which the weights are then, by numbers
// with one. 2 products of a weight stored, at most 127, and a code of a token, -127 to 127, have room in 16 bits.
const zero = 64

// mostWeight is how much the weights of half a block that share 16 bits in a tile, without their signs, come to at most, so that no sum
// overflows whatever the token: those of the first two columns of every four share them, and those of the other two.
const mostWeight = math.MaxInt16 / math.MaxInt8

// tileRows are tileHeight rows of a matrix. Of four columns, all rows stand together, so that a register holds them.
type tileRows struct {
	rows   []byte    // the weights, zero more than they are: 1 to 127, within mostWeight
	scales []float32 // of each block the rows'
	bias   []float32 // of the rows
}

// tileTokens are tileWidth tokens, quantized. Of four columns, all tokens stand together.
type tileTokens struct {
	codes   []int8    // -127 to 127
	sizes   []float32 // of each block the tokens': what 1 stands for
	offsets []uint32  // of each half of each block the tokens': -zero times the sums of the codes, see offsetOf
}

// tileGo sets, of tileWidth tokens, stride apart, what the rows make of each.
//
// The assembly adds up half a block in 16 bits, beginning with the offset. In between the sums wrap around; what comes out is right,
// since it has room (mostWeight).
func tileGo(dst []float32, stride int, m *tileRows, a *tileTokens) {
	blocks := len(m.scales) / tileHeight
	for t := range tileWidth {
		var sums [tileHeight]float32
		copy(sums[:], m.bias)
		for b := range blocks {
			var whole [tileHeight]int32
			for g := range blockSize / 4 {
				w := (*[tileHeight * 4]byte)(m.rows[(b*8+g)*tileHeight*4:])
				c := (*[4]int8)(a.codes[((b*8+g)*tileWidth+t)*4:])
				c0, c1, c2, c3 := int32(c[0]), int32(c[1]), int32(c[2]), int32(c[3])
				offset := zero * (c0 + c1 + c2 + c3)
				for r := range whole {
					whole[r] += int32(w[r*4])*c0 + int32(w[r*4+1])*c1 + int32(w[r*4+2])*c2 + int32(w[r*4+3])*c3 - offset
				}
			}
			for r := range sums {
				sums[r] += m.scales[b*tileHeight+r] * a.sizes[b*tileWidth+t] * float32(whole[r])
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
