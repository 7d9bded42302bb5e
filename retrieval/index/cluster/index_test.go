package cluster

import (
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
	return at(t, url+"/"+collection(t), "")
}

func collection(t *testing.T) string {
	return strings.ToLower("t" + idOf(t.Name()).String()[:8])
}

// open returns what a cluster has of the paragraphs.
func open(t *testing.T, c *Cluster, paragraphs []string) *Index {
	t.Helper()
	return indextest.Open(t, c, indextest.Paragraphs(paragraphs)).(*Index)
}

// unsent returns an index of paragraphs that no cluster was told of.
func unsent(t *testing.T, paragraphs ...string) *Index {
	t.Helper()
	p := indextest.Paragraphs(paragraphs)
	statistics, err := disk.OpenStatistics(indextest.Snapshot(t, &Cluster{}, p))
	if err != nil {
		t.Fatal(err)
	}
	return &Index{Statistics: statistics, paragraphs: p}
}

func TestEngine(t *testing.T) {
	indextest.Run(t, func(t *testing.T) index.Engine { return cluster(t) })
}
