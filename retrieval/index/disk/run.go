package disk

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"chuchu/retrieval/language"
)

// maxPostings is how many postings a run holds before it goes to its file: some 30 MB of memory each.
const maxPostings = 4 << 20

// run is the inverted file of a stretch of paragraphs, while it is made.
type run struct {
	from     uint32 // the first paragraph
	ids      map[string]uint32
	lists    []list // by id
	postings int
}

func newRun(from int) *run { return &run{from: uint32(from), ids: map[string]uint32{}} }

// add adds a paragraph, whose terms the analyzer makes, later than those before, and returns how many terms it has.
func (r *run) add(doc int, text string, analyzer language.Analyzer) int {
	found := analyzer.Of(text)
	for _, t := range found {
		id, ok := r.ids[t.Text]
		if !ok {
			id = uint32(len(r.lists))
			r.ids[string([]byte(t.Text))] = id // a copy, lest it hold the paragraph in memory
			r.lists = append(r.lists, list{least: r.from})
		}
		r.lists[id].add(uint32(doc))
	}
	r.postings += len(found)
	return len(found)
}

// save writes the run to a file of the folder: its terms in order, each with its list.
func (r *run) save(folder string) error {
	file, err := os.Create(runName(folder, r.from))
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<18)
	var head []byte
	for _, term := range slices.Sorted(maps.Keys(r.ids)) {
		l := &r.lists[r.ids[term]]
		l.flush()
		head = binary.AppendUvarint(head[:0], uint64(len(term)))
		head = append(head, term...)
		head = binary.AppendUvarint(head, uint64(l.count))
		head = binary.AppendUvarint(head, uint64(l.last))
		head = binary.AppendUvarint(head, uint64(len(l.bytes)))
		out.Write(head) // its error is kept until Flush
		out.Write(l.bytes)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// runName sorts by the first paragraph.
func runName(folder string, from uint32) string {
	return filepath.Join(folder, fmt.Sprintf("run-%010d", from))
}

type runReader struct {
	from uint32
	in   *bufio.Reader
	file *os.File

	term  string
	count uint32
	last  uint32
	bytes []byte // of the list; good until next is called
}

// openRuns opens runs; those that were opened before an error are returned too.
func openRuns(folder string, runs []uint32) (open []*runReader, err error) {
	for _, from := range runs {
		file, err := os.Open(runName(folder, from))
		if err != nil {
			return open, err
		}
		open = append(open, &runReader{from: from, in: bufio.NewReaderSize(file, 1<<16), file: file})
	}
	return open, nil
}

// next goes to the next term; io.EOF says that there is none.
func (r *runReader) next() error {
	length, err := binary.ReadUvarint(r.in)
	if err != nil {
		return err // io.EOF between two terms only
	}
	if err := r.read(length); err != nil {
		return err
	}
	r.term = string(r.bytes)
	var numbers [3]uint64
	for i := range numbers {
		if numbers[i], err = binary.ReadUvarint(r.in); err != nil {
			return within(err)
		}
	}
	r.count, r.last = uint32(numbers[0]), uint32(numbers[1])
	return r.read(numbers[2])
}

func (r *runReader) read(length uint64) error {
	r.bytes = slices.Grow(r.bytes[:0], int(length))[:length]
	_, err := io.ReadFull(r.in, r.bytes)
	return within(err)
}

// within says that a file ended where it may not.
func within(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
