package encoder

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
)

// network is what a file holds: pieces of words, their vectors, and the layers that these go through.
type network struct {
	file      io.ReaderAt
	pieces    *vocabulary
	shape     shape
	words     int64 // where their vectors begin in the file: those that a text has are read when it comes
	positions []float32
	first     norm
	layers    []layer
}

// read reads a network of a file of that size, and returns its tables, of which others may be left. own is what the names of its own
// tables begin with. The tables read are also written to digest.
func (n *network) read(file io.ReaderAt, size int64, own string, digest io.Writer) (*tables, error) {
	n.file = file
	s := &source{from: bufio.NewReader(io.NewSectionReader(file, 0, size)), left: size}
	if string(s.bytes(int64(len(magic)))) != magic || s.count(version) != version {
		return nil, errors.Join(s.err, fmt.Errorf("%w: it does not begin with %s, version %d", ErrFile, magic, version))
	}
	s.next(&n.shape)
	if err := errors.Join(s.err, n.shape.check()); err != nil {
		return nil, err
	}
	var err error
	if n.pieces, err = readVocabulary(s, n.shape.Words); err != nil {
		return nil, err
	}
	t := readTables(s, file, size, own, digest)
	n.readLayers(t)
	return t, t.err
}

func (n *network) readLayers(t *tables) {
	width, inner := int(n.shape.Width), int(n.shape.Inner)
	n.words, _ = t.find("emb.word", packedBits, int(n.shape.Words)*width)
	n.positions = t.numbers("emb.pos", int(n.shape.Positions)*width)
	kind := t.numbers("emb.type", int(n.shape.Types)*width) // of which all text is the first
	n.first = t.norm("emb.ln", width)
	if t.err != nil {
		return
	}
	for i := range n.positions {
		n.positions[i] += kind[i%width]
	}
	gelu := newGELU()
	for i := range n.shape.Layers {
		l := fmt.Sprintf("l%d.", i)
		if own := l + "q.b"; t.own != "" && !t.hasOwn(own) {
			break // it has fewer layers than the first
		}
		n.layers = append(n.layers, layer{
			attended: t.matrix(width, width, l+"q", l+"k", l+"v"),
			gathered: t.matrix(width, width, l+"ao"), first: t.norm(l+"aln", width),
			widened: t.matrix(inner, width, l+"fi"), narrowed: t.matrix(width, inner, l+"fo"), second: t.norm(l+"oln", width),
			width: width, heads: int(n.shape.Heads), epsilon: n.shape.Epsilon, gelu: gelu,
		})
		if t.err != nil {
			return
		}
	}
}

// pass is how texts go through the layers, one after the other.
type pass struct {
	*network
	work
	cores int
	wait  func() // between two layers
	row   []byte // of a piece, as the file has it
}

// take has pieces go through the layers: what becomes of them is in x then, one behind the other. There are no more of them than the
// model has positions.
func (p *pass) take(ctx context.Context, pieces []int32) error {
	width := int(p.shape.Width)
	n := len(pieces)
	p.x = resized(p.x, (n+tileWidth-1)/tileWidth*tileWidth*width)
	clear(p.x)
	for i, piece := range pieces {
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
