package reading

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// decode turns a file into UTF-8 without byte-order mark. A mark is believed, and so is valid UTF-8. What is left is
// Chinese in an older encoding if it reads as Chinese, and an error otherwise: to guess wrongly is worse than to ask.
func decode(content []byte) (string, error) {
	if body, ok := bytes.CutPrefix(content, []byte("\xef\xbb\xbf")); ok {
		return utf8Only(body, len(content)-len(body))
	}
	if bytes.HasPrefix(content, []byte("\xff\xfe")) {
		return utf16Only(content, unicode.LittleEndian)
	}
	if bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return utf16Only(content, unicode.BigEndian)
	}
	if i := bytes.IndexByte(content, 0); i >= 0 {
		return "", fmt.Errorf("byte %d is NUL: not a text", i)
	}
	if utf8.Valid(content) || isDamagedUTF8(content) {
		return utf8Only(content, 0)
	}
	return older(content)
}

// utf8Only reports the first byte that is not UTF-8, counted from the file's beginning.
func utf8Only(content []byte, offset int) (string, error) {
	if i := bytes.IndexByte(content, 0); i >= 0 {
		return "", fmt.Errorf("byte %d is NUL: not a text", offset+i)
	}
	if i := invalid(content); i >= 0 {
		return "", fmt.Errorf("byte %d is not UTF-8", offset+i)
	}
	return string(content), nil
}

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

// isDamagedUTF8 says that a file is UTF-8 with some bytes lost: in another encoding, sequences of several bytes that
// are valid UTF-8 are rare, in damaged UTF-8 they prevail.
func isDamagedUTF8(content []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(content); {
		r, size := utf8.DecodeRune(content[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good > 4*bad
}

func utf16Only(content []byte, order unicode.Endianness) (string, error) {
	s, err := unicode.UTF16(order, unicode.ExpectBOM).NewDecoder().Bytes(content)
	if err != nil {
		return "", err
	}
	if before, _, ok := bytes.Cut(s, []byte{0}); ok {
		return "", fmt.Errorf("character %d is NUL: not a text", utf8.RuneCount(before))
	}
	if before, _, ok := bytes.Cut(s, []byte("\ufffd")); ok {
		at := 2
		for _, r := range string(before) {
			at += 2 + 2*count(r > 0xffff)
		}
		return "", fmt.Errorf("byte %d is not UTF-16", at)
	}
	return string(s), nil
}

// older decodes GB18030 (and GBK, its part) or Big5, whichever reads more like Chinese.
func older(content []byte) (string, error) {
	gb, gbError := decoded(content, simplifiedchinese.GB18030, "GB18030", gbSize)
	big, bigError := decoded(content, traditionalchinese.Big5, "Big5", big5Size)
	gbShare, bigShare := commonShare(gb), commonShare(big)
	switch {
	case max(gbShare, bigShare) < leastCommon:
		return "", fmt.Errorf("byte %d is not UTF-8, nor is the file Chinese in GB18030 or Big5", invalid(content))
	case gbShare >= bigShare && gbError == nil, bigError != nil && gbShare >= leastCommon:
		return gb, gbError
	default:
		return big, bigError
	}
}

// leastCommon is the share of very common characters from which a decoding reads as Chinese. Prose in the right one has
// some 15% of them, in the wrong one below 2%.
const leastCommon = 0.05

const commonHan = "的一是不了在人有我他中大上来來国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文用工业業市区區"

// commonShare counts in the beginning of a text how many of its Han characters are very common ones.
func commonShare(s string) float64 {
	han, common := 0, 0
	for _, r := range s[:min(len(s), habitBytes)] {
		if r >= utf8.RuneSelf && (isHan(r) || r >= 0xe000 && r <= 0xf8ff || r == utf8.RuneError) {
			han++
			common += count(strings.ContainsRune(commonHan, r))
		}
	}
	if han == 0 {
		return 0
	}
	return float64(common) / float64(han)
}

// decoded decodes a file and, where it does not decode, walks it to find the offset. What it gives is whole also then,
// with marks of replacement, to be judged by.
func decoded(content []byte, e encoding.Encoding, name string, size func([]byte) int) (string, error) {
	s, err := e.NewDecoder().Bytes(content)
	if err != nil {
		return "", err
	}
	if !bytes.ContainsRune(s, utf8.RuneError) {
		return string(s), nil
	}
	for i := 0; i < len(content); {
		n := min(size(content[i:]), len(content)-i)
		if n > 1 || content[i] >= utf8.RuneSelf {
			one, err := e.NewDecoder().Bytes(content[i : i+n])
			if err != nil || bytes.ContainsRune(one, utf8.RuneError) {
				return string(s), fmt.Errorf("byte %d is not %s", i, name)
			}
		}
		i += n
	}
	return string(s), nil
}

// gbSize is the length of the character at the beginning of some GB18030.
func gbSize(b []byte) int {
	switch {
	case b[0] < utf8.RuneSelf || b[0] == 0x80:
		return 1
	case len(b) > 1 && b[1] >= '0' && b[1] <= '9':
		return 4
	}
	return 2
}

func big5Size(b []byte) int { return 1 + count(b[0] > 0x80) }
