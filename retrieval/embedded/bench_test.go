package embedded

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"chuchu/retrieval/terms"
)

// BenchmarkBuild indexes the lines of the seeds again and again, beside bleve's default mapping on the same.
//
//	go test ./retrieval/embedded -run xxx -bench Build
func BenchmarkBuild(b *testing.B) {
	var lines []string
	entries, err := os.ReadDir("../../seeds")
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile("../../seeds/" + e.Name())
		if err != nil {
			b.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			if len(line) > 200 {
				lines = append(lines, line)
			}
		}
	}
	const n = 2000
	b.Run("chuchu", func(b *testing.B) {
		for b.Loop() {
			x, err := Build(b.Context(), n, func(i int) []terms.Term { return terms.Of(lines[i%len(lines)]) })
			if err != nil {
				b.Fatal(err)
			}
			x.Close()
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "paragraphs/s")
	})
	b.Run("bleve-default", func(b *testing.B) {
		for b.Loop() {
			index, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
			if err != nil {
				b.Fatal(err)
			}
			batch := index.NewBatch()
			for i := range n {
				if err := batch.Index(fmt.Sprint(i), map[string]string{"text": lines[i%len(lines)]}); err != nil {
					b.Fatal(err)
				}
			}
			if err := index.Batch(batch); err != nil {
				b.Fatal(err)
			}
			index.Close()
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "paragraphs/s")
	})
}
