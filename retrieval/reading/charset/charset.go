// Package charset decodes files: UTF-8, UTF-16 with a byte-order mark, Chinese, Japanese, Korean, Russian and Western European
// languages in older encodings, and whatever encoding is named or declared.
package charset

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encoding is how characters are written in bytes. The zero Encoding leaves it to each file's own bytes. A byte-order mark
// is believed before any Encoding.
type Encoding struct {
	name string // "" for the zero Encoding
	encoding.Encoding
}

// Named returns the encoding of a name in the WHATWG Encoding Standard, whatever its case: "gb18030", "big5", "utf-16le",
// "windows-1252". The error is one sentence for the operator.
func Named(name string) (Encoding, error) {
	e, err := htmlindex.Get(strings.TrimSpace(name))
	if err != nil || e == encoding.Replacement {
		return Encoding{}, fmt.Errorf("there is no encoding %q; the usual ones are utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252", name)
	}
	switch name, _ := htmlindex.Name(e); name {
	case "utf-8":
		return inUTF8(), nil
	case "gbk", "gb18030": // the second holds the first, and who names the first may mean the second
		return inGB18030(), nil
	case "big5":
		return inBig5(), nil
	case "utf-16le":
		return inUTF16(unicode.LittleEndian), nil
	case "utf-16be":
		return inUTF16(unicode.BigEndian), nil
	default:
		return Encoding{name, e}, nil
	}
}

// String returns the name of the encoding; "" if it is left to the file.
func (e Encoding) String() string { return e.name }

// length returns how many bytes of the encoding some UTF-8 was decoded from; a few more if the encoding has states.
func (e Encoding) length(decoded []byte) int {
	encoded, err := e.NewEncoder().Bytes(decoded)
	if err != nil {
		return len(decoded)
	}
	return len(encoded)
}

func inUTF8() Encoding    { return Encoding{"UTF-8", unicode.UTF8} }
func inGB18030() Encoding { return Encoding{"GB18030", simplifiedchinese.GB18030} }
func inBig5() Encoding    { return Encoding{"Big5", traditionalchinese.Big5} }

func inUTF16(order unicode.Endianness) Encoding {
	return Encoding{"UTF-16", unicode.UTF16(order, unicode.IgnoreBOM)}
}
