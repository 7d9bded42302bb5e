// Package paragraphs keeps the paragraphs of a collection, each with its place and its headings, in a file or in memory: all
// that an answer shows of a text, so that the text itself need not be read again.
//
// The file is
//
//	magic
//	a record for each paragraph: block, first line, lines after it, page, headings, words
//	the headings: block, first line, lines after it, page, words
//	the length of each record of a paragraph, a varint each
//	the name of each paragraph, eight bytes each
//	the script of each paragraph, a byte each
//	the texts: file, title, date, language, number of paragraphs, bytes of headings, and the
//	stamp of the file
//	the files that give no text: file, reason, whether nothing is wrong with it, stamp
//	the foot
//
// Only the tables behind the records are kept in memory, some 25 bytes a paragraph.
package paragraphs

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"sync"

	"chuchu/retrieval/reading"
)

const magic = "chuchu paragraphs 1\n"

// foot ends the file, at a place that is known without reading what is before.
type foot struct{ paragraphs, texts, faults, headingsAt, tablesAt uint64 }

const footSize = 5*8 + len(magic)

func (f foot) bytes() []byte {
	var b []byte
	for _, v := range []uint64{f.paragraphs, f.texts, f.faults, f.headingsAt, f.tablesAt} {
		b = binary.BigEndian.AppendUint64(b, v)
	}
	return append(b, magic...)
}

// errDamaged is what is said of a file that no Writer wrote so.
var errDamaged = errors.New("it is damaged")

// Store is a store that is open. It is safe for concurrent use.
type Store struct {
	file     io.ReaderAt
	close    func() error
	texts    []Text
	faults   []Fault
	first    []int    // of each text its first paragraph, and at the end how many there are
	headings []uint64 // where those of each text begin, and at the end where the last ones end
	at       []uint64 // where the record of each paragraph begins, and at the end where the last one ends
	names    []uint64
	scripts  []byte
	buffers  sync.Pool // of *[]byte
}

// Open opens a file that a [Writer] wrote. Close the store after use. A damaged file is an error, here or when a
// paragraph is read; that it is whole letter by letter is for whoever keeps it to check.
func Open(name string) (*Store, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the paragraphs: %w", err)
	}
	info, err := file.Stat()
	if err == nil {
		var s *Store
		if s, err = Read(file, info.Size()); err == nil {
			s.close = file.Close
			return s, nil
		}
	}
	return nil, fmt.Errorf("opening the paragraphs in %s: %w", name, errors.Join(err, file.Close()))
}

// Read opens a store of so many bytes that is not a file of its own. Closing the store closes nothing then.
func Read(file io.ReaderAt, size int64) (*Store, error) {
	end := size - int64(footSize)
	if end < 0 {
		return nil, errDamaged
	}
	b := make([]byte, footSize)
	if _, err := file.ReadAt(b, end); err != nil {
		return nil, err
	}
	at := func(i int) uint64 { return binary.BigEndian.Uint64(b[8*i:]) }
	f := foot{at(0), at(1), at(2), at(3), at(4)}
	if string(b[5*8:]) != magic || f.tablesAt > uint64(end) || f.headingsAt > f.tablesAt {
		return nil, errDamaged
	}
	tables := make([]byte, uint64(end)-f.tablesAt)
	if max(f.paragraphs, f.texts, f.faults) > uint64(len(tables)) {
		return nil, errDamaged
	}
	if _, err := file.ReadAt(tables, int64(f.tablesAt)); err != nil {
		return nil, err
	}
	s := &Store{file: file, close: func() error { return nil }}
	if err := s.read(f, tables); err != nil {
		return nil, err
	}
	return s, nil
}

// read reads the tables.
func (s *Store) read(f foot, tables []byte) error {
	d := decoder{rest: tables}
	n := int(f.paragraphs)
	s.at = make([]uint64, 1, n+1)
	s.at[0] = uint64(len(magic))
	for i := range n {
		length := d.number()
		if s.at[i] > f.headingsAt || length > f.headingsAt-s.at[i] {
			return errDamaged
		}
		s.at = append(s.at, s.at[i]+length)
	}
	if s.at[n] != f.headingsAt {
		return errDamaged
	}
	s.names = make([]uint64, n)
	for i := range s.names {
		if b := d.bytes(8); b != nil {
			s.names[i] = binary.BigEndian.Uint64(b)
		}
	}
	s.scripts = d.bytes(uint64(n))
	s.texts, s.first, s.headings = make([]Text, f.texts), make([]int, f.texts+1), make([]uint64, f.texts+1)
	s.headings[0] = f.headingsAt
	for i := range s.texts {
		s.texts[i].read(&d)
		s.headings[i+1] = s.headings[i] + uint64(s.texts[i].headings)
		s.first[i+1] = s.first[i] + s.texts[i].Paragraphs
	}
	s.faults = make([]Fault, f.faults)
	for i := range s.faults {
		s.faults[i].read(&d)
	}
	if d.failed || len(d.rest) > 0 || s.first[f.texts] != n || s.headings[f.texts] != f.tablesAt || !sort.IntsAreSorted(s.first) {
		return errDamaged
	}
	return nil
}

// Texts returns the texts, in order. They are not to be changed.
func (s *Store) Texts() []Text { return s.texts }

// Faults returns the files that give no text.
func (s *Store) Faults() []Fault { return s.faults }

// Size returns the number of paragraphs.
func (s *Store) Size() int { return len(s.names) }

// First returns the first paragraph of a text.
func (s *Store) First(text int) int { return s.first[text] }

// Name returns the name of a paragraph.
func (s *Store) Name(i int) uint64 { return s.names[i] }

// Script returns what the writer was told of a paragraph.
func (s *Store) Script(i int) byte { return s.scripts[i] }

// TextOf returns the text that a paragraph stands in.
func (s *Store) TextOf(i int) int { return sort.SearchInts(s.first, i+1) - 1 }

// Close closes the file. No call may follow.
func (s *Store) Close() error {
	if err := s.close(); err != nil {
		return fmt.Errorf("closing the paragraphs: %w", err)
	}
	return nil
}

// Paragraph reads a paragraph, and which block of its text it is.
func (s *Store) Paragraph(i int) (p reading.Block, block int, err error) {
	buffer, ok := s.buffers.Get().(*[]byte)
	if !ok {
		buffer = new([]byte)
	}
	defer s.buffers.Put(buffer)
	length := int(s.at[i+1] - s.at[i])
	if cap(*buffer) < length {
		*buffer = make([]byte, length)
	}
	record := (*buffer)[:length]
	if _, err := s.file.ReadAt(record, int64(s.at[i])); err != nil {
		return p, 0, fmt.Errorf("reading paragraph %d: %w", i, err)
	}
	d := decoder{rest: record}
	block, p.First = d.int(), d.int()
	p.Last = p.First + d.int()
	p.Page = d.int()
	if n := d.int(); n > 0 && n <= len(d.rest) {
		p.Trail = make([]string, n)
		for k := range p.Trail {
			p.Trail[k] = d.string()
		}
	} else if n != 0 {
		d.failed = true
	}
	if d.failed {
		return reading.Block{}, 0, fmt.Errorf("reading paragraph %d: %w", i, errDamaged)
	}
	p.Text = string(d.rest)
	return p, block, nil
}

// Text reads a text as far as it is kept: its paragraphs and headings stand at their places among the blocks, and the
// others are empty boilerplate, but for those behind the last one that is kept, which are missing.
func (s *Store) Text(i int) (reading.Text, error) {
	of := s.texts[i]
	t := reading.Text{File: of.File, Title: of.Title, Date: of.Date, Lang: of.Lang}
	put := func(at int, b reading.Block) error {
		if at > len(t.Blocks)+mostBoilerplate {
			return fmt.Errorf("reading %s in the index: %w", of.File, errDamaged)
		}
		for len(t.Blocks) <= at {
			t.Blocks = append(t.Blocks, reading.Block{Kind: reading.Boilerplate})
		}
		t.Blocks[at] = b
		return nil
	}
	for p := s.first[i]; p < s.first[i+1]; p++ {
		block, at, err := s.Paragraph(p)
		if err == nil {
			err = put(at, block)
		}
		if err != nil {
			return reading.Text{}, err
		}
	}
	d := decoder{rest: make([]byte, s.headings[i+1]-s.headings[i])}
	if _, err := s.file.ReadAt(d.rest, int64(s.headings[i])); err != nil && len(d.rest) > 0 {
		return reading.Text{}, fmt.Errorf("reading the headings of %s: %w", of.File, err)
	}
	for len(d.rest) > 0 && !d.failed {
		at, h := d.heading()
		if err := put(at, h); err != nil {
			return reading.Text{}, err
		}
	}
	return t, nil
}

// mostBoilerplate bounds what damage can ask for: no text has so many blocks of boilerplate after each other.
const mostBoilerplate = 1 << 20
