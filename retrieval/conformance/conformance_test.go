package conformance

import (
	"context"
	"os"
	"testing"

	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// sets are the seeds, and what CHUCHU_EVAL names.
func sets(t *testing.T) []Set {
	t.Helper()
	all := []Set{Seeds(t, "../../seeds", "../testdata/rank/questions.txt")}
	if folder := os.Getenv("CHUCHU_EVAL"); folder != "" {
		all = append(all, Sets(t, folder)...)
	}
	return all
}

func opened(t *testing.T, files []reading.File, s retrieval.Settings) *retrieval.Collection {
	t.Helper()
	c, err := retrieval.OpenFiles(t.Context(), files, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestFolder: the index of a folder gives the answers of the embedded one.
func TestFolder(t *testing.T) {
	Run(t, sets(t), func(t *testing.T, files []reading.File) *retrieval.Collection {
		return opened(t, files, retrieval.Settings{Folder: t.TempDir()})
	})
}

// TestCluster: so does a cluster, whose texts are in memory or in a folder.
func TestCluster(t *testing.T) {
	url := os.Getenv("CHUCHU_WEAVIATE")
	if url == "" {
		t.Skip("CHUCHU_WEAVIATE names no cluster (weaviate://host:port,…)")
	}
	cluster, err := retrieval.NewCluster(retrieval.ClusterSettings{URL: url + "/conformance"})
	if err != nil {
		t.Fatal(err)
	}
	Run(t, sets(t), func(t *testing.T, files []reading.File) *retrieval.Collection {
		return opened(t, files, retrieval.Settings{Cluster: cluster})
	})
	t.Run("with a folder", func(t *testing.T) {
		folder := t.TempDir()
		for range 2 { // made, and opened again
			Run(t, sets(t)[:1], func(t *testing.T, files []reading.File) *retrieval.Collection {
				return opened(t, files, retrieval.Settings{Cluster: cluster, Folder: folder})
			})
		}
	})
}

// TestDifference: an answer that is another is told.
func TestDifference(t *testing.T) {
	one := retrieval.Finding{Confidence: 0.5, Passages: []retrieval.Passage{{ID: "a", Score: 2}, {ID: "b", Score: 1}, {ID: "c", Score: 1}}}
	tie := retrieval.Finding{Confidence: 0.5, Passages: []retrieval.Passage{{ID: "a", Score: 2}, {ID: "c", Score: 1}, {ID: "b", Score: 1}}}
	swapped := retrieval.Finding{Confidence: 0.5, Passages: []retrieval.Passage{{ID: "b", Score: 2}, {ID: "a", Score: 1}, {ID: "c", Score: 1}}}
	surer := one
	surer.Confidence = 0.6
	if lines(one) != lines(tie) {
		t.Error("ties are not the same")
	}
	if lines(one) == lines(swapped) || lines(one) == lines(surer) {
		t.Error("what is not the same is")
	}
}

// TestClusterEmbedded: with embeddings too the answers are the same. The vectors stay with the bot; the model here knows
// nothing but which characters there are.
func TestClusterEmbedded(t *testing.T) {
	url := os.Getenv("CHUCHU_WEAVIATE")
	if url == "" {
		t.Skip("CHUCHU_WEAVIATE names no cluster (weaviate://host:port,…)")
	}
	cluster, err := retrieval.NewCluster(retrieval.ClusterSettings{URL: url + "/conformance"})
	if err != nil {
		t.Fatal(err)
	}
	set := Seeds(t, "../../seeds", "../testdata/rank/questions.txt")
	files := filesOf(t, set.Texts)
	embed := func(_ context.Context, texts []string) ([][]float32, error) {
		var out [][]float32
		for _, text := range texts {
			v := make([]float32, 64)
			for _, r := range text {
				v[r%64]++
			}
			out = append(out, v)
		}
		return out, nil
	}
	embeddings, err := retrieval.OpenEmbeddings("", retrieval.Embedder{Name: "characters", Questions: embed, Paragraphs: embed})
	if err != nil {
		t.Fatal(err)
	}
	defer embeddings.Close()
	want, got := opened(t, files, retrieval.Settings{}), opened(t, files, retrieval.Settings{Cluster: cluster})
	for _, c := range []*retrieval.Collection{want, got} {
		if _, err := c.Embed(t.Context(), embeddings, nil); err != nil {
			t.Fatal(err)
		}
	}
	Compare(t, want, got, set.Questions)
}
