package pdf

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// matrix is [a b c d e f] of the PDF reference: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is the matrix that does what m does, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// matrix reads a matrix of a file.
func (d *file) matrix(o types.Object) (m matrix, ok bool) {
	a := d.array(o)
	if len(a) != len(m) {
		return m, false
	}
	for i := range m {
		m[i], _ = d.number(a[i])
	}
	return m, true
}
