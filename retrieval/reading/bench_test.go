package reading_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"chuchu/retrieval/reading"
)

// BenchmarkLarge reads one large plain text of the prose of the seeds, as wrapped lines and as a line a paragraph. It
// tells MB/s, what the text itself takes, and the most memory that the process had at any time:
//
//	go test ./retrieval/reading -run none -bench Large/100MB/wrapped -benchtime 1x
func BenchmarkLarge(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"100MB", 100e6}, {"1GB", 1e9}} {
		for _, layout := range []struct {
			name string
			wrap int // characters a line; 0 where a paragraph is a line
		}{{"wrapped", 40}, {"lines", 0}} {
			b.Run(size.name+"/"+layout.name, func(b *testing.B) {
				folder := b.TempDir()
				writeLarge(b, filepath.Join(folder, "large.txt"), size.bytes, layout.wrap)
				b.SetBytes(int64(size.bytes))
				for b.Loop() {
					readLarge(b, folder)
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.Sys)/1e6, "MB-peak")
			})
		}
	}
}

func readLarge(b *testing.B, folder string) {
	for text, err := range reading.Folder(context.Background(), os.DirFS(folder)) {
		if err != nil {
			b.Fatal(err)
		}
		held := 0
		for _, block := range text.Blocks {
			held += len(block.Text)
		}
		b.ReportMetric(float64(held)/1e6, "MB-text")
	}
}

// writeLarge writes the paragraphs of the seeds over and over, each time with another number.
func writeLarge(b *testing.B, name string, size, wrap int) {
	var prose []string
	for text, err := range reading.Folder(context.Background(), os.DirFS(seeds)) {
		if err != nil {
			b.Fatal(err)
		}
		for _, block := range text.Blocks {
			if block.Kind == reading.Paragraph {
				prose = append(prose, block.Text)
			}
		}
	}
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	for n := 0; size > 0; n++ {
		var p strings.Builder
		for i, r := range []rune(fmt.Sprintf("%s （第%d次）", prose[n%len(prose)], n)) {
			if wrap > 0 && i > 0 && i%wrap == 0 {
				p.WriteByte('\n')
			}
			p.WriteRune(r)
		}
		p.WriteString("\n\n")
		written, err := file.WriteString(p.String())
		if err != nil {
			b.Fatal(err)
		}
		size -= written
	}
}
