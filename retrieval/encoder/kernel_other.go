//go:build !amd64

package encoder

func tile(dst []float32, stride int, m *tileRows, a *tileTokens) { tileGo(dst, stride, m, a) }

func pair(dst []float32, dstStride int, x []float32, xStride int, y []float32, yStride, n int) {
	pairGo(dst, dstStride, x, xStride, y, yStride, n)
}

func shares(x []float32, by float32) float32 { return sharesGo(x, by) }
