package charset

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	utf16 "golang.org/x/text/encoding/unicode"
)

// encoding returns the encoding of a file and the length of its byte-order mark. A mark is believed first, then the named encoding,
// and then what the bytes show; what they leave open is as the file declares.
func (open Opener) encoding(named, declared Encoding) (e Encoding, mark int, err error) {
	s, err := open.survey()
	if err != nil {
		return Encoding{}, 0, err
	}
	switch {
	case bytes.HasPrefix(s.head, []byte("\xef\xbb\xbf")):
		return inUTF8(), 3, nil
	case bytes.HasPrefix(s.head, []byte("\xff\xfe")):
		e, mark = inUTF16(utf16.LittleEndian), 2
	case bytes.HasPrefix(s.head, []byte("\xfe\xff")):
		e, mark = inUTF16(utf16.BigEndian), 2
	case named.name != "":
		e = named
	case s.nul >= 0:
		err = nulError(s.nul)
		if name := unmarked(s.head); name != "" {
			err = fmt.Errorf("%w, unless it is %s without a mark, which has to be named", err, name)
		}
		return Encoding{}, 0, err
	case s.bad == 0 || s.good > maxLost*s.bad:
		return inUTF8(), 0, nil
	default:
		if e := guess(s.foreign, declared); e.name != "" {
			return e, 0, nil
		}
		if s.all >= fewLost*s.bad {
			return inUTF8(), 0, nil
		}
		return Encoding{}, 0, fmt.Errorf("byte %d is not UTF-8, and the file shows no other encoding, which has to be named", s.at)
	}
	head := e.decode(s.head[mark:])
	if e.name == inUTF16(utf16.LittleEndian).name && !isFamiliar(head) {
		return Encoding{}, 0, errors.New("it begins like UTF-16 text but is not")
	}
	if at := bytes.IndexRune([]byte(head), utf8.RuneError); at >= 0 && !decodes(head) {
		return Encoding{}, 0, fmt.Errorf("byte %d is not %s, the first of too many", mark+e.length([]byte(head[:at])), e)
	}
	return e, mark, nil
}

// nulError is of a file with a NUL at a byte.
func nulError(at int) error { return fmt.Errorf("byte %d is NUL: not a text", at) }

// maxLost is how many characters beyond ASCII decode, at the least, for each that does not: in the wrong encoding sequences of several
// bytes that are valid are rare, in a damaged file they prevail.
const maxLost = 4

// fewLost is how many characters, of whatever kind, a file of no other encoding has for each byte that is not UTF-8 if it was damaged, as
// an English text may have no others beyond ASCII. In noise every second byte is none.
const fewLost = 50

// decodes reports whether enough of a file was decoded for the encoding to be the right one.
func decodes(s string) bool {
	lost, beyond := 0, 0
	for _, r := range s {
		switch {
		case r == utf8.RuneError:
			lost++
		case r >= utf8.RuneSelf:
			beyond++
		}
	}
	return lost == 0 || beyond > maxLost*lost
}

const (
	// sampleSize is how many bytes of a file are enough to know its encoding by.
	sampleSize = 1 << 18
	// maxSequences is how many characters of several bytes are enough to know UTF-8 by.
	maxSequences = 1 << 16
)

// survey is what the bytes of a file show of its encoding.
type survey struct {
	head      []byte // its beginning
	foreign   []byte // the beginning, or else what follows the first byte that is not UTF-8
	at        int    // that byte
	good, bad int    // sequences of several bytes that are UTF-8, and bytes that are not
	all       int    // characters, with these
	nul       int    // the first NUL; negative if there is none
}

// survey looks through a file.
func (open Opener) survey() (survey, error) {
	s := survey{nul: -1}
	file, err := open()
	if err != nil {
		return s, err
	}
	defer file.Close()
	in := bufio.NewReaderSize(file, sampleSize)
	ahead, err := in.Peek(sampleSize)
	s.head = bytes.Clone(ahead)
	for at := 0; s.good+s.bad < maxSequences && (err == nil || errors.Is(err, io.EOF)); {
		var r rune
		var size int
		if r, size, err = in.ReadRune(); err != nil {
			break
		}
		switch {
		case r == 0:
			s.nul = at
			return s, nil
		case r == utf8.RuneError && size == 1:
			if s.bad++; s.bad == 1 {
				if s.at, s.foreign = at, s.head; at >= sampleSize {
					ahead, _ = in.Peek(sampleSize) // a shorter one is no error
					s.foreign = bytes.Clone(ahead)
				}
			}
		case size > 1:
			s.good++
		}
		at += size
		s.all++
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return s, err
}
