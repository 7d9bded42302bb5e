package terminal

import "io"

// NewEmbedding begins to show the progress of embedding paragraphs. End must be called.
func NewEmbedding(out io.Writer) *Progress {
	p := NewProgress(out, 0, 0)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.doing, p.did = "embedding", "embedded"
	return p
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
