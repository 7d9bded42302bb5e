package encoder

import "golang.org/x/sys/cpu"

// vectorized reports whether the processor has what the assembly uses; else the plain Go is used, which takes twenty times as long.
var vectorized = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func tileAVX2(dst *float32, stride int, rows *byte, scales, bias *float32, tokens *int8, sizes *float32, offsets *uint32, blocks int)

//go:noescape
func pairAVX2(dst *float32, dstStride int, x *float32, xStride int, y *float32, yStride, n int)

//go:noescape
func sharesAVX2(x *float32, n int, by float32) float32

func tile(dst []float32, stride int, m *tileRows, a *tileTokens) {
	if !vectorized {
		tileGo(dst, stride, m, a)
		return
	}
	_, blocks := dst[(tileWidth-1)*stride+tileHeight-1], len(m.scales)/tileHeight
	_, _ = m.rows[blocks*tileHeight*blockSize-1], m.bias[tileHeight-1]
	_, _, _ = a.codes[blocks*tileWidth*blockSize-1], a.sizes[blocks*tileWidth-1], a.offsets[blocks*2*tileWidth-1]
	tileAVX2(&dst[0], stride, &m.rows[0], &m.scales[0], &m.bias[0], &a.codes[0], &a.sizes[0], &a.offsets[0], blocks)
}

func pair(dst []float32, dstStride int, x []float32, xStride int, y []float32, yStride, n int) {
	if !vectorized {
		pairGo(dst, dstStride, x, xStride, y, yStride, n)
		return
	}
	_, _, _ = dst[dstStride+pairWidth-1], x[xStride+n-1], y[(n-1)*yStride+pairWidth-1]
	pairAVX2(&dst[0], dstStride, &x[0], xStride, &y[0], yStride, n)
}

func shares(x []float32, by float32) float32 {
	if !vectorized {
		return sharesGo(x, by)
	}
	return sharesAVX2(&x[0], len(x), by)
}
