package vectors

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// Cache keeps the vectors of pieces of text by their words and by the model that made them, in a file that is only ever
// added to. It is safe for concurrent use, and two programs may use one file.
//
// The file is records, one behind the other:
//
//	mark, eight bytes
//	length of the body, four bytes
//	CRC-32C of the body, four bytes
//	the body: key, number of vectors, dimensions of each, the vectors
//
// A record is written in one piece. Whatever is no record is passed over, up to the next mark: a record that was cut off by
// a power failure costs that record, and a file of something else costs nothing but its size. What is lost is embedded
// again. The file can be deleted whenever nobody uses it.
type Cache struct {
	mu   sync.RWMutex
	file *os.File // nil if vectors are kept in memory
	kept []byte   // in place of the file
	at   map[Key]int64
	end  int64
}

// Key is what a record is known by.
type Key [16]byte

// KeyOf returns the key of what a model makes of pieces of text.
func KeyOf(model string, pieces []string) Key {
	h := sha256.New()
	for _, s := range append([]string{model}, pieces...) {
		h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		io.WriteString(h, s)
	}
	return Key(h.Sum(nil)[:len(Key{})])
}

const (
	mark     = "\xc5\x9cchuchu" // no text begins a line with it
	headSize = len(mark) + 4 + 4
	bodySize = len(Key{}) + 2 + 2 // and the vectors
	maxBody  = 64 << 20
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// OpenCache opens the file of that name, or makes it, with its folder; "" keeps the vectors in memory. Close it after use.
func OpenCache(name string) (*Cache, error) {
	c := &Cache{at: map[Key]int64{}}
	if name == "" {
		return c, nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, fmt.Errorf("opening the vectors: %w", err)
	}
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the vectors: %w", err)
	}
	c.file = file
	info, err := file.Stat()
	if err == nil {
		err = c.scan(info.Size())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the vectors: %w", err), file.Close())
	}
	return c, nil
}

// add adds the records of another file that are not there yet.
func (c *Cache) add(file []byte) error {
	other := &Cache{at: map[Key]int64{}, kept: file}
	if err := other.scan(int64(len(file))); err != nil {
		return fmt.Errorf("reading vectors: %w", err)
	}
	for key, at := range other.at {
		if c.Has(key) {
			continue
		}
		body, err := other.body(at)
		if err == nil {
			err = c.append(key, file[at:at+int64(headSize+len(body))])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Close releases the file. No call may follow.
func (c *Cache) Close() error {
	if c.file == nil {
		return nil
	}
	return c.file.Close()
}

// scan finds the records that are there, in so many bytes.
func (c *Cache) scan(size int64) error {
	c.end = size
	for at := int64(0); at < c.end; {
		body, err := c.body(at)
		switch {
		case err == nil:
			c.at[Key(body)] = at
			at += int64(headSize + len(body))
		case errors.Is(err, errNoRecord):
			if at, err = c.nextMark(at + 1); err != nil {
				return err
			}
		default:
			return err
		}
	}
	return nil
}

// errNoRecord says that there is none where one was looked for.
var errNoRecord = errors.New("there is no record")

func (c *Cache) readAt(p []byte, at int64) error {
	var n int
	var err error
	if c.file != nil {
		n, err = c.file.ReadAt(p, at)
	} else if at < int64(len(c.kept)) {
		n = copy(p, c.kept[at:])
	}
	switch {
	case n == len(p):
		return nil
	case err == nil || errors.Is(err, io.EOF):
		return errNoRecord
	}
	return err
}

// body returns the body of the record there.
func (c *Cache) body(at int64) ([]byte, error) {
	var head [headSize]byte
	if err := c.readAt(head[:], at); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(head[len(mark):])
	if string(head[:len(mark)]) != mark || length < uint32(bodySize) || length > maxBody || int64(length) > c.end-at {
		return nil, errNoRecord
	}
	body := make([]byte, length)
	if err := c.readAt(body, at+int64(headSize)); err != nil {
		return nil, err
	}
	count, dimensions := shape(body)
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(head[len(mark)+4:]) ||
		len(body) != bodySize+count*Size(dimensions) || count == 0 || dimensions == 0 {
		return nil, errNoRecord
	}
	return body, nil
}

// shape returns how many vectors a body has, and of how many dimensions.
func shape(body []byte) (count, dimensions int) {
	b := body[len(Key{}):]
	return int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[2:]))
}

// nextMark returns where the next mark is from a place on, the end if there is none.
func (c *Cache) nextMark(at int64) (int64, error) {
	window := make([]byte, 64<<10)
	for ; at < c.end; at += int64(len(window) - len(mark) + 1) {
		part := window[:min(int64(len(window)), c.end-at)]
		if err := c.readAt(part, at); err != nil && !errors.Is(err, errNoRecord) {
			return 0, err
		}
		if i := bytes.Index(part, []byte(mark)); i >= 0 {
			return at + int64(i), nil
		}
	}
	return c.end, nil
}

// Has reports whether there is a record of that key.
func (c *Cache) Has(key Key) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	_, ok := c.at[key]
	return ok
}

// Vectors returns the vectors of that key, and whether they are there. They are the caller's.
func (c *Cache) Vectors(key Key) ([]Vector, bool, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	at, ok := c.at[key]
	if !ok {
		return nil, false, nil
	}
	body, err := c.body(at)
	if errors.Is(err, errNoRecord) || err == nil && Key(body) != key { // somebody cut the file
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("reading a vector: %w", err)
	}
	count, dimensions := shape(body)
	out := make([]Vector, count)
	for i := range out {
		from := bodySize + i*Size(dimensions)
		out[i] = Vector(body[from : from+Size(dimensions)])
	}
	return out, true, nil
}

// Add keeps the vectors of that key: one at least, all of as many dimensions. They are safe from the program's end when it
// returns, and from the machine's after [Cache.Sync].
func (c *Cache) Add(key Key, vectors []Vector) error {
	size := len(vectors[0])
	body := make([]byte, 0, bodySize+len(vectors)*size)
	body = append(body, key[:]...)
	body = binary.LittleEndian.AppendUint16(body, uint16(len(vectors)))
	body = binary.LittleEndian.AppendUint16(body, uint16(vectors[0].Dimensions()))
	for _, v := range vectors {
		if len(v) != size {
			return fmt.Errorf("keeping vectors: one has %d dimensions, another %d", vectors[0].Dimensions(), v.Dimensions())
		}
		body = append(body, v...)
	}
	if len(vectors) > 1<<16-1 || len(body) > maxBody {
		return fmt.Errorf("keeping vectors: %d are too many of one paragraph", len(vectors))
	}
	record := append([]byte(nil), mark...)
	record = binary.LittleEndian.AppendUint32(record, uint32(len(body)))
	record = binary.LittleEndian.AppendUint32(record, crc32.Checksum(body, castagnoli))
	return c.append(key, append(record, body...))
}

func (c *Cache) append(key Key, record []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.file == nil {
		c.at[key] = c.end
		c.kept = append(c.kept, record...)
		c.end = int64(len(c.kept))
		return nil
	}
	if _, err := c.file.Write(record); err != nil {
		return fmt.Errorf("keeping vectors: %w", err)
	}
	end, err := c.file.Seek(0, io.SeekCurrent) // another program may have added before
	if err != nil {
		return fmt.Errorf("keeping vectors: %w", err)
	}
	c.at[key], c.end = end-int64(len(record)), end
	return nil
}

// Sync makes what was added safe from a failure of the machine.
func (c *Cache) Sync() error {
	if c.file == nil {
		return nil
	}
	if err := c.file.Sync(); err != nil {
		return fmt.Errorf("keeping vectors: %w", err)
	}
	return nil
}
