// Package retrieval finds the passages of a collection that answer a question, and says how sure it is that they do.
// It knows nothing of bots, chats or models.
//
// The way through it: [Open] indexes the paragraphs of the texts; [Collection.Find] analyses a question, takes
// candidates from the engine, judges each by what it holds of the question (rank.go), picks the sentences to quote
// (quote.go), names near copies together (near.go) and turns what the best one shows into a confidence (confidence.go).
package retrieval

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"chuchu/retrieval/embedded"
	"chuchu/retrieval/reading"
	"chuchu/retrieval/terms"
	"chuchu/retrieval/terms/lexicon"
)

// Collection is the texts that questions are put to, with their index. It never changes once open and is safe for
// concurrent use.
type Collection struct {
	texts      []reading.Text
	paragraphs []paragraph
	byID       map[string]int // ordinals of paragraphs
	index      *embedded.Index
	scripts    [2]int  // paragraphs of each script
	meanLength float64 // of a paragraph, in terms
	glossary   Glossary
	lexicon    func() (*lexicon.Lexicon, error)
}

// paragraph names a paragraph by its text and its block in there.
type paragraph struct {
	id          string
	text, block int
	script      script
}

// Open indexes the paragraphs of the texts, in their order; the glossary goes with them. The texts are
// the collection's from then on, and lose their Source. Close the collection after use.
func Open(ctx context.Context, texts []reading.Text, glossary Glossary) (*Collection, error) {
	c := &Collection{texts: texts, glossary: glossary, byID: map[string]int{}, lexicon: sync.OnceValues(lexicon.Open)}
	for t := range texts {
		texts[t].Source = "" // paragraphs hold all that is shown of it
		for b, block := range texts[t].Blocks {
			if block.Kind == reading.Paragraph {
				c.add(t, b, block.Text)
			}
		}
	}
	var total atomic.Int64
	var err error
	c.index, err = embedded.Build(ctx, len(c.paragraphs), func(i int) []terms.Term {
		found := terms.Of(c.block(i).Text)
		total.Add(int64(len(found)))
		return found
	})
	if err != nil {
		return nil, err
	}
	c.meanLength = max(1, float64(total.Load())/float64(max(1, len(c.paragraphs))))
	return c, nil
}

func (c *Collection) add(text, block int, words string) {
	id := passageID(words, 0)
	for nth := 1; ; nth++ {
		if _, taken := c.byID[id]; !taken {
			break
		}
		id = passageID(words, nth)
	}
	s := scriptOf(words)
	c.scripts[s]++
	c.byID[id] = len(c.paragraphs)
	c.paragraphs = append(c.paragraphs, paragraph{id, text, block, s})
}

// passageID names a paragraph by its own words, white space apart, so that it keeps its name when its file is renamed
// or grows; nth counts the paragraphs of the same words before it. Twelve characters are 60 bits: among a million
// paragraphs two collide with a chance of one in two million. It fits a link, a file name and a hand that types it.
func passageID(words string, nth int) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, words)
	sum := sha256.Sum256(binary.AppendUvarint([]byte(bare), uint64(nth)))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:12]
}

// Texts returns the texts of the collection, in order. They are not to be changed.
func (c *Collection) Texts() []reading.Text { return c.texts }

// Size returns the number of paragraphs.
func (c *Collection) Size() int { return len(c.paragraphs) }

// Close releases the index. No call may follow.
func (c *Collection) Close() error { return c.index.Close() }

// Passage returns the paragraph of that id, without score or quote, and whether there is one.
func (c *Collection) Passage(id string) (Passage, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Passage{}, false
	}
	return c.passage(i), true
}

// ID returns the id of the paragraph that is a block of a text, both counted from 0; "" where that block is none.
func (c *Collection) ID(text, block int) string {
	i, ok := slices.BinarySearchFunc(c.paragraphs, paragraph{text: text, block: block}, func(a, b paragraph) int {
		return cmp.Or(cmp.Compare(a.text, b.text), cmp.Compare(a.block, b.block))
	})
	if !ok {
		return ""
	}
	return c.paragraphs[i].id
}

// Block is the reverse of ID: it returns which block of which text the paragraph of that id is, and whether there is one.
func (c *Collection) Block(id string) (text, block int, ok bool) {
	i, ok := c.byID[id]
	if !ok {
		return 0, 0, false
	}
	return c.paragraphs[i].text, c.paragraphs[i].block, true
}

// Around returns the paragraphs that stand next to the one of that id in its text, at most n on each side, in order.
func (c *Collection) Around(id string, n int) (before, after []Passage) {
	at, ok := c.byID[id]
	if !ok {
		return nil, nil
	}
	for i := max(at-n, 0); i <= min(at+n, len(c.paragraphs)-1); i++ {
		switch {
		case i == at || c.paragraphs[i].text != c.paragraphs[at].text:
		case i < at:
			before = append(before, c.passage(i))
		default:
			after = append(after, c.passage(i))
		}
	}
	return before, after
}

func (c *Collection) block(i int) *reading.Block {
	p := c.paragraphs[i]
	return &c.texts[p.text].Blocks[p.block]
}

func (c *Collection) passage(i int) Passage {
	text, block := c.texts[c.paragraphs[i].text], c.block(i)
	return Passage{
		ID: c.paragraphs[i].id, Text: block.Text,
		Title: text.Title, Trail: block.Trail, Date: text.Date, Lang: text.Lang,
		Place: c.place(i), Quote: Quote{Sentences: []reading.Span{{End: len(block.Text)}}},
	}
}

func (c *Collection) place(i int) Place {
	text, block := c.texts[c.paragraphs[i].text], c.block(i)
	return Place{File: text.File, Title: text.Title, First: block.First, Last: block.Last, Page: block.Page}
}

// frequency returns how many paragraphs hold the term.
func (c *Collection) frequency(ctx context.Context, term string) (int, error) {
	f, err := c.index.Frequency(ctx, term)
	if err != nil {
		return 0, fmt.Errorf("analysing the question: %w", err)
	}
	return f, nil
}
