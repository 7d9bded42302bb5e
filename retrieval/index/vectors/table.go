package vectors

import (
	"context"
	"fmt"

	"chuchu/retrieval/index"
)

// Table is the vectors of whole paragraphs, by their docs, to be looked through. It never changes once filled, and is
// safe for concurrent use then.
type Table struct {
	dimensions int
	codes      []byte    // of all paragraphs, one behind the other
	scales     []float32 // of each
	near       []float32 // of each: 1 over how far it lies from its centre; 0 for one without vector
	kinds      []uint8   // of each: which centre is its
	centres    [][]float32
}

// NewTable makes a table of so many paragraphs, none of which has a vector yet. Each is of a kind, a language say, that has
// its centre, which is taken out of its vector.
func NewTable(paragraphs int, centres [][]float32) *Table {
	t := &Table{dimensions: len(centres[0]), centres: centres}
	t.codes = make([]byte, paragraphs*t.dimensions)
	t.scales, t.near, t.kinds = make([]float32, paragraphs), make([]float32, paragraphs), make([]uint8, paragraphs)
	return t
}

// Set puts the vector of a paragraph in.
func (t *Table) Set(doc int, kind uint8, v Vector) {
	copy(t.codes[doc*t.dimensions:], v[scaleSize:])
	t.kinds[doc] = kind
	t.scales[doc], t.near[doc] = v.scale(), 1/distance(v, t.centres[kind])
}

// looking is after how many paragraphs the end of a context is seen: each millisecond or so.
const looking = 4096

// Nearest returns at most n paragraphs, the most similar to a vector first, of equal ones the lower docs. The score is the
// cosine, each centre taken out of its paragraphs; the vector is to have length 1, and its own centre taken out of it.
func (t *Table) Nearest(ctx context.Context, vector []float32, n int) ([]index.Hit, error) {
	if len(vector) != t.dimensions {
		return nil, fmt.Errorf("%w of this space: %d dimensions of %d", ErrVector, len(vector), t.dimensions)
	}
	middles := make([]float32, len(t.centres))
	for k, c := range t.centres {
		middles[k] = product(vector, c)
	}
	best := index.NewTop(n)
	for i, near := range t.near {
		if i%looking == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if near == 0 {
			continue
		}
		codes := t.codes[i*t.dimensions : (i+1)*t.dimensions]
		score := float64((t.scales[i]*dot(vector, codes) - middles[t.kinds[i]]) * near)
		best.Add(index.Hit{DocID: i, Score: score})
	}
	return best.Hits(), nil
}
