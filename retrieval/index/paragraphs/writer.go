package paragraphs

import (
	"bufio"
	"encoding/binary"
	"io"

	"chuchu/retrieval/reading"
)

// Writer writes a store: texts in order, each with its paragraphs. It is for one goroutine.
type Writer struct {
	out     *bufio.Writer
	at      uint64
	texts   []Text
	faults  []Fault
	lengths []uint32 // of the records
	names   []uint64
	scripts []byte
	heads   []byte // the headings of all texts
	record  []byte
	err     error
}

// NewWriter begins a store.
func NewWriter(out io.Writer) *Writer {
	w := &Writer{out: bufio.NewWriterSize(out, 1<<18)}
	w.write([]byte(magic))
	return w
}

// Text begins a text; Paragraphs is counted here.
func (w *Writer) Text(t Text) {
	t.Paragraphs, t.headings = 0, 0
	w.texts = append(w.texts, t)
}

// Fault adds a file that gives no text.
func (w *Writer) Fault(f Fault) { w.faults = append(w.faults, f) }

// Heading adds a heading to the text that was begun last. block says which block of the text it is.
func (w *Writer) Heading(block int, h reading.Block) {
	before := len(w.heads)
	for _, v := range []int{block, h.First, h.Last - h.First, h.Page} {
		w.heads = binary.AppendUvarint(w.heads, uint64(v))
	}
	w.heads = appendString(w.heads, h.Text)
	w.texts[len(w.texts)-1].headings += len(w.heads) - before
}

// Paragraph adds a paragraph to the text that was begun last, with the name that it is found by. block says which block
// of the text it is.
func (w *Writer) Paragraph(name uint64, script byte, block int, p reading.Block) {
	b := w.record[:0]
	for _, v := range []int{block, p.First, p.Last - p.First, p.Page, len(p.Trail)} {
		b = binary.AppendUvarint(b, uint64(v))
	}
	for _, heading := range p.Trail {
		b = appendString(b, heading)
	}
	b = append(b, p.Text...)
	w.record = b
	w.write(b)
	w.texts[len(w.texts)-1].Paragraphs++
	w.lengths = append(w.lengths, uint32(len(b)))
	w.names = append(w.names, name)
	w.scripts = append(w.scripts, script)
}

// Err returns the first error of writing, if there was one.
func (w *Writer) Err() error { return w.err }

// Close ends the store. It does not close what it is written to.
func (w *Writer) Close() error {
	f := foot{paragraphs: uint64(len(w.lengths)), texts: uint64(len(w.texts)), faults: uint64(len(w.faults)), headingsAt: w.at}
	w.write(w.heads)
	f.tablesAt = w.at
	for _, l := range w.lengths {
		w.write(binary.AppendUvarint(w.record[:0], uint64(l)))
	}
	for _, name := range w.names {
		w.write(binary.BigEndian.AppendUint64(w.record[:0], name))
	}
	w.write(w.scripts)
	for _, t := range w.texts {
		w.write(t.append(w.record[:0]))
	}
	for _, fault := range w.faults {
		w.write(fault.append(w.record[:0]))
	}
	w.write(f.bytes())
	if w.err != nil {
		return w.err
	}
	return w.out.Flush()
}

func (w *Writer) write(b []byte) {
	if w.err == nil {
		_, w.err = w.out.Write(b)
		w.at += uint64(len(b))
	}
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
