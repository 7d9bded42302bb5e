package retrieval

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	clock "time"

	"chuchu/retrieval/reading"
)

// BenchmarkScale makes collections of so many paragraphs of the clauses of real texts, and measures what they cost: making
// the index (reading apart from indexing), disk, start to first answer, memory, and questions. Give the size:
//
//	go test ./retrieval -run xxx -bench Scale/100000$ -benchtime 2000x
//
// SCALE_TEXTS names the folder of the real texts, the seeds if it is not set. SCALE_CLUSTER names a cluster
// (weaviate://host:port) that takes the terms; it keeps them, so that another run, after its nodes were started anew, finds
// it cold. Disk and memory of the cluster are to be looked at there.
func BenchmarkScale(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { scale(b, n) })
	}
}

func scale(b *testing.B, n int) {
	clauses := clausesOf(b)
	texts, index := b.TempDir(), b.TempDir()
	size := writeTexts(b, texts, clauses, n)
	files := filesOf(b, os.DirFS(texts))
	begin, read := clock.Now(), atomic.Int64{}
	settings := Settings{Folder: index, Watch: Watch{Indexing: func(int) { read.Store(int64(clock.Since(begin))) }}}
	if url := os.Getenv("SCALE_CLUSTER"); url != "" {
		var err error
		if settings.Cluster, err = NewCluster(ClusterSettings{URL: fmt.Sprintf("%s/scale%d", url, n)}); err != nil {
			b.Fatal(err)
		}
	}
	c, err := OpenFiles(b.Context(), files, settings)
	if err != nil {
		b.Fatal(err)
	}
	made, reading := clock.Since(begin), clock.Duration(read.Load())
	if err := c.Close(); err != nil {
		b.Fatal(err)
	}
	questions := slices.Concat(benchQuestions, []string{
		"How long is the fishing ban on the Yangtze?", "What did the visit to the Futures Exchange highlight?",
		"shanghai shi wei shu ji shi shei", "谁主持了会议？", "上海", "Who spoke about science and technology innovation?",
	})
	random := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		questions = append(questions, clauses[random.IntN(len(clauses))]+"？")
	}
	evict(b, index)
	begin = clock.Now()
	if c, err = OpenFiles(b.Context(), files, settings); err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Find(b.Context(), questions[0], 7); err != nil {
		b.Fatal(err)
	}
	started := clock.Since(begin)
	var cold []clock.Duration // each question for the first time
	for _, question := range questions {
		cold = append(cold, ask(b, c, question))
	}
	i := 0
	var one []clock.Duration
	for b.Loop() {
		one = append(one, ask(b, c, questions[i%len(questions)]))
		i++
	}
	sixteen := askAtOnce(b, c, questions, 16)
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(made.Seconds(), "s-to-make")
	b.ReportMetric(reading.Seconds(), "s-of-it-reading")
	b.ReportMetric(float64(started.Milliseconds()), "ms-to-first-answer")
	b.ReportMetric(float64(bytesBelow(b, index))/float64(size), "times-the-text")
	b.ReportMetric(float64(memory.HeapAlloc)/1e6, "MB-heap")
	b.ReportMetric(float64(memory.Sys)/1e6, "MB-most")
	b.ReportMetric(percentile(cold, 50), "ms-p50-cold")
	b.ReportMetric(percentile(cold, 99), "ms-p99-cold")
	b.ReportMetric(percentile(one, 50), "ms-p50")
	b.ReportMetric(percentile(one, 99), "ms-p99")
	b.ReportMetric(percentile(sixteen, 50), "ms-p50-of-16")
	b.ReportMetric(percentile(sixteen, 99), "ms-p99-of-16")
}

// ask asks a question and returns how long the answer took.
func ask(b *testing.B, c *Collection, question string) clock.Duration {
	begin := clock.Now()
	if _, err := c.Find(b.Context(), question, 7); err != nil {
		b.Error(err)
	}
	return clock.Since(begin)
}

// askAtOnce has so many askers ask all the questions, each from another one on.
func askAtOnce(b *testing.B, c *Collection, questions []string, askers int) (took []clock.Duration) {
	var all sync.WaitGroup
	var mu sync.Mutex
	for asker := range askers {
		all.Go(func() {
			for i := range questions {
				t := ask(b, c, questions[(i+7*asker)%len(questions)])
				mu.Lock()
				took = append(took, t)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return took
}

// percentile returns the time, in milliseconds, that so many of a hundred questions took no longer than.
func percentile(took []clock.Duration, of int) float64 {
	slices.Sort(took)
	return took[len(took)*of/100].Seconds() * 1000
}

// clausesOf cuts real texts into clauses.
func clausesOf(b *testing.B) (clauses []string) {
	b.Helper()
	folder := os.Getenv("SCALE_TEXTS")
	if folder == "" {
		folder = "../seeds"
	}
	for text, err := range reading.Folder(b.Context(), os.DirFS(folder)) {
		if err != nil {
			continue
		}
		for _, block := range text.Blocks {
			for clause := range strings.FieldsFuncSeq(block.Text, func(r rune) bool { return strings.ContainsRune("，。；：！？,;!?", r) }) {
				if clause = strings.TrimSpace(clause); block.Kind == reading.Paragraph && len(clause) > 15 {
					clauses = append(clauses, clause)
				}
			}
		}
	}
	return clauses
}

// writeTexts writes n paragraphs of clauses, a thousand a file, and returns how many bytes they are.
func writeTexts(b *testing.B, folder string, clauses []string, n int) (size int) {
	b.Helper()
	const each = 1000
	random := rand.New(rand.NewPCG(1, 2))
	for from := 0; from < n; from += each {
		var text strings.Builder
		for i := from; i < min(from+each, n); i++ {
			for s := range 4 {
				for k := range 4 {
					text.WriteString(clauses[random.IntN(len(clauses))])
					text.WriteString([]string{"，", "，", "，", "。"}[k])
				}
				if s == 3 {
					fmt.Fprintf(&text, "第%d号文件。\n\n", i)
				}
			}
		}
		size += text.Len()
		name := filepath.Join(folder, fmt.Sprintf("%07d.txt", from))
		if err := os.WriteFile(name, []byte(text.String()), 0o600); err != nil {
			b.Fatal(err)
		}
		old := clock.Now().Add(-clock.Hour)
		if err := os.Chtimes(name, old, old); err != nil {
			b.Fatal(err)
		}
	}
	return size
}

// evict has the system forget what it keeps in memory of the files of a folder, where dd can tell it.
func evict(b *testing.B, folder string) {
	b.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return exec.Command("dd", "of="+filepath.Join(folder, name), "oflag=nocache", "conv=notrunc,fdatasync", "count=0").Run()
	})
	if err != nil {
		b.Log("the first questions are not cold: ", err)
	}
}

func bytesBelow(b *testing.B, folder string) (size int64) {
	b.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}
