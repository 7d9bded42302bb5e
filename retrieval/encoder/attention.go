package encoder

import "math"

// headSize is how many numbers of a token a head looks at: what the kernel pair makes at a time. The models of the family of BERT
// that are small have heads of 32.
const headSize = pairWidth

// headWork is the memory of one head at work.
type headWork struct{ offered, shares []float32 }

// attend sets w.gathered to what each token takes from the n tokens of the text (Vaswani et al., Attention Is All You Need, 2017).
func (l *layer) attend(w *work, n, cores int) {
	if len(w.heads) < l.heads {
		w.heads = make([]headWork, l.heads)
	}
	each(l.heads, cores, func(from, to int) {
		for h := from; h < to; h++ {
			l.attendHead(w, &w.heads[from], h, n)
		}
	})
}

func (l *layer) attendHead(w *work, own *headWork, h, n int) {
	stride, columns := 3*l.width, (n+pairWidth-1)/pairWidth*pairWidth
	own.shares = resized(own.shares, 2*columns)
	own.offered = resized(own.offered, headSize*columns)
	asked, offered, handed := w.attended[h*headSize:], w.attended[l.width+h*headSize:], w.attended[2*l.width+h*headSize:]
	clear(own.offered)
	for t := range n {
		for i, v := range offered[t*stride:][:headSize] {
			own.offered[i*columns+t] = v
		}
	}
	for t := 0; t < len(w.x)/l.width; t += 2 {
		for c := 0; c < columns; c += pairWidth {
			pair(own.shares[c:], columns, asked[t*stride:], stride, own.offered[c:], columns, headSize)
		}
		to := w.gathered[t*l.width+h*headSize:]
		first, second := own.share(n, 0, columns), own.share(n, columns, 2*columns)
		pair(to, l.width, own.shares, columns, handed, stride, n)
		scale(to[:headSize], 1/first)
		scale(to[l.width:][:headSize], 1/second)
	}
}

// share makes of how well a token agrees with n others, in those columns, how much it takes of each, and returns the sum of that.
func (w *headWork) share(n, from, to int) float32 {
	x := w.shares[from:to]
	for i := n; i < len(x); i++ {
		x[i] = -math.MaxFloat32
	}
	return shares(x, 1/float32(math.Sqrt(headSize)))
}

func scale(x []float32, by float32) {
	for i := range x {
		x[i] *= by
	}
}
