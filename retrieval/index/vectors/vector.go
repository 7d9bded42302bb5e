package vectors

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Vector is a vector of length 1 as it is kept: the scale, four bytes, and a signed byte for each dimension. What that loses
// of a similarity is below 0.01.
type Vector []byte

const scaleSize = 4

// Size is how many bytes a vector of so many dimensions takes.
func Size(dimensions int) int { return scaleSize + dimensions }

// MaxDimensions is the most that a vector may have; the models of today have 256 to 4096.
const MaxDimensions = 16384

// ErrVector is of a vector that has no direction, or too many dimensions.
var ErrVector = errors.New("it is no vector")

// Unit returns v made of length 1, in place. It fails if v has no direction.
func Unit(v []float32) ([]float32, error) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if len(v) == 0 || len(v) > MaxDimensions || sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return nil, fmt.Errorf("%w: %d dimensions, length %g", ErrVector, len(v), math.Sqrt(sum))
	}
	norm := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= norm
	}
	return v, nil
}

// Pack returns a vector of length 1 as it is kept.
func Pack(unit []float32) Vector {
	top := float32(0)
	for _, x := range unit {
		top = max(top, x, -x)
	}
	scale := top / math.MaxInt8
	out := make(Vector, Size(len(unit)))
	binary.LittleEndian.PutUint32(out, math.Float32bits(scale))
	for i, x := range unit {
		out[scaleSize+i] = byte(int8(math.Round(float64(x / scale))))
	}
	return out
}

// Dimensions is how many it has.
func (v Vector) Dimensions() int { return len(v) - scaleSize }

func (v Vector) scale() float32 { return math.Float32frombits(binary.LittleEndian.Uint32(v)) }

func (v Vector) addTo(sum []float32) {
	scale := v.scale()
	for i, b := range v[scaleSize:] {
		sum[i] += scale * float32(int8(b))
	}
}

// dot is the product with another vector of as many dimensions.
func (v Vector) dot(q []float32) float32 { return v.scale() * dot(q, v[scaleSize:]) }

// dot has four sums, since each has to wait for the one before it.
func dot(q []float32, codes []byte) float32 {
	codes = codes[:len(q)]
	var a, b, c, d float32
	i := 0
	for ; i+3 < len(q); i += 4 {
		a += q[i] * float32(int8(codes[i]))
		b += q[i+1] * float32(int8(codes[i+1]))
		c += q[i+2] * float32(int8(codes[i+2]))
		d += q[i+3] * float32(int8(codes[i+3]))
	}
	for ; i < len(q); i++ {
		a += q[i] * float32(int8(codes[i]))
	}
	return a + b + c + d
}
