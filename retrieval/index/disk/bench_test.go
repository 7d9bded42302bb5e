package disk

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"chuchu/retrieval/index/indextest"
	"chuchu/retrieval/index/snapshot"
)

// recombined makes n paragraphs of the sentences of the seeds, so that terms are as common as in real texts.
func recombined(b *testing.B, n int) (paragraphs []string, size int64) {
	b.Helper()
	var pool []string
	entries, err := os.ReadDir("../../../seeds")
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile("../../../seeds/" + e.Name())
		if err != nil {
			b.Fatal(err)
		}
		for s := range strings.SplitAfterSeq(strings.ReplaceAll(string(content), "\n", ""), "。") {
			if len(s) > 30 && len(s) < 600 {
				pool = append(pool, s)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		text := ""
		for range 4 {
			text += pool[random.IntN(len(pool))]
		}
		text += fmt.Sprintf("第%d号文件", i)
		paragraphs, size = append(paragraphs, text), size+int64(len(text))
	}
	return paragraphs, size
}

// BenchmarkBuild makes an index on disk, beside bleve's default mapping on the same paragraphs, on disk in batches of
// several sizes and in memory.
//
//	go test ./retrieval/index/disk -run xxx -bench Build -benchtime 3x
func BenchmarkBuild(b *testing.B) {
	const n = 10_000
	paragraphs, size := recombined(b, n)
	measure := func(name string, build func(folder string) error) {
		b.Run(name, func(b *testing.B) {
			folder := ""
			for b.Loop() {
				folder = b.TempDir()
				if err := build(folder); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "paragraphs/s")
			b.ReportMetric(float64(onDisk(b, folder))/float64(size), "times-the-text")
		})
	}
	measure("chuchu", func(folder string) error {
		draft, err := snapshot.Begin(folder)
		if err != nil {
			return err
		}
		defer draft.Close()
		if err := (Engine{}).Build(b.Context(), indextest.Paragraphs(paragraphs), draft, nil); err != nil {
			return err
		}
		_, err = draft.Commit("")
		return err
	})
	for _, batch := range []int{100, 1000, n} {
		measure(fmt.Sprintf("bleve-default/disk/%d", batch), func(folder string) error {
			index, err := bleve.New(filepath.Join(folder, "index"), bleve.NewIndexMapping())
			if err != nil {
				return err
			}
			return fill(index, paragraphs, batch)
		})
	}
	measure("bleve-default/memory", func(string) error {
		index, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
		if err != nil {
			return err
		}
		return fill(index, paragraphs, 1000)
	})
}

func fill(index bleve.Index, paragraphs []string, batch int) error {
	for from := 0; from < len(paragraphs); from += batch {
		docs := index.NewBatch()
		for i := from; i < min(from+batch, len(paragraphs)); i++ {
			if err := docs.Index(fmt.Sprint(i), map[string]string{"text": paragraphs[i]}); err != nil {
				return err
			}
		}
		if err := index.Batch(docs); err != nil {
			return err
		}
	}
	return index.Close()
}

func onDisk(b *testing.B, folder string) (size int64) {
	b.Helper()
	err := filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}
