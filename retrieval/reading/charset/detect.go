package charset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"

	utf16 "golang.org/x/text/encoding/unicode"
)

// encoding returns the encoding of a file and the length of its byte-order mark, and makes sure that all of the file
// decodes. A mark is believed first, then the named encoding, and then valid UTF-8. What is left is Chinese in an older
// encoding if it reads as Chinese, and an error otherwise: a wrong guess would be worse.
func (open Opener) encoding(named Encoding) (e Encoding, mark int, err error) {
	head, err := open.head()
	if err != nil {
		return Encoding{}, 0, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		e, mark = inUTF8(), 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		e, mark = inUTF16(utf16.LittleEndian), 2
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		e, mark = inUTF16(utf16.BigEndian), 2
	case named.name != "":
		e = named
	default:
		e, err = open.detect(head)
		if fault, ok := errors.AsType[*undecodedError](err); ok && fault.reason == isNUL {
			if name := unmarked(head); name != "" {
				err = fmt.Errorf("%w, unless it is %s without a mark, which has to be named", err, name)
			}
		}
		return e, 0, err
	}
	if err := open.check(e, mark); err != nil {
		return Encoding{}, 0, err
	}
	if e.name == inUTF16(utf16.LittleEndian).name && !isFamiliar(e.sample(head[mark:])) {
		return Encoding{}, 0, errors.New("it begins like UTF-16 text but is not")
	}
	return e, mark, nil
}

// sampleSize is how many bytes of a file are enough to know its encoding by.
const sampleSize = 1 << 18

// head reads the beginning of a file.
func (open Opener) head() ([]byte, error) {
	file, err := open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, sampleSize))
}

// detect finds the encoding of a file without a mark, and looks through the file.
func (open Opener) detect(head []byte) (Encoding, error) {
	err := open.check(inUTF8(), 0)
	fault, ok := errors.AsType[*undecodedError](err)
	if !ok || fault.reason == isNUL {
		return inUTF8(), err
	}
	damaged, at, err := open.isDamagedUTF8()
	switch {
	case err != nil:
		return Encoding{}, err
	case at >= 0:
		return Encoding{}, &undecodedError{at, isNUL}
	case damaged:
		return Encoding{}, fault
	}
	first, second := inGB18030(), inBig5()
	firstShare, secondShare := commonShare(first.sample(head)), commonShare(second.sample(head))
	if secondShare > firstShare {
		first, second, firstShare, secondShare = second, first, secondShare, firstShare
	}
	if firstShare < minCommon {
		return Encoding{}, fmt.Errorf("byte %d is not UTF-8, nor is the file Chinese in GB18030 or Big5", fault.at)
	}
	err = open.check(first, 0)
	if err != nil && secondShare >= minCommon && open.check(second, 0) == nil {
		return second, nil
	}
	return first, err
}

// maxSequences is how many characters of several bytes are enough to know UTF-8 by.
const maxSequences = 1 << 16

// isDamagedUTF8 reports whether a file is UTF-8 with some bytes lost: in another encoding, sequences of several bytes that
// are valid UTF-8 are rare, in damaged UTF-8 they prevail. It also returns the first NUL in what it reads; -1 if none.
func (open Opener) isDamagedUTF8() (damaged bool, nul int, err error) {
	file, err := open()
	if err != nil {
		return false, -1, err
	}
	defer file.Close()
	good, bad := 0, 0
	d := &Decoder{file: file, careful: -1}
	for good+bad < maxSequences {
		if err := d.read(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return false, -1, err
		}
		n := wholeUTF8(d.raw, d.ended)
		if i := bytes.IndexByte(d.raw[:n], 0); i >= 0 {
			return false, d.at + i, nil
		}
		for i := 0; i < n; {
			r, size := utf8.DecodeRune(d.raw[i:n])
			switch {
			case r == utf8.RuneError && size <= 1:
				bad++
			case size > 1:
				good++
			}
			i += size
		}
		d.taken(n)
	}
	return good > 4*bad, -1, nil
}

// sample decodes the beginning of a file, with replacement characters for what does not decode.
func (e Encoding) sample(head []byte) string {
	s, err := e.NewDecoder().Bytes(head)
	if err != nil {
		return ""
	}
	return string(s)
}

// minCommon is the share of very common characters from which a decoding reads as Chinese. Prose in the right encoding has
// some 15% of them, in the wrong one below 2%.
const minCommon = 0.05

var commonHan = sync.OnceValue(func() string { return strings.Join(language.Words("frequent character"), "") })

// commonShare returns the share of very common characters among the Han characters at the beginning of a text.
func commonShare(s string) float64 {
	han, common := 0, 0
	for _, r := range s[:min(len(s), sampleSize)] {
		if r >= utf8.RuneSelf && (line.IsHan(r) || r >= 0xe000 && r <= 0xf8ff || r == utf8.RuneError) {
			han++
			if strings.ContainsRune(commonHan(), r) {
				common++
			}
		}
	}
	if han == 0 {
		return 0
	}
	return float64(common) / float64(han)
}

const (
	// minFamiliar is the share of familiar characters from which UTF-16 is believed: spaces, line ends, punctuation,
	// common Han. Chinese prose has 25% and more, English nothing else, and random bytes have 1%.
	minFamiliar = 0.05
	// maxStrange is the share of characters that do not exist: a text has hardly any, and random bytes have 12%.
	maxStrange = 0.02
	// fewRunes is how many characters are too few to have familiar ones among them.
	fewRunes = 8
)

// isFamiliar reports whether what was decoded from UTF-16 is a text: since nearly any two bytes are a character, decoding
// alone shows little.
func isFamiliar(s string) bool {
	all, familiar, strange := 0, 0, 0
	for _, r := range s {
		all++
		switch {
		case r < 0x500 && (unicode.IsPrint(r) || unicode.IsSpace(r)), r >= 0x3000 && r < 0x3100, r >= 0xff00 && r < 0xfff0, strings.ContainsRune(commonHan(), r):
			familiar++
		case !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r):
			strange++
		}
	}
	return float64(strange) <= maxStrange*float64(all) && (all < fewRunes || float64(familiar) >= minFamiliar*float64(all))
}

// unmarked names the form of UTF-16 in which a file with NULs would be a text after all; "" if none or both. That is worth
// a hint, but not enough to read the file so.
func unmarked(head []byte) string {
	little, big := inUTF16(utf16.LittleEndian).sample(head), inUTF16(utf16.BigEndian).sample(head)
	switch {
	case utf8.RuneCountInString(little) < fewRunes, isFamiliar(little) == isFamiliar(big):
		return ""
	case isFamiliar(little):
		return "utf-16le"
	}
	return "utf-16be"
}
