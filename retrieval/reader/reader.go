// Package reader has the two networks that come with the program, in one file of weights: one makes vectors of texts, the other, which
// began as the first, reads a question and a passage together. MODEL.md says what they were made from, how, and how good they are;
// training holds what is needed to make the file again.
package reader

import (
	_ "embed"
	"time"

	"chuchu/retrieval/encoder"
)

//go:embed reader.bin
var weights []byte

// Vectors are those of the texts that come with the program, in the form of a file of vectors. After a change of the weights or of the
// texts, chuchu embed with an empty DATA_DIR makes them anew.
//
//go:embed seeds.vectors
var Vectors []byte

// Open returns the network that reads, for so long a question at most. It takes some 45 MB of memory, two thirds of it the pages of the
// weights, and a tenth of a second.
func Open(budget time.Duration) (*encoder.CrossEncoder, error) {
	return encoder.NewCrossEncoder(weights, budget)
}

// Encoder returns the network that makes vectors, of paragraphs on so many cores.
func Encoder(cores int) (*encoder.Encoder, error) { return encoder.New(weights, cores) }
