package disk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
)

// statisticsMagic is as long as that of an inverted file.
const statisticsMagic = "chuchu term statistics\n"

// Statistics are what BM25 asks of a collection beside the postings: how many paragraphs hold each term, and how long each
// paragraph is. They are an inverted file without its lists, for an engine that keeps those elsewhere, and as safe for
// concurrent use.
type Statistics struct{ index *Index }

// BuildStatistics writes the statistics of the paragraphs 0 to n-1 to out, as [Build] does an inverted file.
func BuildStatistics(ctx context.Context, n int, text func(i int) (string, error), folder string, out io.Writer, done func(n int)) error {
	return (&builder{n: n, text: text, folder: folder, done: done, magic: statisticsMagic}).build(ctx, out)
}

// ReadStatistics reads statistics from memory, which is not to be changed. Damaged ones are an error.
func ReadStatistics(b []byte) (*Statistics, error) {
	x, err := read(bytes.NewReader(b), int64(len(b)), statisticsMagic)
	if err != nil {
		return nil, fmt.Errorf("reading the statistics of the terms: %w", err)
	}
	x.file = nil // all that is needed was copied
	return &Statistics{x}, nil
}

// OpenStatistics reads statistics from a file.
func OpenStatistics(name string) (*Statistics, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the statistics of the terms: %w", err)
	}
	return ReadStatistics(b)
}

// Size returns the number of paragraphs.
func (s *Statistics) Size() int { return s.index.Size() }

// MeanLength returns how many terms a paragraph has in the mean.
func (s *Statistics) MeanLength() float64 { return s.index.MeanLength() }

// Norm returns what the length of a paragraph counts in BM25, see [index.Norm].
func (s *Statistics) Norm(ordinal int) float64 { return float64(s.index.norms[ordinal]) }

// Frequency returns how many paragraphs hold the term.
func (s *Statistics) Frequency(ctx context.Context, term string) (int, error) {
	return s.index.Frequency(ctx, term)
}
