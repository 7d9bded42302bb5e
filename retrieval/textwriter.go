package retrieval

import (
	"io"

	"chuchu/retrieval/index/paragraphs"
	"chuchu/retrieval/reading"
)

// textWriter writes the paragraphs of texts to a store.
type textWriter struct {
	out   *paragraphs.Writer
	texts int
	sums  bool            // stamp files by their content too
	taken map[uint64]bool // names of paragraphs
}

func newTextWriter(out io.Writer) *textWriter {
	return &textWriter{out: paragraphs.NewWriter(out), taken: map[uint64]bool{}}
}

// text adds the paragraphs of a text.
func (w *textWriter) text(t reading.Text, stamp paragraphs.Stamp) {
	w.begin(paragraphs.TextOf(t, stamp))
	w.blocks(t)
}

// blocks adds what is kept of a text.
func (w *textWriter) blocks(t reading.Text) {
	for i, block := range t.Blocks {
		switch block.Kind {
		case reading.Paragraph:
			w.paragraph(i, block)
		case reading.Heading:
			w.out.Heading(i, block)
		}
	}
}

// keep adds a text as another store has it, with a stamp of its own.
func (w *textWriter) keep(from *paragraphs.Store, text int, stamp paragraphs.Stamp) error {
	t, err := from.Text(text)
	if err != nil {
		return err
	}
	head := from.Texts()[text]
	head.Stamp = stamp
	w.begin(head)
	w.blocks(t)
	return nil
}

func (w *textWriter) begin(t paragraphs.Text) {
	w.out.Text(t)
	w.texts++
}

func (w *textWriter) paragraph(block int, p reading.Block) {
	name := nameOf(p.Text, 0)
	for nth := 1; w.taken[name]; nth++ {
		name = nameOf(p.Text, nth)
	}
	w.taken[name] = true
	w.out.Paragraph(name, byte(scriptOf(p.Text)), block, p)
}
