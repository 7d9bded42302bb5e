package terminal

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// When the progress of a work is shown: what is done sooner needs no word.
const (
	barAfter  = time.Second
	barEvery  = 200 * time.Millisecond
	lineEvery = 10 * time.Second
)

// Progress shows how far the reading of files has come, and then the indexing of their paragraphs: a bar where out is a
// terminal, else a line now and then. It is safe for concurrent use. Close or End must be called.
type Progress struct {
	out   io.Writer
	begin time.Time
	files int
	bytes int64
	stop  chan struct{}
	gone  chan struct{} // closed when nothing is shown any more

	mu             sync.Mutex
	doneFiles      int
	doneBytes      int64
	paragraphs     int // to be indexed; 0 while files are read
	doneParagraphs int
	shown          bool
	doing, did     string                   // what becomes of the paragraphs
	bar            *progressbar.ProgressBar // nil if lines are written
}

// NewProgress begins to show the progress of reading that many files and bytes.
func NewProgress(out io.Writer, files int, bytes int64) *Progress {
	return newProgress(out, files, bytes, isTerminal(out))
}

func newProgress(out io.Writer, files int, bytes int64, bar bool) *Progress {
	p := &Progress{
		doing: "indexing", did: "indexed", out: out, begin: time.Now(), files: files, bytes: bytes,
		stop: make(chan struct{}), gone: make(chan struct{}),
	}
	every := lineEvery
	if bar {
		every = barEvery
		p.bar = p.newBar(bytes, progressbar.OptionShowBytes(true))
	}
	go p.show(every)
	return p
}

func (p *Progress) newBar(all int64, more ...progressbar.Option) *progressbar.ProgressBar {
	return progressbar.NewOptions64(max(1, all), append(more, progressbar.OptionSetWriter((*afterAWhile)(p)),
		progressbar.OptionShowCount(), progressbar.OptionSetWidth(20),
		progressbar.OptionSetPredictTime(true), progressbar.OptionSetRenderBlankState(false))...)
}

// NewEmbedding begins to show the progress of embedding paragraphs. End must be called.
func NewEmbedding(out io.Writer) *Progress {
	p := NewProgress(out, 0, 0)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doing, p.did = "embedding", "embedded"
	return p
}

// Add says that one more file has been read.
func (p *Progress) Add(bytes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doneFiles++
	p.doneBytes += bytes
}

// Index says that all files have been read, and that so many paragraphs will be indexed.
func (p *Progress) Index(paragraphs int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paragraphs = paragraphs
	if p.bar != nil {
		p.clear()
		p.bar = p.newBar(int64(paragraphs), progressbar.OptionShowIts(), progressbar.OptionSetItsString("paragraphs"))
	}
}

// Indexed says that so many more have been indexed.
func (p *Progress) Indexed(paragraphs int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doneParagraphs += paragraphs
}

// Embedded says how many paragraphs are embedded of those that are to be.
func (p *Progress) Embedded(done, all int) {
	if done == 0 {
		p.Index(all)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doneParagraphs = done
}

// Write writes a message, which the bar makes room for.
func (p *Progress) Write(message []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	return p.out.Write(message)
}

// Close ends it. If progress was shown, a last line sums up how many files gave a text and how many did not.
func (p *Progress) Close(read, leftOut int) {
	p.End()
	if p.shown {
		fmt.Fprintf(p.out, "chuchu: read %d files in %v, left out %d\n",
			read, time.Since(p.begin).Round(100*time.Millisecond), leftOut)
	}
}

// End ends it without a word.
func (p *Progress) End() {
	close(p.stop)
	<-p.gone
	p.clear()
}

func (p *Progress) show(every time.Duration) {
	defer close(p.gone)
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-ticker.C:
			p.step()
		}
	}
}

// step shows how far it has come. The bar learns of it from the beginning, to know the rate.
func (p *Progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.files == 0 && p.paragraphs == 0 {
		return
	}
	p.shown = time.Since(p.begin) >= barAfter
	switch {
	case p.bar == nil && p.paragraphs > 0:
		fmt.Fprintf(p.out, "chuchu: %s %d of %d paragraphs\n", p.did, p.doneParagraphs, p.paragraphs)
		return
	case p.bar == nil:
		fmt.Fprintf(p.out, "chuchu: read %d of %d files, %s of %s\n",
			p.doneFiles, p.files, megabytes(p.doneBytes), megabytes(p.bytes))
		return
	}
	// Errors of a bar tell of its own use, or of a terminal that is gone: the work goes on. A full bar would end itself.
	if p.paragraphs > 0 {
		p.bar.Describe(p.doing + " paragraphs")
		_ = p.bar.Set(min(p.doneParagraphs, p.paragraphs-1))
		return
	}
	p.bar.Describe(fmt.Sprintf("%d of %d files", p.doneFiles, p.files))
	_ = p.bar.Set64(min(p.doneBytes, max(1, p.bytes)-1))
}

// clear takes the bar off its line.
func (p *Progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// afterAWhile is where the bar is drawn: nowhere as long as nothing is to be shown.
type afterAWhile Progress

func (w *afterAWhile) Write(b []byte) (int, error) {
	if !w.shown {
		return len(b), nil
	}
	return w.out.Write(b)
}
