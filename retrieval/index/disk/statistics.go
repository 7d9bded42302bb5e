package disk

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/blevesearch/vellum"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/snapshot"
)

// Statistics are what BM25 asks of a collection beside the postings: how many paragraphs hold each term, and how long each
// paragraph is. They serve an engine that keeps the postings elsewhere, too, and are safe for concurrent use.
type Statistics struct {
	dictionary *vellum.FST
	norms      []float32 // of each paragraph, for BM25
	meanLength float64
}

// BuildStatistics writes the statistics of paragraphs to a draft, as [Engine.Build] does with the postings.
func BuildStatistics(ctx context.Context, p index.Paragraphs, draft *snapshot.Draft) error {
	return (&builder{paragraphs: p, draft: draft}).build(ctx)
}

// OpenStatistics reads the statistics of a snapshot. Damaged ones are an error.
func OpenStatistics(from *snapshot.Snapshot) (*Statistics, error) {
	s := &Statistics{}
	lengths, err := from.Read(lengthsFile)
	if err == nil {
		err = s.readLengths(lengths)
	}
	var dictionary []byte
	if err == nil {
		dictionary, err = from.Read(dictionaryFile)
	}
	if err == nil {
		s.dictionary, err = load(dictionary)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the statistics of the terms: %w", err)
	}
	return s, nil
}

func (s *Statistics) readLengths(b []byte) error {
	if len(b)%lengthSize != 0 {
		return errDamaged
	}
	length := func(i int) float64 { return float64(binary.BigEndian.Uint32(b[lengthSize*i:])) }
	s.norms = make([]float32, len(b)/lengthSize)
	terms := 0.0
	for i := range s.norms {
		terms += length(i)
	}
	s.meanLength = terms / float64(max(len(s.norms), 1))
	for i := range s.norms {
		s.norms[i] = float32(index.Norm(length(i), max(s.meanLength, 1)))
	}
	return nil
}

// load makes a dictionary of its bytes. vellum trusts them, and may panic if they are damaged.
func load(b []byte) (d *vellum.FST, err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged
		}
	}()
	return vellum.Load(b)
}

// Size returns the number of paragraphs.
func (s *Statistics) Size() int { return len(s.norms) }

// MeanLength returns how many terms a paragraph has on average.
func (s *Statistics) MeanLength() float64 { return s.meanLength }

// Norm returns what the length of a paragraph counts in BM25, see [index.Norm].
func (s *Statistics) Norm(doc int) float64 { return float64(s.norms[doc]) }

// Frequency returns how many paragraphs hold the term.
func (s *Statistics) Frequency(_ context.Context, term string) (int, error) {
	e, err := s.find(term)
	if err != nil {
		return 0, fmt.Errorf("counting %q: %w", term, err)
	}
	return e.paragraphs(), nil
}

// find returns the entry of a term, none if no paragraph holds it.
func (s *Statistics) find(term string) (e entry, err error) {
	defer func() {
		if recover() != nil {
			err = errDamaged // see load
		}
	}()
	value, ok, err := s.dictionary.Get([]byte(term))
	if err != nil || !ok {
		return none, err
	}
	return entry(value), nil
}
