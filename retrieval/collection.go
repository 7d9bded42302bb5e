// Package retrieval finds the passages of a collection that answer a question, and says how sure it is that they do.
// It knows nothing of bots, chats or models.
//
// The way through it: [Open] indexes the paragraphs of the texts; [Collection.Find] analyses a question, takes
// candidates from the engine, judges each by what it holds of the question (rank.go), picks the sentences to quote
// (quote.go), names near copies together (near.go) and turns what the best one shows into a confidence (confidence.go).
package retrieval

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"chuchu/retrieval/encoder"
	"chuchu/retrieval/index"
	"chuchu/retrieval/index/paragraphs"
	"chuchu/retrieval/index/vectors"
	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
	"chuchu/retrieval/reading"
)

// Collection is the texts that questions are put to, with their index. But for the
// embeddings it never changes once open, and it is safe for concurrent use.
type Collection struct {
	index      *index.Index
	scripts    [2]int             // paragraphs of each script
	writings   []language.Writing // of the paragraphs, each once
	meanLength float64            // of a paragraph, in terms
	glossary   Glossary
	reader     *encoder.CrossEncoder // may be nil
	lexicon    func() (*lexicon.Lexicon, error)
	vectors    atomic.Pointer[vectors.Index] // nil while there are no embeddings
	turns      chan struct{}                 // holds one of each question that is being answered, as many as are answered at a time
}

// Text is what a collection tells of a text as a whole.
type Text = paragraphs.Text

// newCollection makes a collection of an index, for so many questions at a time.
func newCollection(x *index.Index, glossary Glossary, turns int) *Collection {
	c := &Collection{
		index: x, glossary: glossary, meanLength: max(1, x.Terms.MeanLength()), lexicon: sync.OnceValues(lexicon.Open),
		turns: make(chan struct{}, turns),
	}
	for i := range c.Size() {
		w := c.writing(i)
		c.scripts[w.Script]++
		if !slices.Contains(c.writings, w) {
			c.writings = append(c.writings, w)
		}
	}
	slices.SortFunc(c.writings, func(a, b language.Writing) int { return int(a.Byte()) - int(b.Byte()) })
	return c
}

// Texts returns the texts of the collection, in order. They are not to be changed.
func (c *Collection) Texts() []Text { return c.index.Paragraphs.Texts() }

// Text reads a text again, without Source: its paragraphs and headings stand at their places among the blocks, and the
// others are empty boilerplate, but for those at the end, which are missing.
func (c *Collection) Text(text int) (reading.Text, error) { return c.index.Paragraphs.Text(text) }

// Size returns the number of paragraphs.
func (c *Collection) Size() int { return c.index.Paragraphs.Size() }

// Close releases the index. No call may follow.
func (c *Collection) Close() error { return c.index.Close() }

// Passage returns the paragraph of that id, without score or quote, and whether there is one.
func (c *Collection) Passage(id string) (Passage, bool) {
	i, ok := c.index.Paragraphs.Find(id)
	if !ok {
		return Passage{}, false
	}
	return c.bare(i)
}

// bare returns a paragraph without score or quote. One that cannot be read is none.
func (c *Collection) bare(i int) (Passage, bool) {
	block, err := c.block(i)
	if err != nil {
		return Passage{}, false
	}
	return c.passage(i, block), true
}

// ID returns the id of the paragraph that is a block of a text, both counted from 0; "" if that block is none.
func (c *Collection) ID(text, block int) string {
	from := c.index.Paragraphs.First(text)
	to := from + c.Texts()[text].Paragraphs
	i := from + sort.Search(to-from, func(i int) bool {
		_, at, err := c.index.Paragraphs.Paragraph(from + i)
		return err != nil || at >= block
	})
	if i == to {
		return ""
	}
	if _, at, err := c.index.Paragraphs.Paragraph(i); err != nil || at != block {
		return ""
	}
	return c.index.Paragraphs.ID(i)
}

// First returns the id of a text's first paragraph; "" if it has none.
func (c *Collection) First(text int) string {
	if c.Texts()[text].Paragraphs == 0 {
		return ""
	}
	return c.index.Paragraphs.ID(c.index.Paragraphs.First(text))
}

// Block is the reverse of ID: it returns which block of which text the paragraph of that id is, and whether there is one.
func (c *Collection) Block(id string) (text, block int, ok bool) {
	i, ok := c.index.Paragraphs.Find(id)
	if !ok {
		return 0, 0, false
	}
	_, block, err := c.index.Paragraphs.Paragraph(i)
	return c.index.Paragraphs.TextOf(i), block, err == nil
}

// Spread gives n paragraphs at most, taken evenly from the whole collection, in order, as passages without score or quote.
func (c *Collection) Spread(n int) iter.Seq2[Passage, error] {
	return func(yield func(Passage, error) bool) {
		stride := max(1, (c.Size()+n-1)/n)
		for i := 0; i < c.Size(); i += stride {
			block, err := c.block(i)
			if !yield(c.passage(i, block), err) || err != nil {
				return
			}
		}
	}
}

// Around returns the paragraphs that stand next to the one of that id in its text, at most n on each side, in order.
func (c *Collection) Around(id string, n int) (before, after []Passage) {
	at, ok := c.index.Paragraphs.Find(id)
	if !ok {
		return nil, nil
	}
	text := c.index.Paragraphs.TextOf(at)
	from := c.index.Paragraphs.First(text)
	to := from + c.Texts()[text].Paragraphs
	for i := max(at-n, from); i < min(at+n+1, to); i++ {
		p, ok := c.bare(i)
		switch {
		case i == at || !ok:
		case i < at:
			before = append(before, p)
		default:
			after = append(after, p)
		}
	}
	return before, after
}

// turn waits until a processor is free for a question: one that is begun is then finished, instead of all that were asked
// at the same time being answered together at the end. It fails when ctx ends first.
func (c *Collection) turn(ctx context.Context) (over func(), err error) {
	select {
	case c.turns <- struct{}{}:
		return func() { <-c.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *Collection) writing(i int) language.Writing {
	return language.WritingIn(c.index.Paragraphs.Script(i))
}

func (c *Collection) textOf(i int) *Text { return &c.Texts()[c.index.Paragraphs.TextOf(i)] }

// block reads a paragraph.
func (c *Collection) block(i int) (reading.Block, error) {
	block, _, err := c.index.Paragraphs.Paragraph(i)
	return block, err
}

// passage makes a passage of a paragraph that was read.
func (c *Collection) passage(i int, block reading.Block) Passage {
	text := c.textOf(i)
	return Passage{
		ID: c.index.Paragraphs.ID(i), Text: block.Text, Cells: block.Cells,
		Title: text.Title, Trail: block.Trail, Date: text.Date, Lang: text.Lang,
		Place: c.place(i, block), Quote: Quote{Sentences: []reading.Span{{End: len(block.Text)}}},
	}
}

func (c *Collection) place(i int, block reading.Block) Place {
	text := c.textOf(i)
	return Place{File: text.File, Title: text.Title, First: block.First, Last: block.Last, Page: block.Page, Slide: block.Slide, At: block.At}
}

// frequency returns how many paragraphs hold the term.
func (c *Collection) frequency(ctx context.Context, term string) (int, error) {
	f, err := c.index.Terms.Frequency(ctx, term)
	if err != nil {
		return 0, fmt.Errorf("analysing the question: %w", err)
	}
	return f, nil
}
