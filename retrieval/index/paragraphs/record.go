package paragraphs

import (
	"encoding/binary"

	"chuchu/retrieval/reading"
)

// appendRecord appends the record of a block of a text.
func appendRecord(b []byte, block int, of reading.Block) []byte {
	heading := 0
	if of.Kind == reading.Heading {
		heading = 1
	}
	for _, v := range []int{block<<1 | heading, of.First, of.Last - of.First, of.Page, of.Slide, len(of.At)} {
		b = binary.AppendUvarint(b, uint64(v))
	}
	b = binary.AppendUvarint(append(b, of.At...), uint64(len(of.Trail)))
	for _, s := range of.Trail {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	b = binary.AppendUvarint(b, uint64(len(of.Cells)))
	at := 0
	for _, c := range of.Cells {
		flags := 0
		if c.Empty {
			flags |= emptyCell
		}
		if c.Merged {
			flags |= mergedCell
		}
		for _, v := range []int{c.Head.Start - at, c.Head.End - c.Head.Start, c.Text.Start - c.Head.End, c.Text.End - c.Text.Start, flags} {
			b = binary.AppendUvarint(b, uint64(v))
		}
		at = c.Text.End
	}
	return append(b, of.Text...)
}

// What is said of a cell.
const (
	emptyCell = 1 << iota
	mergedCell
)

// readRecord reads what appendRecord wrote; the error is of a damaged record.
func readRecord(record []byte) (of reading.Block, block int, err error) {
	d := decoder{rest: record}
	block, of.First = d.int(), d.int()
	if block&1 == 1 {
		of.Kind = reading.Heading
	}
	of.Last = of.First + d.int()
	of.Page, of.Slide, of.At = d.int(), d.int(), d.string()
	if n := d.int(); n > 0 && n <= len(d.rest) {
		of.Trail = make([]string, n)
		for k := range of.Trail {
			of.Trail[k] = d.string()
		}
	} else if n != 0 {
		d.failed = true
	}
	at := 0
	for range d.int() {
		c := reading.Cell{}
		c.Head.Start = at + d.int()
		c.Head.End = c.Head.Start + d.int()
		c.Text.Start = c.Head.End + d.int()
		c.Text.End = c.Text.Start + d.int()
		flags := d.int()
		c.Empty, c.Merged = flags&emptyCell != 0, flags&mergedCell != 0
		if at = c.Text.End; d.failed {
			break
		}
		of.Cells = append(of.Cells, c)
	}
	if d.failed || at > len(d.rest) {
		return reading.Block{}, 0, errDamaged
	}
	of.Text = string(d.rest)
	return of, block >> 1, nil
}

// decoder reads numbers and strings, and remembers whether that failed.
type decoder struct {
	rest   []byte
	failed bool
}

// int reads a number that counts something: blocks, lines, pages, bytes.
func (d *decoder) int() int {
	v, size := binary.Uvarint(d.rest)
	if size <= 0 || v >= 1<<31 {
		d.failed = true
		return 0
	}
	d.rest = d.rest[size:]
	return int(v)
}

func (d *decoder) string() string {
	n := d.int()
	if n > len(d.rest) {
		d.failed = true
		return ""
	}
	s := string(d.rest[:n])
	d.rest = d.rest[n:]
	return s
}
