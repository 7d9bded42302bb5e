package encoder

import (
	"encoding/binary"
	"math"
	"sync"
)

// matrix is a matrix of weights of four bits and what is added to the products with each of its rows.
type matrix struct {
	height, blocks int // rows, and blocks in each
	rows           []byte
	scales         []float32
	bias           []float32
}

// packedBlock is how a file keeps blockSize weights: a scale, as a number of two bytes, and four bits for each, the first half of
// them in the lower four.
const packedBlock = 2 + blockSize/2

// newMatrix makes a matrix of rows as a file keeps them, one behind the other, packed.
func newMatrix(packed []byte, width int, bias []float32) *matrix {
	m := &matrix{height: len(bias), blocks: width / blockSize, bias: bias}
	m.rows = make([]byte, m.height*width)
	m.scales = make([]float32, m.height*m.blocks)
	for row := range m.height {
		for b := range m.blocks {
			block := packed[(row*m.blocks+b)*packedBlock:][:packedBlock]
			at := (row/tileHeight*m.blocks + b) * tileHeight
			m.scales[at+row%tileHeight] = half(binary.LittleEndian.Uint16(block))
			to := m.rows[at*blockSize+row%tileHeight*4:]
			for g := range blockSize / 8 { // of the lower half of the block and of the upper one, four weights at a time
				four := binary.LittleEndian.Uint32(block[2+4*g:])
				binary.LittleEndian.PutUint32(to[g*tileHeight*4:], four&0x0f0f0f0f)
				binary.LittleEndian.PutUint32(to[(g+blockSize/8)*tileHeight*4:], four>>4&0x0f0f0f0f)
			}
		}
	}
	return m
}

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
			to[i] = scale * float32(int(w&15)-8)
			to[i+blockSize/2] = scale * float32(int(w>>4)-8)
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
