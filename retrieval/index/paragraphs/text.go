package paragraphs

import (
	"encoding/binary"

	"chuchu/retrieval/reading"
)

// Text is what a store knows of a text as a whole.
type Text struct {
	File, Title, Date, Lang string // as in [reading.Text]
	Paragraphs              int    // how many it has
	Stamp                   Stamp

	headings int // bytes that they take
}

// TextOf returns what a store keeps of a text, its paragraphs apart.
func TextOf(t reading.Text, stamp Stamp) Text {
	return Text{File: t.File, Title: t.Title, Date: t.Date, Lang: t.Lang, Stamp: stamp}
}

// Fault is a file that gives no text, so that it need not be read again to know.
type Fault struct {
	File   string
	Reason string // as an error says it
	Skip   bool   // nothing is wrong with it: it only holds no text
	Stamp  Stamp
}

func (t *Text) append(b []byte) []byte {
	for _, s := range []string{t.File, t.Title, t.Date, t.Lang} {
		b = appendString(b, s)
	}
	b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(t.Paragraphs)), uint64(t.headings))
	return t.Stamp.append(b)
}

func (t *Text) read(d *decoder) {
	for _, s := range []*string{&t.File, &t.Title, &t.Date, &t.Lang} {
		*s = d.string()
	}
	t.Paragraphs, t.headings = d.int(), d.int()
	t.Stamp.read(d)
}

func (f *Fault) append(b []byte) []byte {
	b = appendString(appendString(b, f.File), f.Reason)
	skip := byte(0)
	if f.Skip {
		skip = 1
	}
	return f.Stamp.append(append(b, skip))
}

func (f *Fault) read(d *decoder) {
	f.File, f.Reason = d.string(), d.string()
	f.Skip = d.int() == 1
	f.Stamp.read(d)
}
