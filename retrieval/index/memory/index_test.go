package memory

import (
	"context"
	"errors"
	"testing"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/indextest"
)

func TestEngine(t *testing.T) {
	indextest.Run(t, func(*testing.T) index.Engine { return Engine{} })
}

// lost is a paragraph that cannot be read.
type lost struct{ indextest.Paragraphs }

var errLost = errors.New("the paragraph is lost")

func (lost) Words(int) (string, error) { return "", errLost }

// TestOpenFails: an indexing that is called off says so, and so does one that lacks a paragraph.
func TestOpenFails(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ship := indextest.Paragraphs{"ship"}
	if _, err := (Engine{}).Open(ctx, ship, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := (Engine{}).Open(t.Context(), lost{ship}, nil, nil); !errors.Is(err, errLost) {
		t.Errorf("got %v", err)
	}
}
