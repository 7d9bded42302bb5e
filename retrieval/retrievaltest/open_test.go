package retrievaltest

import (
	"os"
	"testing"

	"chuchu/retrieval"
	"chuchu/retrieval/reader"
)

// TestVectors: those that come with the program are of all paragraphs of the texts that do, by the weights that do.
func TestVectors(t *testing.T) {
	encoder, err := reader.Encoder(1)
	if err != nil {
		t.Fatal(err)
	}
	made, err := retrieval.OpenEmbeddings("", retrieval.EmbedderOf(encoder, reader.Vectors))
	if err != nil {
		t.Fatal(err)
	}
	if err := Open(t, os.DirFS("../../seeds")).UseEmbeddings(t.Context(), made); err != nil {
		t.Errorf("%v: chuchu embed with an empty DATA_DIR makes the file anew", err)
	}
}
