// Package reader has the network that reads a question and a passage together, with its weights. MODEL.md says what it was made from,
// how, and how good it is; training holds what is needed to make it again.
package reader

import (
	_ "embed"
	"time"

	"chuchu/retrieval/encoder"
)

//go:embed reader.bin
var weights []byte

// Open returns the network, which may read for so long a question. It takes some 60 MB of memory, half of it the pages of the weights, and a tenth of a second.
func Open(budget time.Duration) (*encoder.CrossEncoder, error) {
	return encoder.NewCrossEncoder(weights, budget)
}
