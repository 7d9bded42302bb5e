package reading

import (
	"strings"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// pdfFont says which letters the codes of a font draw, and how wide.
type pdfFont struct {
	toUnicode *pdfMap
	codes     *pdfMap           // of a composite font, its own table of codes; nil for two bytes each
	charset   encoding.Encoding // of a composite font whose codes are those of an encoding
	mixed     bool              // these have one byte or two
	names     [256]string       // of a simple font, the letters of its codes
	composite bool
	vertical  bool
	widths    map[int]float64 // in thousandths of the size
	missing   float64
	unit      float64
}

// pdfCode is one code of a string.
type pdfCode struct {
	bytes  string
	number int
	size   int
}

// font reads a font once.
func (d *pdfFile) font(o types.Object) *pdfFont {
	ref, isRef := o.(types.IndirectRef)
	if isRef {
		if f, ok := d.fonts[ref]; ok {
			return f
		}
	}
	dict := d.dict(o)
	if dict == nil {
		return nil
	}
	f := &pdfFont{widths: map[int]float64{}, unit: 1.0 / 1000}
	if table := d.table(dict["ToUnicode"]); table != nil {
		f.toUnicode = readPdfMap(table)
	}
	if d.name(dict["Subtype"]) == "Type0" {
		f.composite = true
		d.compositeFont(f, dict)
	} else {
		d.simpleFont(f, dict)
	}
	if isRef {
		d.fonts[ref] = f
	}
	return f
}

// compositeFont reads a font with codes of several bytes, as those of Chinese.
func (d *pdfFile) compositeFont(f *pdfFont, dict types.Dict) {
	f.missing = 1000
	name := d.name(dict["Encoding"])
	if table := d.table(dict["Encoding"]); table != nil {
		f.codes = readPdfMap(table)
		name = d.name(d.dict(dict["Encoding"])["CMapName"])
	}
	f.vertical = strings.HasSuffix(name, "-V")
	f.charset, f.mixed = pdfCharset(name)
	descendants := d.array(dict["DescendantFonts"])
	if len(descendants) == 0 {
		return
	}
	inner := d.dict(descendants[0])
	if n, ok := d.number(inner["DW"]); ok {
		f.missing = n
	}
	widths := d.array(inner["W"])
	for i := 0; i+1 < len(widths); {
		first, _ := d.number(widths[i])
		if each := d.array(widths[i+1]); each != nil {
			for j, o := range each {
				f.widths[int(first)+j], _ = d.number(o)
			}
			i += 2
			continue
		}
		last, _ := d.number(widths[i+1])
		if i+2 < len(widths) {
			n, _ := d.number(widths[i+2])
			for code := int(first); code <= int(min(last, 0xffff)); code++ {
				f.widths[code] = n
			}
		}
		i += 3
	}
}

// pdfCharset knows the predefined tables whose codes are those of an encoding.
func pdfCharset(name string) (e encoding.Encoding, mixed bool) {
	switch {
	case strings.Contains(name, "UCS2"), strings.Contains(name, "UTF16"):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), false
	case strings.HasPrefix(name, "GB"):
		return simplifiedchinese.GB18030, true
	case strings.HasPrefix(name, "B5"), strings.HasPrefix(name, "ETen"), strings.HasPrefix(name, "HKscs"), strings.HasPrefix(name, "ETHK"):
		return traditionalchinese.Big5, true
	case strings.Contains(name, "RKSJ"):
		return japanese.ShiftJIS, true
	case strings.HasPrefix(name, "KSC"):
		return korean.EUCKR, true
	}
	return nil, false
}

// code is the first code of a string.
func (f *pdfFont) code(s string) pdfCode {
	size := 1
	switch {
	case !f.composite:
	case f.codes != nil && f.codes.sizes() > 0:
		size = f.codes.codeSize(s)
	case f.mixed:
		size = 1 + count(s[0] > 0x80)
	default:
		size = 2
	}
	size = min(size, len(s))
	c := pdfCode{bytes: s[:size], size: size}
	for i := range size {
		c.number = c.number<<8 | int(s[i])
	}
	return c
}

// letters are what a code draws, and whether the file says so.
func (f *pdfFont) letters(c pdfCode) (text string, known bool) {
	if f.toUnicode != nil {
		if s, ok := f.toUnicode.find(c.number); ok {
			return pdfLetters(s), true
		}
	}
	if !f.composite {
		s := f.names[c.number&0xff]
		return pdfLetters(s), s != "" || f.toUnicode != nil
	}
	if f.charset != nil {
		if s, err := f.charset.NewDecoder().String(c.bytes); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
			return pdfLetters(s), true
		}
	}
	return "", f.toUnicode != nil && f.toUnicode.sizes() == 0
}

func (f *pdfFont) width(c pdfCode) float64 {
	number := c.number
	if f.codes != nil {
		number = f.codes.cid(c.number)
	}
	if w, ok := f.widths[number]; ok {
		return w * f.unit
	}
	return f.missing * f.unit
}

// pdfLetters leaves out what is no text, and spells out ligatures, which are no letters of their own.
func pdfLetters(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0', r == '\t', r == '\n', r == '\r':
			return ' '
		case r < ' ', r == utf8.RuneError, r == 0x7f, r == 0xfeff:
			return -1
		}
		return r
	}, s)
	if r, _ := utf8.DecodeRuneInString(s); r >= 0xfb00 && r <= 0xfb06 {
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00] + s[utf8.RuneLen(r):]
	}
	return s
}
