package retrieval

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/disk"
	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// recombined makes n paragraphs of the sentences of the seeds, so that terms are as common as in real texts.
func recombined(b *testing.B, n int) []string {
	b.Helper()
	var pool []string
	for text, err := range reading.Folder(b.Context(), os.DirFS("../seeds")) {
		if err != nil {
			b.Fatal(err)
		}
		for _, block := range text.Blocks {
			for _, s := range language.Sentences(block.Text) {
				pool = append(pool, block.Text[s.Start:s.End])
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	out := make([]string, n)
	for i := range out {
		picked := make([]string, 4)
		for k := range picked {
			picked[k] = pool[random.IntN(len(pool))]
		}
		out[i] = strings.Join(picked, "") + fmt.Sprintf("第%d号文件", i)
	}
	return out
}

var benchQuestions = []string{
	"五个中心是哪五个？", "江苏省委书记是谁？", "上海科技创新成果展在哪里举办？", "推进长三角一体化要紧扣哪两个关键词？",
	"大力发展航运保险和什么？", "要把哪些离岸业务一体谋划？", "怎么做红烧肉？", "上海期货交易所是哪一年成立的？",
}

// BenchmarkFind times a whole question beside bleve's own match query with its cjk analyzer on the same paragraphs.
//
//	go test ./retrieval -run xxx -bench Find
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{3_000, 100_000} {
		paragraphs := recombined(b, n)
		ask := func(b *testing.B, c *Collection) {
			for i := 0; b.Loop(); i++ {
				if _, err := c.Find(b.Context(), benchQuestions[i%len(benchQuestions)], 7); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.Run(fmt.Sprintf("chuchu/%d", n), func(b *testing.B) { ask(b, open(b, paragraphs...)) })
		b.Run(fmt.Sprintf("chuchu-disk/%d", n), func(b *testing.B) { ask(b, onDisk(b, paragraphs)) })
		b.Run(fmt.Sprintf("bleve-cjk/%d", n), func(b *testing.B) {
			index := plainBleve(b, paragraphs)
			for i := 0; b.Loop(); i++ {
				query := bleve.NewMatchQuery(benchQuestions[i%len(benchQuestions)])
				query.SetField("text")
				if _, err := index.Search(bleve.NewSearchRequestOptions(query, 10, 0, false)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// onDisk makes a collection of one text with these paragraphs, in an index folder.
func onDisk(b *testing.B, paragraphs []string) *Collection {
	b.Helper()
	text := reading.Text{File: "text.txt", Title: "title"}
	for i, p := range paragraphs {
		text.Blocks = append(text.Blocks, reading.Block{Text: p, First: i + 1, Last: i + 1})
	}
	x, err := index.OpenTexts(b.Context(), []reading.Text{text}, index.Settings{Folder: b.TempDir(), Engine: disk.Engine{}, Script: writing})
	if err != nil {
		b.Fatal(err)
	}
	c := newCollection(x, Glossary{}, runtime.GOMAXPROCS(0))
	b.Cleanup(func() { c.Close() })
	return c
}

func plainBleve(b *testing.B, paragraphs []string) bleve.Index {
	b.Helper()
	field := bleve.NewTextFieldMapping()
	field.Analyzer, field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = "cjk", false, false, false, false
	document := bleve.NewDocumentStaticMapping()
	document.AddFieldMappingsAt("text", field)
	mapping := bleve.NewIndexMapping()
	mapping.DefaultMapping = document
	index, err := bleve.NewUsing("", mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { index.Close() })
	for from := 0; from < len(paragraphs); from += 10_000 {
		batch := index.NewBatch()
		for i := from; i < min(from+10_000, len(paragraphs)); i++ {
			if err := batch.Index(fmt.Sprint(i), map[string]string{"text": paragraphs[i]}); err != nil {
				b.Fatal(err)
			}
		}
		if err := index.Batch(batch); err != nil {
			b.Fatal(err)
		}
	}
	return index
}
