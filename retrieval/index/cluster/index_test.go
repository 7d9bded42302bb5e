package cluster

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/disk"
	"chuchu/retrieval/index/indextest"
)

// cluster returns the cluster that the environment names, with a collection of the test's own.
func cluster(t *testing.T) *Cluster {
	t.Helper()
	url := os.Getenv("CHUCHU_WEAVIATE")
	if url == "" {
		t.Skip("CHUCHU_WEAVIATE names no cluster (weaviate://host:port,…)")
	}
	c, err := New(Settings{URL: url + "/" + collection(t)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func collection(t *testing.T) string {
	return strings.ToLower("t" + idOf(t.Name()).String()[:8])
}

func statistics(t *testing.T, paragraphs []string) *disk.Statistics {
	t.Helper()
	var out bytes.Buffer
	text := func(i int) (string, error) { return paragraphs[i], nil }
	if err := disk.BuildStatistics(t.Context(), len(paragraphs), text, t.TempDir(), &out, nil); err != nil {
		t.Fatal(err)
	}
	s, err := disk.ReadStatistics(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func open(t *testing.T, c *Cluster, paragraphs []string) *Index {
	t.Helper()
	x, err := Open(t.Context(), c, "test", statistics(t, paragraphs), func(i int) (string, error) { return paragraphs[i], nil }, nil)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestEngine(t *testing.T) {
	indextest.Run(t, func(t *testing.T, paragraphs []string) index.Terms {
		t.Helper()
		x := open(t, cluster(t), paragraphs)
		t.Cleanup(func() { x.Close() })
		return x
	})
}
