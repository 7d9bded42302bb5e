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

// Decode decodes the content of a file, as NewDecoder does, and says what of it does not decode; "" if all does.
func Decode(content []byte, named, declared Encoding) (text, lost string, err error) {
	d, err := NewDecoder(InMemory(content), named, declared)
	if err != nil {
		return "", "", err
	}
	defer d.Close()
	decoded := make([]byte, 0, len(content)+len(content)/2)
	for err == nil {
		decoded, err = d.Next(decoded)
	}
	if errors.Is(err, io.EOF) {
		return string(decoded), d.Lost(), nil
	}
	return "", "", err
}

const (
	// pieceSize is how many bytes are decoded at a time.
	pieceSize = 1 << 16
	// MaxPiece is how many bytes of UTF-8 these make at most.
	MaxPiece = utf8.UTFMax * pieceSize
)

// Decoder turns the bytes of a file into UTF-8, without its byte-order mark. A byte that does not decode becomes U+FFFD.
type Decoder struct {
	file      io.ReadCloser
	encoding  Encoding
	transform transform.Transformer
	raw       []byte // read and not yet decoded
	at        int    // byte of the file where raw begins
	ended     bool
	lost      int // characters that became U+FFFD
	first     int // byte of the first of these
}

// NewDecoder opens a file that is in the named encoding or, if that is zero, in the one that its bytes show. Where these leave a
// choice, it is the one that the file itself declares, unless that is zero too.
func NewDecoder(open Opener, named, declared Encoding) (*Decoder, error) {
	e, mark, err := open.encoding(named, declared)
	if err != nil {
		return nil, err
	}
	file, err := open()
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, file, int64(mark)); err != nil {
		file.Close()
		return nil, err
	}
	return &Decoder{file: file, encoding: e, transform: e.NewDecoder().Transformer, at: mark}, nil
}

// Close closes the file.
func (d *Decoder) Close() error { return d.file.Close() }

// Offset returns how many bytes of the file were decoded.
func (d *Decoder) Offset() int { return d.at }

// Lost says how many characters of what was decoded are unreadable, and where the first stands; "" if there are none.
func (d *Decoder) Lost() string {
	switch d.lost {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("byte %d is not %s and is shown as \uFFFD", d.first, d.encoding)
	}
	return fmt.Sprintf("%d characters are not %s and are shown as \uFFFD, the first at byte %d", d.lost, d.encoding, d.first)
}

// Next appends the next characters to some UTF-8: MaxPiece bytes at most, and none at the end of the file, which is
// [io.EOF].
func (d *Decoder) Next(to []byte) ([]byte, error) {
	if err := d.read(); err != nil {
		return to, err
	}
	for len(d.raw) > 0 {
		before := len(to)
		to = slices.Grow(to, utf8.UTFMax*len(d.raw))
		written, taken, err := d.transform.Transform(to[before:cap(to)], d.raw, d.ended)
		to = to[:before+written]
		d.note(to[before:])
		if at := bytes.IndexByte(to[before:], 0); at >= 0 {
			return to, nulError(d.at + d.encoding.length(to[before:before+at]))
		}
		d.raw = d.raw[:copy(d.raw, d.raw[taken:])]
		d.at += taken
		if errors.Is(err, transform.ErrShortSrc) {
			break
		}
		if err != nil && !errors.Is(err, transform.ErrShortDst) {
			return to, fmt.Errorf("byte %d: %w", d.at, err)
		}
	}
	return to, nil
}

// note counts what was not decoded of the characters that raw begins with.
func (d *Decoder) note(decoded []byte) {
	at := bytes.IndexRune(decoded, utf8.RuneError)
	if at < 0 {
		return
	}
	if d.lost == 0 {
		d.first = d.at + d.encoding.length(decoded[:at])
	}
	d.lost += bytes.Count(decoded, []byte("\uFFFD"))
}

func (d *Decoder) read() error {
	have := len(d.raw)
	d.raw = slices.Grow(d.raw, pieceSize)
	n, err := io.ReadFull(d.file, d.raw[have:have+pieceSize])
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
