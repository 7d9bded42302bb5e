package encoder

import "math"

// layer is one of the layers of an encoder as BERT has them: each token looks at all others, and is then worked on by itself
// (Devlin et al., BERT, 2019).
type layer struct {
	attended      *matrix // what each token asks, offers and hands over
	gathered      *matrix
	widened       *matrix
	narrowed      *matrix
	first, second norm
	width, heads  int
	epsilon       float32
	gelu          *gelu
}

// work is the memory of a text on its way through the layers.
type work struct {
	tokens   tokens
	x        []float32 // the tokens, one behind the other
	attended []float32
	gathered []float32
	wide     []float32
	heads    []headWork
}

// apply takes the tokens of w through the layer: n of them, and as many more as fill a tile. It works on so many cores.
func (l *layer) apply(w *work, n, cores int) {
	padded := len(w.x) / l.width
	w.attended, w.gathered = resized(w.attended, 3*len(w.x)), resized(w.gathered, len(w.x))
	w.wide = resized(w.wide, padded*l.widened.height)

	w.tokens.quantize(w.x, l.width, cores)
	l.attended.multiply(w.attended, &w.tokens, cores)
	l.attend(w, n, cores)
	w.tokens.quantize(w.gathered, l.width, cores)
	l.gathered.multiply(w.gathered, &w.tokens, cores)
	l.first.add(w.x, w.gathered, l.epsilon)

	w.tokens.quantize(w.x, l.width, cores)
	l.widened.multiply(w.wide, &w.tokens, cores)
	each(len(w.wide), cores, func(from, to int) { l.gelu.apply(w.wide[from:to]) })
	w.tokens.quantize(w.wide, l.widened.height, cores)
	l.narrowed.multiply(w.gathered, &w.tokens, cores)
	l.second.add(w.x, w.gathered, l.epsilon)
}

// norm makes the numbers of a token have a mean and a spread (Ba et al., Layer Normalization, 2016).
type norm struct{ scale, shift []float32 }

// add adds y to the tokens x and makes each of the norm.
func (n norm) add(x, y []float32, epsilon float32) {
	width := len(n.scale)
	for at := 0; at < len(x); at += width {
		token, more := x[at:at+width], y[at:at+width]
		sum := float32(0)
		for i, v := range more {
			token[i] += v
			sum += token[i]
		}
		mean, square := sum/float32(width), float32(0)
		for _, v := range token {
			square += (v - mean) * (v - mean)
		}
		by := 1 / float32(math.Sqrt(float64(square/float32(width)+epsilon)))
		for i, v := range token {
			token[i] = (v-mean)*by*n.scale[i] + n.shift[i]
		}
	}
}

// gelu is the GELU (Hendrycks and Gimpel, 2016): x where x is large, 0 where it is very negative. It is a table, since the
// formula is slow: the line between two entries is off by less than 0.00001.
type gelu struct {
	table [2*geluEnd*geluSteps + 2]float32
}

const (
	geluEnd   = 6 // beyond, it is x or 0 as far as a float32 tells
	geluSteps = 256
)

func newGELU() *gelu {
	a := &gelu{}
	for i := range a.table {
		x := float64(i)/geluSteps - geluEnd
		a.table[i] = float32(x * (1 + math.Erf(x/math.Sqrt2)) / 2)
	}
	return a
}

func (a *gelu) apply(x []float32) {
	for i, v := range x {
		switch {
		case v >= geluEnd:
		case !(v > -geluEnd):
			x[i] = 0
		default:
			at := (v + geluEnd) * geluSteps
			k := int(at)
			x[i] = a.table[k] + (a.table[k+1]-a.table[k])*(at-float32(k))
		}
	}
}
