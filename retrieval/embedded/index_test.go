package embedded

import (
	"context"
	"testing"

	"chuchu/retrieval/engine"
	"chuchu/retrieval/engine/enginetest"
	"chuchu/retrieval/terms"
)

func TestEngine(t *testing.T) {
	enginetest.Run(t, func(t *testing.T, paragraphs []string) engine.Index {
		t.Helper()
		x, err := Build(t.Context(), len(paragraphs), func(i int) []terms.Term { return terms.Of(paragraphs[i]) })
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { x.Close() })
		return x
	})
}

// TestBuildEnds: a build that is called off says so.
func TestBuildEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Build(ctx, 1, func(int) []terms.Term { return nil }); err == nil {
		t.Error("no error")
	}
}
