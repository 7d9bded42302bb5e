// Package disk keeps the index of a collection in a file: an inverted file, which says of each term in which
// paragraphs it stands and how often.
//
// bleve keeps as much in its segments, and the same candidates come from both. Those take 4 bytes and more a posting
// where a term is rare, 1.6 to 2 times the text in all, and are made paragraph by paragraph through maps; here a posting
// takes 1 to 2 bytes, and the file is made ten times as fast. BenchmarkBuild shows both.
//
// The file is
//
//	magic
//	the lists of postings, each after its number of bytes    list.go says how one is written
//	the terms that each paragraph has, a varint each
//	the dictionary: from a term to its entry, a finite-state transducer (vellum, which bleve too is built on)
//	the foot
//
// The dictionary and the lengths are in memory, the lists are read when a question asks for them. Files are read with
// ReadAt, not mapped: one that is cut off or lost while it is open is an error, and not the end of the process.
package disk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/blevesearch/vellum"

	"chuchu/retrieval/index"
)

const magic = "chuchu inverted file 1\n"

// MostParagraphs is how many paragraphs an inverted file takes: more are work for a cluster.
const MostParagraphs = 1<<countBits - 1

// foot ends the file, at a place that is known without reading what is before.
type foot struct{ paragraphs, terms, lengthsAt, dictionaryAt uint64 }

const footSize = 4*8 + len(magic)

func (f foot) bytes(magic string) []byte {
	var b []byte
	for _, v := range []uint64{f.paragraphs, f.terms, f.lengthsAt, f.dictionaryAt} {
		b = binary.BigEndian.AppendUint64(b, v)
	}
	return append(b, magic...)
}

// Index is an inverted file that is open. It is safe for concurrent use.
type Index struct {
	file       io.ReaderAt
	close      func() error
	lists      uint64 // where the lists end
	dictionary *vellum.FST
	norms      []float32 // of each paragraph, for BM25
	length     float64   // mean terms of a paragraph
	work       sync.Pool // of *work
}

var _ index.Terms = (*Index)(nil)

// errDamaged is what is said of a file that no builder wrote so.
var errDamaged = errors.New("it is damaged")

// Open opens an inverted file that Build wrote. A damaged file is an error, here or when it is searched; that it is
// whole letter by letter is for whoever keeps it to check.
func Open(name string) (*Index, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	x, err := open(file)
	if err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", name, errors.Join(err, file.Close()))
	}
	x.close = file.Close
	return x, nil
}

func open(file *os.File) (*Index, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return read(file, info.Size(), magic)
}

// read reads what is kept in memory of a file of that size and kind.
func read(file io.ReaderAt, size int64, magic string) (*Index, error) {
	end := size - int64(footSize)
	if end < 0 {
		return nil, errDamaged
	}
	b := make([]byte, footSize)
	if _, err := file.ReadAt(b, end); err != nil {
		return nil, err
	}
	at := func(i int) uint64 { return binary.BigEndian.Uint64(b[8*i:]) }
	f := foot{at(0), at(1), at(2), at(3)}
	if string(b[4*8:]) != magic || f.paragraphs > MostParagraphs ||
		f.lengthsAt > f.dictionaryAt || f.dictionaryAt > uint64(end) || f.paragraphs > f.dictionaryAt-f.lengthsAt {
		return nil, errDamaged
	}
	rest := make([]byte, uint64(end)-f.lengthsAt)
	if _, err := file.ReadAt(rest, int64(f.lengthsAt)); err != nil {
		return nil, err
	}
	x := &Index{file: file, close: func() error { return nil }, lists: f.lengthsAt,
		length: float64(f.terms) / float64(max(f.paragraphs, 1))}
	lengths, dictionary := rest[:f.dictionaryAt-f.lengthsAt], rest[f.dictionaryAt-f.lengthsAt:]
	if err := x.readNorms(lengths, int(f.paragraphs)); err != nil {
		return nil, err
	}
	// A copy: the norms are no longer needed as they were written.
	var err error
	if x.dictionary, err = load(slices.Clone(dictionary)); err != nil {
		return nil, err
	}
	return x, nil
}

// load makes a dictionary of its bytes. vellum trusts them, and may panic where they are damaged.
func load(b []byte) (d *vellum.FST, err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged
		}
	}()
	return vellum.Load(b)
}

func (x *Index) readNorms(lengths []byte, n int) error {
	x.norms = make([]float32, n)
	for i := range x.norms {
		length, size := binary.Uvarint(lengths)
		if size <= 0 {
			return errDamaged
		}
		lengths = lengths[size:]
		x.norms[i] = float32(index.Norm(float64(length), max(x.length, 1)))
	}
	return nil
}

// Size returns the number of paragraphs.
func (x *Index) Size() int { return len(x.norms) }

// MeanLength returns how many terms a paragraph has in the mean.
func (x *Index) MeanLength() float64 { return x.length }

// Close closes the file. No call may follow.
func (x *Index) Close() error {
	if err := x.close(); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	return nil
}

// Frequency returns how many paragraphs hold the term.
func (x *Index) Frequency(_ context.Context, term string) (int, error) {
	e, err := x.find(term)
	if err != nil {
		return 0, fmt.Errorf("counting %q: %w", term, err)
	}
	return e.paragraphs(), nil
}

// find returns the entry of a term, none where no paragraph holds it.
func (x *Index) find(term string) (e entry, err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged // see load
		}
	}()
	value, ok, err := x.dictionary.Get([]byte(term))
	if err != nil || !ok {
		return none, err
	}
	return entry(value), nil
}
