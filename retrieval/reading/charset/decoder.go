package charset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// Opener opens a file from its beginning. To find out its encoding, a file is looked through before it is read.
type Opener func() (io.ReadCloser, error)

// InMemory opens a file whose content is known.
func InMemory(content []byte) Opener {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
}

// Decode decodes the content of a file, as NewDecoder does.
func Decode(content []byte, named Encoding) (string, error) {
	d, err := NewDecoder(InMemory(content), named)
	if err != nil {
		return "", err
	}
	defer d.Close()
	text := make([]byte, 0, len(content)+len(content)/2)
	for err == nil {
		text, err = d.Next(text)
	}
	if errors.Is(err, io.EOF) {
		return string(text), nil
	}
	return "", err
}

const (
	// pieceSize is how many bytes are decoded at a time.
	pieceSize = 1 << 16
	// MaxPiece is how many bytes of UTF-8 these make at most.
	MaxPiece = utf8.UTFMax * pieceSize
)

// Decoder turns the bytes of a file into UTF-8, without its byte-order mark.
type Decoder struct {
	file      io.ReadCloser
	encoding  Encoding
	transform transform.Transformer // nil for UTF-8
	raw       []byte                // read and not yet decoded
	at        int                   // byte of the file where raw begins
	careful   int                   // byte of the file from which on one byte is read at a time; negative for none
	ended     bool
}

// NewDecoder opens a file that is in the named encoding or, if that is zero, in the one that its bytes show. All of the
// file has to decode: the error says what does not, by its byte.
func NewDecoder(open Opener, named Encoding) (*Decoder, error) {
	e, mark, err := open.encoding(named)
	if err != nil {
		return nil, err
	}
	return open.decoder(e, mark)
}

// decoder opens a file in some encoding, behind a byte-order mark of some length.
func (open Opener) decoder(e Encoding, mark int) (*Decoder, error) {
	file, err := open()
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, file, int64(mark)); err != nil {
		file.Close()
		return nil, err
	}
	d := &Decoder{file: file, encoding: e, at: mark, careful: -1}
	if !e.isUTF8() {
		d.transform = e.NewDecoder().Transformer
	}
	return d, nil
}

// Close closes the file.
func (d *Decoder) Close() error { return d.file.Close() }

// Offset returns how many bytes of the file were decoded.
func (d *Decoder) Offset() int { return d.at }

// undecodedError says which byte of a file does not decode.
type undecodedError struct {
	at     int // byte of the file
	reason string
}

func (e *undecodedError) Error() string { return fmt.Sprintf("byte %d %s", e.at, e.reason) }

const isNUL = "is NUL: not a text"

// Next appends the next characters to some UTF-8: MaxPiece bytes at most, and none at the end of the file, which is
// [io.EOF].
func (d *Decoder) Next(to []byte) ([]byte, error) {
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

func (d *Decoder) read() error {
	size := pieceSize
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

// taken drops bytes that have been decoded.
func (d *Decoder) taken(n int) {
	d.raw = d.raw[:copy(d.raw, d.raw[n:])]
	d.at += n
}

// check decodes a whole file and keeps nothing. The error names the exact byte that does not decode.
func (open Opener) check(e Encoding, mark int) error {
	err := open.walk(e, mark, -1)
	if u, ok := errors.AsType[*undecodedError](err); ok && !e.isUTF8() {
		return open.walk(e, mark, u.at)
	}
	return err
}

// walk decodes a file to its end or to the first byte that does not decode. That is exact in UTF-8, and from a careful byte
// on, from which bytes are decoded one by one; else it is near.
func (open Opener) walk(e Encoding, mark, careful int) error {
	d, err := open.decoder(e, mark)
	if err != nil {
		return err
	}
	defer d.Close()
	d.careful = careful
	var piece []byte
	for err == nil {
		piece, err = d.Next(piece[:0])
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// wholeUTF8 returns the length of some UTF-8 without a character at its end that is not all there yet.
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

// invalid returns the first byte that is not UTF-8; -1 if there is none.
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
