package lexicon

import (
	"sort"
	"strings"
)

// list is a sequence of byte strings in blocks of equal number, with an index of where each block starts. It is what
// generate_table.go writes, still in the embedded file.
type list struct {
	count, perBlock int
	starts, blocks  string
}

func newList(section string) list {
	l := list{count: number(section, 0), perBlock: number(section, 1)}
	blocks := (l.count + l.perBlock - 1) / l.perBlock
	l.starts, l.blocks = section[8:8+4*blocks], section[8+4*blocks:]
	return l
}

// at returns the i-th string of a list without keys.
func (l list) at(i int) string {
	rest := l.blocks[number(l.starts, i/l.perBlock):]
	for range i % l.perBlock {
		_, rest = counted(rest)
	}
	s, _ := counted(rest)
	return s
}

// table is a list of entries in the order of their keys; a key is written as what it shares with the one before in its
// block, and the rest.
type table struct{ list }

// cursor is a place in a table.
type cursor struct {
	table table
	place int
	key   []byte
	value string
	rest  string // what follows the entry in the file
}

// find returns the first entry whose key is not before the one given; ok reports whether it is that key.
func (t table) find(key string) (c cursor, ok bool) {
	blocks := len(t.starts) / 4
	block := sort.Search(blocks, func(i int) bool { return t.firstKey(i) > key }) - 1
	c = t.cursor(max(0, block) * t.perBlock)
	for c.valid() && string(c.key) < key {
		c.next()
	}
	return c, c.valid() && string(c.key) == key
}

// value returns what the table holds for a key, or "".
func (t table) value(key string) string {
	if c, ok := t.find(key); ok {
		return c.value
	}
	return ""
}

// cursor returns the entry at a place.
func (t table) cursor(place int) cursor {
	first := place - place%t.perBlock
	c := cursor{table: t, place: first - 1}
	c.next()
	for c.place < place {
		c.next()
	}
	return c
}

func (t table) firstKey(block int) string {
	_, rest, at := lengths(t.blocks[number(t.starts, block):])
	return t.blocks[number(t.starts, block)+at:][:rest]
}

func (c *cursor) valid() bool { return c.place < c.table.count }

// next goes to the following entry.
func (c *cursor) next() {
	c.place++
	if !c.valid() {
		return
	}
	if c.place%c.table.perBlock == 0 {
		c.rest = c.table.blocks[number(c.table.starts, c.place/c.table.perBlock):]
	}
	shared, rest, at := lengths(c.rest)
	c.key = append(c.key[:shared], c.rest[at:at+rest]...)
	c.value, c.rest = counted(c.rest[at+rest:])
}

// startsWith reports whether the entry's key begins so.
func (c *cursor) startsWith(prefix string) bool {
	return c.valid() && strings.HasPrefix(string(c.key), prefix)
}

// lengths reads how much of a key is shared and how long the rest is, and how many bytes that took.
func lengths(s string) (shared, rest, size int) {
	if s[0] != 255 {
		return int(s[0] >> 4), int(s[0] & 0xF), 1
	}
	shared, m := uvarint(s[1:])
	rest, n := uvarint(s[1+m:])
	return shared, rest, 1 + m + n
}

// counted takes off s a string that begins with its length.
func counted(s string) (first, rest string) {
	length, size := uvarint(s)
	return s[size : size+length], s[size+length:]
}

// uvarint is binary.Uvarint for a string.
func uvarint(s string) (value, size int) {
	for shift := 0; size < len(s); shift += 7 {
		b := s[size]
		size++
		value |= int(b&0x7F) << shift
		if b < 0x80 {
			break
		}
	}
	return value, size
}
