package memory

import (
	"context"
	"errors"
	"testing"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/indextest"
)

func TestEngine(t *testing.T) {
	indextest.Run(t, func(t *testing.T, paragraphs []string) index.Terms {
		t.Helper()
		x, err := Build(t.Context(), len(paragraphs), func(i int) (string, error) { return paragraphs[i], nil }, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { x.Close() })
		return x
	})
}

// TestBuildFails: a build that is called off says so, and so does one that lacks a paragraph.
func TestBuildFails(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Build(ctx, 1, func(int) (string, error) { return "ship", nil }, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	lost := errors.New("the paragraph is lost")
	if _, err := Build(t.Context(), 1, func(int) (string, error) { return "", lost }, nil); !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
}
