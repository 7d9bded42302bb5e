package paragraphs

import (
	"encoding/binary"

	"chuchu/retrieval/reading"
)

// decoder reads what was written, and remembers where that failed.
type decoder struct {
	rest   []byte
	failed bool
}

func (d *decoder) number() uint64 {
	v, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.failed = true
		return 0
	}
	d.rest = d.rest[size:]
	return v
}

func (d *decoder) signed() int64 {
	v, size := binary.Varint(d.rest)
	if size <= 0 {
		d.failed = true
		return 0
	}
	d.rest = d.rest[size:]
	return v
}

// int reads a number that counts something: lines, pages, paragraphs.
func (d *decoder) int() int {
	v := d.number()
	if v >= 1<<31 {
		d.failed = true
		return 0
	}
	return int(v)
}

func (d *decoder) bytes(n uint64) []byte {
	if n > uint64(len(d.rest)) {
		d.failed = true
		return nil
	}
	b := d.rest[:n:n]
	d.rest = d.rest[n:]
	return b
}

func (d *decoder) string() string { return string(d.bytes(d.number())) }

func (d *decoder) heading() (block int, h reading.Block) {
	block = d.int()
	h = reading.Block{Kind: reading.Heading, First: d.int()}
	h.Last = h.First + d.int()
	h.Page, h.Text = d.int(), d.string()
	return block, h
}
