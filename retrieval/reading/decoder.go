package reading

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// opener opens a file from its beginning: to find out its encoding, a file is looked through before it is read.
type opener func() (io.ReadCloser, error)

// decodeSize is how many bytes are decoded at a time.
const decodeSize = 1 << 16

// decoder turns the bytes of a file into UTF-8, without its byte-order mark.
type decoder struct {
	file      io.Reader
	encoding  Encoding
	transform transform.Transformer // nil for UTF-8
	raw       []byte                // read and not yet decoded
	at        int                   // byte of the file where raw begins
	careful   int                   // byte of the file from which on one byte is read at a time
	ended     bool
}

// newDecoder opens a file; the caller closes what is behind it. mark is the length of its byte-order mark.
func (open opener) newDecoder(e Encoding, mark int) (*decoder, io.Closer, error) {
	file, err := open()
	if err != nil {
		return nil, nil, err
	}
	if _, err := io.CopyN(io.Discard, file, int64(mark)); err != nil {
		file.Close()
		return nil, nil, err
	}
	d := &decoder{file: file, encoding: e, at: mark, careful: -1}
	if !e.isUTF8() {
		d.transform = e.NewDecoder().Transformer
	}
	return d, file, nil
}

// undecodedError says where a file is not what its encoding wants.
type undecodedError struct {
	at     int // byte of the file
	reason string
}

func (e *undecodedError) Error() string { return fmt.Sprintf("byte %d %s", e.at, e.reason) }

const isNUL = "is NUL: not a text"

// next appends the next characters to some UTF-8; at the end of the file that is none, and [io.EOF]. Where a file does
// not decode, the offset is exact for UTF-8 and for a careful decoder, and otherwise near.
func (d *decoder) next(to []byte) ([]byte, error) {
	if err := d.read(); err != nil {
		return to, err
	}
	if d.transform == nil {
		n := wholeUTF8(d.raw, d.ended)
		if i := invalid(d.raw[:n]); i >= 0 {
			return to, &undecodedError{d.at + i, "is not UTF-8"}
		}
		if i := bytes.IndexByte(d.raw[:n], 0); i >= 0 {
			return to, &undecodedError{d.at + i, isNUL}
		}
		to = append(to, d.raw[:n]...)
		d.taken(n)
		return to, nil
	}
	for len(d.raw) > 0 {
		before := len(to)
		to = slices.Grow(to, utf8.UTFMax*len(d.raw))
		written, taken, err := d.transform.Transform(to[before:cap(to)], d.raw, d.ended)
		to = to[:before+written]
		switch {
		case bytes.IndexByte(to[before:], 0) >= 0:
			return to, &undecodedError{d.at, isNUL}
		case bytes.ContainsRune(to[before:], utf8.RuneError), err != nil && !errors.Is(err, transform.ErrShortSrc) && !errors.Is(err, transform.ErrShortDst):
			return to, &undecodedError{d.at, "is not " + d.encoding.name}
		}
		d.taken(taken)
		if errors.Is(err, transform.ErrShortSrc) {
			break
		}
	}
	return to, nil
}

// read reads the next bytes, so that some are there unless the file has ended.
func (d *decoder) read() error {
	size := decodeSize
	if d.careful >= 0 && d.at+len(d.raw) >= d.careful {
		size = 1
	} else if d.careful >= 0 {
		size = min(size, d.careful-d.at-len(d.raw))
	}
	have := len(d.raw)
	if cap(d.raw) < have+size {
		d.raw = append(make([]byte, 0, have+size), d.raw...)
	}
	n, err := io.ReadFull(d.file, d.raw[have:have+size])
	d.raw = d.raw[:have+n]
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		if d.ended = true; len(d.raw) == 0 {
			return io.EOF
		}
	case err != nil:
		return err
	}
	return nil
}

// taken drops bytes that were decoded.
func (d *decoder) taken(n int) {
	d.raw = d.raw[:copy(d.raw, d.raw[n:])]
	d.at += n
}

// check decodes a whole file and keeps nothing. The error gives the exact byte that does not decode.
func (open opener) check(e Encoding, mark int) error {
	err := open.walk(e, mark, -1)
	if u, ok := errors.AsType[*undecodedError](err); ok && !e.isUTF8() {
		return open.walk(e, mark, u.at)
	}
	return err
}

// walk decodes a file to its end or to its first fault, byte by byte from some byte on where that is not negative.
func (open opener) walk(e Encoding, mark, careful int) error {
	d, file, err := open.newDecoder(e, mark)
	if err != nil {
		return err
	}
	defer file.Close()
	d.careful = careful
	var piece []byte
	for err == nil {
		piece, err = d.next(piece[:0])
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// decode decodes a whole file that is in memory.
func decode(content []byte, named Encoding) (string, error) {
	open := inMemory(content)
	e, mark, err := open.encoding(named)
	if err != nil {
		return "", err
	}
	d, file, err := open.newDecoder(e, mark)
	if err != nil {
		return "", err
	}
	defer file.Close()
	text := make([]byte, 0, len(content)+len(content)/2)
	for err == nil {
		text, err = d.next(text)
	}
	if errors.Is(err, io.EOF) {
		return string(text), nil
	}
	return "", err
}

func inMemory(content []byte) opener {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
}

// wholeUTF8 is the length of some UTF-8 without a character that is not all there.
func wholeUTF8(b []byte, ended bool) int {
	for i := len(b) - 1; !ended && i >= max(0, len(b)-utf8.UTFMax); i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return len(b)
}

// invalid is the first byte that is not UTF-8; -1 where all are.
func invalid(content []byte) int {
	if utf8.Valid(content) {
		return -1
	}
	for i := 0; i < len(content); {
		r, size := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return -1
}
