package memory

import (
	"sync/atomic"

	api "github.com/blevesearch/bleve_index_api"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
)

// paragraph is the field that bleve indexes: it hands over terms that are made already, and leaves out all that is not
// used here (the text itself, places, doc values), which is most of the time and the disk that bleve's defaults take.
type paragraph struct {
	doc    int
	sums   *sums
	length int
	counts api.TokenFrequencies
}

// sums is what the paragraphs of an index add up to.
type sums struct {
	paragraphs index.Paragraphs
	terms      atomic.Int64
	lengths    []float32             // of each, in terms
	err        atomic.Pointer[error] // an error of a paragraph that could not be had
}

// Analyze counts the terms; bleve calls it from its own workers.
func (p *paragraph) Analyze() {
	words, err := p.sums.paragraphs.Words(p.doc)
	if err != nil {
		p.sums.err.Store(&err)
	}
	found := language.WritingIn(p.sums.paragraphs.Script(p.doc)).Analyzer.Of(words)
	p.length = len(found)
	p.sums.terms.Add(int64(p.length))
	p.sums.lengths[p.doc] = float32(p.length)
	p.counts = make(api.TokenFrequencies, len(found))
	room := make([]api.TokenFreq, 0, len(found))
	for _, t := range found {
		if c := p.counts[t.Text]; c != nil {
			c.SetFrequency(c.Frequency() + 1)
			continue
		}
		room = append(room, api.TokenFreq{}) // its key says the term
		c := &room[len(room)-1]
		c.SetFrequency(1)
		p.counts[t.Text] = c
	}
}

func (p *paragraph) Name() string                                   { return field }
func (p *paragraph) Value() []byte                                  { return nil }
func (p *paragraph) ArrayPositions() []uint64                       { return nil }
func (p *paragraph) EncodedFieldType() byte                         { return 't' }
func (p *paragraph) Options() api.FieldIndexingOptions              { return api.IndexField }
func (p *paragraph) AnalyzedLength() int                            { return p.length }
func (p *paragraph) AnalyzedTokenFrequencies() api.TokenFrequencies { return p.counts }
func (p *paragraph) NumPlainTextBytes() uint64                      { return 0 }
func (p *paragraph) Size() int                                      { return 0 } // only counted, for statistics
