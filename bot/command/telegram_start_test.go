package command

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
)

// BenchmarkStart starts the real program while a question waits at Telegram, and takes the time until its answer is there:
// with the texts that come with it, read at every start, and with 100,000 paragraphs, from the index on disk.
//
//	go test ./bot/command -run '^$' -bench 'Start$' -benchtime 20x
func BenchmarkStart(b *testing.B) {
	b.Run("seeds", func(b *testing.B) { starts(b) })
	b.Run("100000", func(b *testing.B) {
		texts, index := b.TempDir(), filepath.Join(b.TempDir(), "index")
		writeMany(b, texts, 100_000)
		begun := time.Now()
		if out, err := exec.Command("chuchu", "--texts", texts, "--index", index, "ask", crashQuestions[0]).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		made := time.Since(begun).Seconds()
		starts(b, "TEXTS_DIR="+texts, "INDEX_DIR="+index)
		b.ReportMetric(made, "s-to-make")
	})
}

func starts(b *testing.B, settings ...string) {
	api := telegramtest.New(b)
	p := api.AddPerson(telegramtest.Person{Name: "Person", Language: "zh-hans"})
	data, log := b.TempDir(), telegramtest.Log{}
	var took []time.Duration
	memory := 0
	for b.Loop() {
		question := api.Write(telegramtest.Writing{From: p, Text: crashQuestions[0]})
		begun := time.Now()
		program := startTelegram(b, api, data, &log, settings...)
		err := api.Until(b.Context(), func() bool {
			said := api.Messages(p.ID)
			return said[len(said)-1].ID > question
		})
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
		memory = (&load{B: b, program: program}).memory()
		program.stop(b)
	}
	slices.Sort(took)
	b.ReportMetric(0, "ns/op") // it holds the end of the program too
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "ms-max")
	b.ReportMetric(float64(memory)/1024, "MB-resident")
}

// writeMany writes n paragraphs of four sentences, about 700 bytes each, a hundred a file. Their clauses are those of the
// seeds, put together anew, so that terms are about as common as in real texts.
func writeMany(b *testing.B, folder string, n int) {
	b.Helper()
	var clauses []string
	seeds, err := filepath.Glob("../../seeds/*.txt")
	if err != nil || len(seeds) == 0 {
		b.Fatalf("%d seeds: %v", len(seeds), err)
	}
	for _, name := range seeds {
		content, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		for _, clause := range strings.FieldsFunc(string(content), func(r rune) bool { return strings.ContainsRune("，。；\r\n", r) }) {
			if len(clause) > 12 {
				clauses = append(clauses, clause)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for file := 0; file*100 < n; file++ {
		var text strings.Builder
		for range min(100, n-file*100) {
			for range 4 {
				for random.IntN(4) > 0 {
					text.WriteString(clauses[random.IntN(len(clauses))] + "，")
				}
				text.WriteString(clauses[random.IntN(len(clauses))] + "。")
			}
			text.WriteString("\n\n")
		}
		if err := os.WriteFile(filepath.Join(folder, strconv.Itoa(file)+".txt"), []byte(text.String()), 0o600); err != nil {
			b.Fatal(err)
		}
	}
}
