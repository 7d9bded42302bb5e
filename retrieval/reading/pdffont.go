package reading

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/font"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
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

// simpleFont reads a font with codes of one byte.
func (d *pdfFile) simpleFont(f *pdfFont, dict types.Dict) {
	first, _ := d.number(dict["FirstChar"])
	for i, o := range d.array(dict["Widths"]) {
		f.widths[int(first)+i], _ = d.number(o)
	}
	descriptor := d.dict(dict["FontDescriptor"])
	f.missing, _ = d.number(descriptor["MissingWidth"])
	if len(f.widths) == 0 {
		f.missing = 500 // narrow letters make no spaces
	}
	if d.name(dict["Subtype"]) == "Type3" {
		if m, ok := d.matrix(dict["FontMatrix"]); ok {
			f.unit = m[0]
		}
	}
	f.names = baseEncoding(d.name(dict["Encoding"]))
	if own := d.dict(dict["Encoding"]); own != nil {
		f.names = baseEncoding(d.name(own["BaseEncoding"]))
		if own["BaseEncoding"] == nil {
			f.builtIn(d.table(descriptor["FontFile"]))
		}
		f.differences(d, d.array(own["Differences"]))
	} else if dict["Encoding"] == nil {
		f.builtIn(d.table(descriptor["FontFile"]))
	}
	if name := d.name(dict["BaseFont"]); len(f.widths) == 0 && font.IsCoreFont(name) {
		f.coreWidths(name)
	}
}

// coreWidths takes the widths of one of the fourteen fonts that every reader has, and files need not tell of.
func (f *pdfFont) coreWidths(name string) {
	for code, letters := range f.names {
		r, size := utf8.DecodeRuneInString(letters)
		windows, ok := charmap.Windows1252.EncodeRune(r) // the library counts its letters so
		if !ok || size == 0 || size < len(letters) {
			continue
		}
		if w, err := font.CharWidth(name, rune(windows)); err == nil {
			f.widths[code] = float64(w)
		}
	}
}

func (f *pdfFont) differences(d *pdfFile, list types.Array) {
	code := 0
	for _, o := range list {
		if n, ok := d.number(o); ok {
			code = int(n)
		} else if code >= 0 && code < len(f.names) {
			f.names[code] = glyphLetters(d.name(o))
			code++
		}
	}
}

var builtIn = regexp.MustCompile(`dup\s+(\d{1,3})\s*/([A-Za-z0-9._]+)\s+put`)

// builtIn reads the encoding that a font of Type 1 brings along, in the clear part of its program.
func (f *pdfFont) builtIn(program []byte) {
	for _, found := range builtIn.FindAllSubmatch(program[:min(len(program), 1<<15)], -1) {
		if code, err := strconv.Atoi(string(found[1])); err == nil && code < len(f.names) {
			f.names[code] = glyphLetters(string(found[2]))
		}
	}
}

// baseEncoding is a named encoding of simple fonts; that of Windows where none is named, as it holds ASCII like all.
func baseEncoding(name string) (letters [256]string) {
	table := charmap.Windows1252
	if name == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for code := 32; code < len(letters); code++ {
		if r := table.DecodeByte(byte(code)); r != utf8.RuneError && r >= ' ' {
			letters[code] = string(r)
		}
	}
	return letters
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
