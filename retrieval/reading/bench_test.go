package reading_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"chuchu/retrieval/reading"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// BenchmarkLarge reads one large plain text of the prose of the seeds: as wrapped lines, as a line a paragraph, in
// GB18030. It tells MB/s, what the words of the blocks take, and the most memory that the process ever had from the system,
// for which one has to be run alone:
//
//	go test ./retrieval/reading -run none -bench Large/1GB/wrapped -benchtime 1x
func BenchmarkLarge(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"100MB", 100e6}, {"1GB", 1e9}} {
		for _, layout := range []string{"wrapped", "lines", "GB18030"} {
			b.Run(size.name+"/"+layout, func(b *testing.B) {
				folder := b.TempDir()
				writeLarge(b, filepath.Join(folder, "large.txt"), size.bytes, layout)
				b.SetBytes(int64(size.bytes))
				var text reading.Text
				for b.Loop() {
					for t, err := range reading.Folder(b.Context(), os.DirFS(folder)) {
						if err != nil {
							b.Fatal(err)
						}
						text = t
					}
				}
				words := 0
				for _, block := range text.Blocks {
					words += len(block.Text)
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(len(text.Blocks)), "blocks")
				b.ReportMetric(float64(words)/1e6, "MB-text")
				b.ReportMetric(float64(m.Sys)/1e6, "MB-peak")
			})
		}
	}
}

// writeLarge writes the paragraphs of the seeds over and over, each time with another number.
func writeLarge(b *testing.B, name string, size int, layout string) {
	var prose []string
	for text, err := range reading.Folder(b.Context(), os.DirFS(seeds)) {
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
	out, encoder := bufio.NewWriter(file), encoding.Nop.NewEncoder()
	if layout == "GB18030" {
		encoder = simplifiedchinese.GB18030.NewEncoder()
	}
	for n, written := 0, 0; written < size; n++ {
		var p strings.Builder
		for i, r := range []rune(fmt.Sprintf("%s （第%d次）", prose[n%len(prose)], n)) {
			if layout != "lines" && i > 0 && i%40 == 0 {
				p.WriteByte('\n')
			}
			p.WriteRune(r)
		}
		encoded, err := encoder.String(p.String() + "\n\n")
		if err != nil {
			b.Fatal(err)
		}
		written += len(encoded)
		out.WriteString(encoded) // its error is kept until Flush
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
}
