// Package paragraphs keeps the paragraphs of a collection, each with its place and its headings: all that an answer shows
// of a text, so that the text itself need not be read again.
//
// It has three files of a snapshot:
//
//	paragraphs    the paragraphs and headings of all texts, in order, each as a record (record.go) after its length
//	places        of each paragraph: where its record is, its name, its script (place)
//	files         JSON: of each file its text as a whole, or why it gives none (Text)
//
// Only the second and the third are kept in memory, some 24 bytes a paragraph.
package paragraphs

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"sync"

	"chuchu/retrieval/index/snapshot"
	"chuchu/retrieval/reading"
)

const (
	recordsFile = "paragraphs"
	placesFile  = "places"
	filesFile   = "files"
)

// Text is what is known of a text as a whole, or of a file that gives none, so that it need not be read again to know.
type Text struct {
	File, Title, Date, Lang string // as in [reading.Text]
	Paragraphs              int    // how many it has
	Bytes                   int64  // that they and its headings take
	Stamp                   Stamp
	LeftOut                 string   `json:",omitzero"` // why the file gives no text, as an error says it; "" for a text
	Lost                    []string `json:",omitzero"` // what of a text could not be read
	Skip                    bool     `json:",omitzero"` // nothing is wrong with the file: it only holds no text
}

// Err is the error that reading a file gave which is left out.
func (t Text) Err() error {
	if t.Skip {
		return &reading.SkipError{File: t.File, Reason: t.LeftOut}
	}
	return errors.New(t.LeftOut)
}

// place is where the record of a paragraph is, and what is known of the paragraph without reading it.
type place struct {
	at     int64
	name   uint64
	length uint32
	script byte
}

const placeSize = 8 + 8 + 4 + 1

func (p place) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(p.at))
	b = binary.BigEndian.AppendUint64(b, p.name)
	return append(binary.BigEndian.AppendUint32(b, p.length), p.script)
}

func readPlace(b []byte) place {
	return place{int64(binary.BigEndian.Uint64(b)), binary.BigEndian.Uint64(b[8:]), binary.BigEndian.Uint32(b[16:]), b[20]}
}

// errDamaged is what is said of files that no Writer wrote so.
var errDamaged = errors.New("it is damaged")

// Store is the paragraphs of a snapshot. It is safe for concurrent use.
type Store struct {
	records *snapshot.File
	files   []Text // with those that are left out
	texts   []Text // without
	places  []place
	first   []int   // of each text its first paragraph, and at the end how many there are
	at      []int64 // where the records of each text begin, and at the end where the last ones end
	byName  func() []int
	buffers sync.Pool // of *[]byte
}

// Open opens the paragraphs that a [Writer] wrote. Close the store after use. Damaged files are an error, here or when a
// paragraph is read; that they are whole letter by letter is for the snapshot to check.
func Open(from *snapshot.Snapshot) (*Store, error) {
	s := &Store{first: []int{0}, at: []int64{0}}
	s.byName = sync.OnceValue(s.sortedByName)
	files, err := from.Read(filesFile)
	if err == nil {
		err = json.Unmarshal(files, &s.files)
	}
	var places []byte
	if err == nil {
		places, err = from.Read(placesFile)
	}
	if err == nil {
		s.records, err = from.Open(recordsFile)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the paragraphs: %w", err)
	}
	if !s.read(places) {
		return nil, fmt.Errorf("opening the paragraphs: %w", errors.Join(errDamaged, s.records.Close()))
	}
	return s, nil
}

// read reads the places, and reports whether they and the texts are such as can be.
func (s *Store) read(places []byte) bool {
	size := s.records.Size()
	s.places = make([]place, 0, len(places)/placeSize)
	for ; len(places) >= placeSize; places = places[placeSize:] {
		p := readPlace(places)
		if p.at < 0 || p.at > size-int64(p.length) {
			return false
		}
		s.places = append(s.places, p)
	}
	for _, t := range s.files {
		if t.LeftOut != "" {
			continue
		}
		i := len(s.texts)
		s.texts = append(s.texts, t)
		if t.Paragraphs < 0 || t.Paragraphs > len(s.places)-s.first[i] || t.Bytes < 0 || t.Bytes > size-s.at[i] {
			return false
		}
		s.first, s.at = append(s.first, s.first[i]+t.Paragraphs), append(s.at, s.at[i]+t.Bytes)
	}
	last := len(s.texts)
	return len(places) == 0 && s.first[last] == len(s.places) && s.at[last] == size
}

// Texts returns the texts, in order. They are not to be changed.
func (s *Store) Texts() []Text { return s.texts }

// Files returns the texts and the files that are left out, in order. They are not to be changed.
func (s *Store) Files() []Text { return s.files }

// Size returns the number of paragraphs.
func (s *Store) Size() int { return len(s.places) }

// First returns the first paragraph of a text.
func (s *Store) First(text int) int { return s.first[text] }

// Script returns what the writer was told of a paragraph.
func (s *Store) Script(i int) byte { return s.places[i].script }

// TextOf returns the text that a paragraph stands in.
func (s *Store) TextOf(i int) int { return sort.SearchInts(s.first, i+1) - 1 }

// Close closes the file. No call may follow.
func (s *Store) Close() error {
	if err := s.records.Close(); err != nil {
		return fmt.Errorf("closing the paragraphs: %w", err)
	}
	return nil
}

// headed is how many paragraphs below a heading are found by its words too. More would make the words of a long chapter's heading
// common.
const headed = 5

// Words reads the words that a paragraph is found by: its own and, if it is one of the first below a heading, those of that, which
// often says alone what it is about ("When is the pool open?").
func (s *Store) Words(i int) (string, error) {
	p, _, err := s.Paragraph(i)
	if err != nil || p.Heading() == "" {
		return p.Text, err
	}
	if i >= headed && s.TextOf(i-headed) == s.TextOf(i) {
		if before, _, err := s.Paragraph(i - headed); err != nil || before.Heading() == p.Heading() {
			return p.Text, err
		}
	}
	return p.Heading() + "\n" + p.Text, nil
}

// Paragraph reads a paragraph, and which block of its text it is.
func (s *Store) Paragraph(i int) (p reading.Block, block int, err error) {
	buffer, ok := s.buffers.Get().(*[]byte)
	if !ok {
		buffer = new([]byte)
	}
	defer s.buffers.Put(buffer)
	length := int(s.places[i].length)
	if cap(*buffer) < length {
		*buffer = make([]byte, length)
	}
	record := (*buffer)[:length]
	if _, err = s.records.ReadAt(record, s.places[i].at); err == nil || err == io.EOF && length == 0 {
		p, block, err = readRecord(record)
	}
	if err != nil {
		return reading.Block{}, 0, fmt.Errorf("reading paragraph %d: %w", i, err)
	}
	return p, block, nil
}

// Text reads a text as far as it is kept: its paragraphs and headings stand at their places among the blocks, and the
// others are empty boilerplate, but for those behind the last one that is kept, which are missing.
func (s *Store) Text(i int) (reading.Text, error) {
	of := s.texts[i]
	t := reading.Text{File: of.File, Title: of.Title, Date: of.Date, Lang: of.Lang, Lost: of.Lost}
	in := bufio.NewReader(io.NewSectionReader(s.records, s.at[i], of.Bytes))
	var record []byte
	for {
		length, err := binary.ReadUvarint(in)
		if err == io.EOF {
			return t, nil
		}
		if err == nil && length > uint64(of.Bytes) {
			err = errDamaged
		}
		if err == nil {
			record = append(record[:0], make([]byte, length)...)
			_, err = io.ReadFull(in, record)
		}
		if err == nil {
			err = put(&t, record)
		}
		if err != nil {
			return reading.Text{}, fmt.Errorf("reading %s in the index: %w", of.File, err)
		}
	}
}

// put puts the block of a record into its place in the text.
func put(t *reading.Text, record []byte) error {
	b, at, err := readRecord(record)
	if err != nil || at > len(t.Blocks)+maxBoilerplate {
		return errDamaged
	}
	for len(t.Blocks) <= at {
		t.Blocks = append(t.Blocks, reading.Block{Kind: reading.Boilerplate})
	}
	t.Blocks[at] = b
	return nil
}

// maxBoilerplate bounds what damage can ask for: no text has so many blocks of boilerplate after each other.
const maxBoilerplate = 1 << 20
