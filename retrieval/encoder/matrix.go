package encoder

import (
	"encoding/binary"
	"math"
	"runtime"
	"sync"
)

// matrix is a matrix of weights, of four bits or of seven, and what is added to the products with each of its rows.
type matrix struct {
	height, blocks int // rows, and blocks in each
	rows           []byte
	scales         []float32
	bias           []float32
}

// packedBlock is how a file keeps blockSize weights: a scale, as a number of two bytes, and four bits for each, the first half of
// them in the lower four.
const packedBlock = 2 + blockSize/2

// set sets as many rows as bias has numbers, from first on, to those that a file keeps packed, one behind the other; more, if there is
// any, are others that are added to them. It works on all cores.
func (m *matrix) set(first int, packed, more []byte, bias []float32) {
	copy(m.bias[first:], bias)
	each(len(bias), runtime.GOMAXPROCS(0), func(from, to int) {
		for i := from * m.blocks; i < to*m.blocks; i++ {
			row := first + i/m.blocks
			at := (row/tileHeight*m.blocks + i%m.blocks) * tileHeight
			scale, to := &m.scales[at+row%tileHeight], m.rows[at*blockSize+row%tileHeight*4:]
			if block := (*[packedBlock]byte)(packed[i*packedBlock:]); len(more) == 0 {
				*scale = widen(to, block)
			} else {
				*scale = add(to, block, (*[packedBlock]byte)(more[i*packedBlock:]))
			}
		}
	})
}

// widen sets a block of a row of a tile to one of a file, and returns its scale.
func widen(to []byte, block *[packedBlock]byte) float32 {
	const zeros = (zero - 8) * 0x01010101
	for g := range blockSize / 8 { // of the lower half of the block and of the upper one, four weights at a time
		four := binary.LittleEndian.Uint32(block[2+4*g:])
		binary.LittleEndian.PutUint32(to[g*tileHeight*4:], four&0x0f0f0f0f+zeros)
		binary.LittleEndian.PutUint32(to[(g+blockSize/8)*tileHeight*4:], four>>4&0x0f0f0f0f+zeros)
	}
	return half(binary.LittleEndian.Uint16(block[:]))
}

// add sets a block of a row of a tile to the sum of two of a file, rounded to whole numbers of seven bits, and returns its scale: the
// least with which they are within mostWeight however they are rounded.
func add(to []byte, a, b *[packedBlock]byte) float32 {
	var x [blockSize]float32
	scaleA, scaleB := half(binary.LittleEndian.Uint16(a[:])), half(binary.LittleEndian.Uint16(b[:]))
	for i, w := range a[2:] {
		v := b[2+i]
		x[i] = scaleA*fromFour[w&15] + scaleB*fromFour[v&15]
		x[i+blockSize/2] = scaleA*fromFour[w>>4] + scaleB*fromFour[v>>4]
	}
	var t0, t1, t2, t3 uint32
	most := float32(0)
	for h := 0; h < blockSize; h += halfBlock {
		var first, second float32
		for i := h; i < h+halfBlock; i += 4 {
			four := (*[4]float32)(x[i:])
			s0, s1, s2, s3 := size(four[0]), size(four[1]), size(four[2]), size(four[3])
			t0, t1, t2, t3 = max(t0, s0), max(t1, s1), max(t2, s2), max(t3, s3)
			first += math.Float32frombits(s0) + math.Float32frombits(s1)
			second += math.Float32frombits(s2) + math.Float32frombits(s3)
		}
		most = max(most, first, second)
	}
	top := math.Float32frombits(max(t0, t1, t2, t3))
	if top == 0 {
		top = 1
	}
	const roundedUp = halfBlock / 2 * 0.5 // at most: so many weights share 16 bits
	scale := max(top/(zero-1), most/(mostWeight-roundedUp))
	by := 1 / scale
	const rounded = rounding + zero
	for g := range blockSize / 4 {
		four, x := (*[4]byte)(to[g*tileHeight*4:]), (*[4]float32)(x[g*4:])
		four[0], four[1] = byte(math.Float32bits(x[0]*by+rounded)), byte(math.Float32bits(x[1]*by+rounded))
		four[2], four[3] = byte(math.Float32bits(x[2]*by+rounded)), byte(math.Float32bits(x[3]*by+rounded))
	}
	return scale
}

// fromFour are the weights that four bits stand for.
var fromFour = [16]float32{-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7}

// size returns the bits of a number without its sign: of two the larger has the larger ones.
func size(x float32) uint32 { return math.Float32bits(x) &^ (1 << 31) }

// half returns the number that IEEE 754 writes in two bytes.
func half(bits uint16) float32 {
	sign, exponent, fraction := uint32(bits>>15)<<31, uint32(bits>>10)&31, uint32(bits)&1023
	switch exponent {
	case 0:
		return math.Float32frombits(sign|0x3f800000) * float32(fraction) / (1 << 24)
	case 31:
		return math.Float32frombits(sign | 0x7f800000 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}

// unpack sets numbers to those that a row has in a file.
func unpack(numbers []float32, packed []byte) {
	for b := range len(numbers) / blockSize {
		block, to := packed[b*packedBlock:][:packedBlock], numbers[b*blockSize:][:blockSize]
		scale := half(binary.LittleEndian.Uint16(block))
		for i, w := range block[2:] {
			to[i] = scale * fromFour[w&15]
			to[i+blockSize/2] = scale * fromFour[w>>4]
		}
	}
}

// tokensAtATime is for how many tokens a row stays in the fastest cache.
const tokensAtATime = 64

// multiply sets dst to the products of tokens with all rows, those of a token one behind the other. It works on so many cores.
func (m *matrix) multiply(dst []float32, a *tokens, cores int) {
	each(m.height/tileHeight, cores, func(from, to int) {
		for begin := 0; begin < a.n; begin += tokensAtATime {
			for i := from; i < to; i++ {
				at := i * tileHeight * m.blocks
				rows := tileRows{m.rows[at*blockSize:][:tileHeight*m.blocks*blockSize], m.scales[at:][:tileHeight*m.blocks], m.bias[i*tileHeight:][:tileHeight]}
				for t := begin; t < min(a.n, begin+tokensAtATime); t += tileWidth {
					group := a.group(t)
					tile(dst[t*m.height+i*tileHeight:], m.height, &rows, &group)
				}
			}
		}
	})
}

// each has work done on 0 to n, divided among so many cores.
func each(n, cores int, work func(from, to int)) {
	if cores = min(cores, n); cores <= 1 {
		work(0, n)
		return
	}
	var all sync.WaitGroup
	for c := 1; c < cores; c++ {
		all.Go(func() { work(c*n/cores, (c+1)*n/cores) })
	}
	work(0, n/cores)
	all.Wait()
}
