package encoder

import (
	"math"
	"slices"
)

// tokens are what the layers work on, quantized to a byte a number for multiplication: those of four columns and tileWidth tokens
// stand together, as a tile wants them.
type tokens struct {
	n, blocks int
	codes     []int8
	sizes     []float32
	offsets   []uint32
}

func (a *tokens) group(t int) tileTokens {
	at, size := t*a.blocks, tileWidth*a.blocks
	return tileTokens{a.codes[at*blockSize:][:size*blockSize], a.sizes[at:][:size], a.offsets[2*at:][:2*size]}
}

// quantize takes tokens of so many numbers in, whose count is a multiple of tileWidth.
func (a *tokens) quantize(x []float32, width, cores int) {
	a.n, a.blocks = len(x)/width, width/blockSize
	a.codes = resized(a.codes, len(x))
	a.sizes, a.offsets = resized(a.sizes, a.n*a.blocks), resized(a.offsets, 2*a.n*a.blocks)
	each(a.n/tileWidth, cores, func(from, to int) {
		for t := from * tileWidth; t < to*tileWidth; t++ {
			group := t / tileWidth * tileWidth * a.blocks
			for b := range a.blocks {
				at := group + b*tileWidth
				block := (*[blockSize]float32)(x[t*width+b*blockSize:])
				a.sizes[at+t%tileWidth] = code(a.codes[at*blockSize+t%tileWidth*4:], a.offsets[2*at+t%tileWidth:], block)
			}
		}
	})
}

// rounding added to a number makes the last bits of the sum the number, rounded.
const rounding = 3 << 22

// code writes a byte for each number of a block, and the offsets of its halves, and returns what 1 stands for.
func code(to []int8, offsets []uint32, block *[blockSize]float32) float32 {
	var s0, s1, s2, s3 uint32
	for g := range blockSize / 4 {
		x := (*[4]float32)(block[g*4:])
		s0, s1, s2, s3 = max(s0, size(x[0])), max(s1, size(x[1])), max(s2, size(x[2])), max(s3, size(x[3]))
	}
	top := math.Float32frombits(max(s0, s1, s2, s3))
	if top == 0 {
		top = 1
	}
	by := math.MaxInt8 / top
	for h := range 2 {
		var first, second uint32 // the sums of the two columns of each four that share 16 bits
		for g := h * halfBlock / 4; g < (h+1)*halfBlock/4; g++ {
			four, x := (*[4]int8)(to[g*tileWidth*4:]), (*[4]float32)(block[g*4:])
			c0, c1 := math.Float32bits(x[0]*by+rounding), math.Float32bits(x[1]*by+rounding)
			c2, c3 := math.Float32bits(x[2]*by+rounding), math.Float32bits(x[3]*by+rounding)
			four[0], four[1], four[2], four[3] = int8(c0), int8(c1), int8(c2), int8(c3)
			first, second = first+c0+c1, second+c2+c3
		}
		offsets[h*tileWidth] = offsetOf(first, second)
	}
	return top / math.MaxInt8
}

// offsetOf returns two numbers of 16 bits, with which sums of them begin: how much too large the stored weights make the sums of codes. Of
// those only the last 16 bits count.
func offsetOf(first, second uint32) uint32 { return -(zero*first)&0xffff | -(zero*second)<<16 }

// resized returns s with n elements, of any value.
func resized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
