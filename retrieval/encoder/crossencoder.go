package encoder

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"sync"
	"time"
)

// CrossEncoder reads a question and a paragraph together, and says of each sentence how far it answers: the layers of an encoder, a
// head that scores the mean of a sentence's tokens, and a score for "none of them" (Nogueira and Cho, Passage Re-ranking with BERT,
// 2019; the score for none as in Devlin et al., BERT, 2019, on SQuAD 2.0). It is safe for concurrent use.
type CrossEncoder struct {
	network
	head     *matrix
	score    []float32
	none     []float32
	noneBias float32
	budget   time.Duration
	idle     sync.Pool // of passes
}

// NewCrossEncoder reads a model. budget is the longest that it may read for a question. An error is of [ErrFile].
func NewCrossEncoder(file []byte, budget time.Duration) (*CrossEncoder, error) {
	e := &CrossEncoder{budget: budget}
	t, err := e.read(bytes.NewReader(file), int64(len(file)), ownReader, io.Discard)
	if err != nil {
		return nil, fmt.Errorf("reading the model that reads: %w", err)
	}
	if e.shape.Positions < leastPositions {
		return nil, fmt.Errorf("reading the model that reads: %w: %d positions", ErrFile, e.shape.Positions)
	}
	width := int(e.shape.Width)
	e.head, e.score = t.matrix(width, width, "head"), t.numbers("score", width)
	e.none = t.numbers("none.w", width)
	if bias := t.numbers("none.b", 1); t.err == nil {
		e.noneBias = bias[0]
	}
	if t.err != nil {
		return nil, fmt.Errorf("reading the model that reads: %w", t.err)
	}
	return e, nil
}

// How many pieces are read of a question and of a heading at most: as in training.
const (
	questionPieces = 48
	headingPieces  = 24
	leastPositions = 128 // room for a sentence beside them
)

// Passage is what is read: sentences below a heading, which may be empty.
type Passage struct {
	Heading   string
	Sentences []string
}

// Read returns for each sentence of some passages the logarithm of how much likelier it is to answer the question than no sentence of its
// passage: 0 and more if it does rather than not. It works on all cores. It returns nil if that takes longer than the budget: some
// passages alone could not be compared. The error is that of ctx.
func (e *CrossEncoder) Read(ctx context.Context, question string, passages []Passage) ([][]float64, error) {
	within, over := context.WithTimeout(ctx, e.budget)
	defer over()
	asked := slices.Concat([]int32{e.pieces.begin}, first(e.pieces.cut("query: "+question), questionPieces), []int32{e.pieces.end})
	out := make([][]float64, len(passages))
	next := make(chan int, len(passages))
	for i := range passages {
		next <- i
	}
	close(next)
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(passages)) {
		all.Go(func() {
			for i := range next {
				var err error
				if out[i], err = e.readOne(within, asked, passages[i]); err != nil {
					return
				}
			}
		})
	}
	all.Wait()
	if within.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return out, nil
}

// readOne reads a passage behind the pieces of a question. One that is too long is read in parts.
func (e *CrossEncoder) readOne(ctx context.Context, asked []int32, passage Passage) ([]float64, error) {
	p, ok := e.idle.Get().(*pass)
	if !ok {
		p = &pass{network: &e.network, cores: 1, wait: func() {}}
	}
	defer e.idle.Put(p)
	begun := asked
	if passage.Heading != "" {
		begun = slices.Concat(asked, first(e.pieces.cut(passage.Heading), headingPieces), []int32{e.pieces.end})
	}
	room := int(e.shape.Positions) - 2 - len(begun)
	out := make([]float64, 0, len(passage.Sentences))
	for len(out) < len(passage.Sentences) {
		part, ends := slices.Clone(begun), []int(nil) // of the sentences in it
		for _, s := range passage.Sentences[len(out):] {
			pieces := first(e.pieces.cut(s), room)
			if len(ends) > 0 && len(part)+len(pieces) > len(begun)+room {
				break
			}
			part = append(part, pieces...)
			ends = append(ends, len(part))
		}
		if err := p.take(ctx, append(part, e.pieces.end)); err != nil {
			return nil, err
		}
		out = append(out, e.scores(p, len(begun), ends)...)
	}
	return out, nil
}

func first(pieces []int32, most int) []int32 { return pieces[:min(len(pieces), most)] }

// scores returns the scores of sentences that end there, the first of which begins at from.
func (e *CrossEncoder) scores(p *pass, from int, ends []int) []float64 {
	width := int(e.shape.Width)
	none := dot(e.none, p.x[:width]) + float64(e.noneBias)
	n := len(ends)
	means := make([]float32, (n+tileWidth-1)/tileWidth*tileWidth*width)
	for i, end := range ends {
		mean := means[i*width:][:width]
		for t := from; t < end; t++ {
			for k, v := range p.x[t*width:][:width] {
				mean[k] += v / float32(end-from)
			}
		}
		from = end
	}
	p.tokens.quantize(means, width, 1)
	heads := make([]float32, len(means))
	e.head.multiply(heads, &p.tokens, 1)
	out := make([]float64, n)
	for i := range out {
		head := heads[i*width:][:width]
		for k, v := range head {
			head[k] = float32(math.Tanh(float64(v)))
		}
		out[i] = dot(e.score, head) - none
	}
	return out
}

func dot(a, b []float32) float64 {
	sum := float32(0)
	for i, v := range a {
		sum += v * b[i]
	}
	return float64(sum)
}
