package encoder

import (
	"math"
	"slices"
)

// tokens are what the layers work on, quantized to a byte a number for multiplication: those of four columns and tileWidth tokens
// stand together, as a tile wants them.
type tokens struct {
	n, blocks int
	copies    int // how many times a matrix takes the numbers of a token, one behind the other
	codes     []int8
	sizes     []float32
	offsets   []uint32
}

func (a *tokens) group(t int) tileTokens {
	at, size := t*a.blocks, tileWidth*a.blocks
	return tileTokens{a.codes[at*blockSize:][:size*blockSize], a.sizes[at:][:size], a.offsets[at:][:size]}
}

// quantize takes tokens of so many numbers in, whose count is a multiple of tileWidth.
func (a *tokens) quantize(x []float32, width, cores int) {
	own := width / blockSize
	a.n, a.blocks = len(x)/width, own*a.copies
	a.codes = resized(a.codes, len(x)*a.copies)
	a.sizes, a.offsets = resized(a.sizes, a.n*a.blocks), resized(a.offsets, a.n*a.blocks)
	each(a.n/tileWidth, cores, func(from, to int) {
		for t := from * tileWidth; t < to*tileWidth; t++ {
			group := t / tileWidth * tileWidth * a.blocks
			for b := range own {
				at := group + b*tileWidth
				block := (*[blockSize]float32)(x[t*width+b*blockSize:])
				a.sizes[at+t%tileWidth], a.offsets[at+t%tileWidth] = code(a.codes[at*blockSize+t%tileWidth*4:], block)
			}
		}
		for group := from; group < to; group++ {
			a.repeat(group*tileWidth*a.blocks, own*tileWidth)
		}
	})
}

// repeat makes the copies of what a group of tokens has, so many sizes long.
func (a *tokens) repeat(at, size int) {
	for i := 1; i < a.copies; i++ {
		to := at + i*size
		copy(a.codes[to*blockSize:][:size*blockSize], a.codes[at*blockSize:])
		copy(a.sizes[to:][:size], a.sizes[at:])
		copy(a.offsets[to:][:size], a.offsets[at:])
	}
}

// rounding added to a number makes the last bits of the sum the number, rounded.
const rounding = 3 << 22

// code writes a byte for each number of a block, and returns what 1 stands for, and -4 times their sum as a tile wants it.
func code(to []int8, block *[blockSize]float32) (size float32, offset uint32) {
	largest := uint32(0) // of two numbers above 0 the larger has the larger bits
	for _, x := range block {
		largest = max(largest, math.Float32bits(x)&^(1<<31))
	}
	top := math.Float32frombits(largest)
	if largest == 0 {
		top = 1
	}
	by, sum := math.MaxInt8/top, int16(0)
	for g := range blockSize / 4 {
		four, x := (*[4]int8)(to[g*tileWidth*4:]), block[g*4:][:4]
		for k := range four {
			c := int8(math.Float32bits(x[k]*by + rounding))
			four[k] = c
			sum += int16(c)
		}
	}
	return top / math.MaxInt8, twice(-4 * sum)
}

// twice returns a number of 16 bits twice in one of 32.
func twice(x int16) uint32 { return uint32(uint16(x)) | uint32(uint16(x))<<16 }

// resized returns s with n elements, of any value.
func resized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }
