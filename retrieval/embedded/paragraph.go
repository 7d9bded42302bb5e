package embedded

import (
	"sync/atomic"

	index "github.com/blevesearch/bleve_index_api"

	"chuchu/retrieval/terms"
)

// paragraph is the field that bleve indexes: it hands over terms that are made already, and leaves out all that is not
// used here (the text itself, places, doc values), which is most of the time and the disk that bleve's defaults take.
type paragraph struct {
	analyse func() []terms.Term
	total   *atomic.Int64 // of the lengths of all paragraphs
	length  int
	counts  index.TokenFrequencies
}

// Analyze counts the terms; bleve calls it from its own workers.
func (p *paragraph) Analyze() {
	found := p.analyse()
	p.length = len(found)
	p.total.Add(int64(p.length))
	p.counts = make(index.TokenFrequencies, len(found))
	for _, t := range found {
		if c := p.counts[t.Text]; c != nil {
			c.SetFrequency(c.Frequency() + 1)
			continue
		}
		c := &index.TokenFreq{Term: []byte(t.Text)}
		c.SetFrequency(1)
		p.counts[t.Text] = c
	}
}

func (p *paragraph) Name() string                                     { return field }
func (p *paragraph) Value() []byte                                    { return nil }
func (p *paragraph) ArrayPositions() []uint64                         { return nil }
func (p *paragraph) EncodedFieldType() byte                           { return 't' }
func (p *paragraph) Options() index.FieldIndexingOptions              { return index.IndexField }
func (p *paragraph) AnalyzedLength() int                              { return p.length }
func (p *paragraph) AnalyzedTokenFrequencies() index.TokenFrequencies { return p.counts }
func (p *paragraph) NumPlainTextBytes() uint64                        { return 0 }
func (p *paragraph) Size() int                                        { return p.counts.Size() }
