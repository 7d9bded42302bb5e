package paragraphs

import (
	"encoding/binary"
	"encoding/json"

	"chuchu/retrieval/index/snapshot"
	"chuchu/retrieval/reading"
)

// Writer writes the paragraphs of texts, in order, to a draft. It is for one goroutine.
type Writer struct {
	draft   *snapshot.Draft
	records *snapshot.Writer
	script  func(words string) byte
	taken   map[uint64]bool // names of paragraphs
	places  []byte
	record  []byte
	files   []Text
}

// NewWriter begins to write to a draft. script says of a paragraph what [Store.Script] is to return.
func NewWriter(draft *snapshot.Draft, script func(words string) byte) (*Writer, error) {
	records, err := draft.Create(recordsFile)
	return &Writer{draft: draft, records: records, script: script, taken: map[uint64]bool{}}, err
}

// Text adds a text with its paragraphs and headings.
func (w *Writer) Text(t reading.Text, stamp Stamp) error {
	kept := Text{File: t.File, Title: t.Title, Date: t.Date, Lang: t.Lang, Stamp: stamp, Lost: t.Lost}
	begin := w.records.Size()
	for i, block := range t.Blocks {
		switch block.Kind {
		case reading.Heading:
			block.Trail = nil // it stands before it in the text
		case reading.Boilerplate:
			continue
		}
		w.record = appendRecord(w.record[:0], i, block)
		w.records.Write(binary.AppendUvarint(nil, uint64(len(w.record)))) // an error is returned below
		if block.Kind == reading.Paragraph {
			p := place{w.records.Size(), w.name(block.Text), uint32(len(w.record)), w.script(block.Text)}
			w.places = p.append(w.places)
			kept.Paragraphs++
		}
		if _, err := w.records.Write(w.record); err != nil {
			return err
		}
	}
	kept.Bytes = w.records.Size() - begin
	w.files = append(w.files, kept)
	return nil
}

// name gives a paragraph a name that no other has.
func (w *Writer) name(words string) uint64 {
	name := nameOf(words, 0)
	for nth := 1; w.taken[name]; nth++ {
		name = nameOf(words, nth)
	}
	w.taken[name] = true
	return name
}

// LeaveOut adds a file that gives no text.
func (w *Writer) LeaveOut(file Text) { w.files = append(w.files, file) }

// Close ends the files.
func (w *Writer) Close() error {
	if err := w.records.Close(); err != nil {
		return err
	}
	if err := w.draft.Write(placesFile, w.places); err != nil {
		return err
	}
	files, err := json.Marshal(w.files)
	if err != nil {
		return err
	}
	return w.draft.Write(filesFile, files)
}
