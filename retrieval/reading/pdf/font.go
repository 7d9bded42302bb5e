package pdf

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

// font says which letters the codes of a font draw, and how wide.
type font struct {
	toUnicode *cmap
	codes     *cmap             // of a composite font, its own table of codes; nil for two bytes each
	charset   encoding.Encoding // of a composite font whose codes are those of an encoding
	mixed     bool              // these have one byte or two
	names     [256]string       // of a simple font, the letters of its codes
	composite bool
	vertical  bool
	widths    map[int]float64 // in thousandths of the size
	missing   float64
	unit      float64
}

type code struct {
	bytes  string
	number int
}

// font reads a font once.
func (d *file) font(o types.Object) *font {
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
	f := &font{widths: map[int]float64{}, unit: 1.0 / 1000}
	if table := d.table(dict["ToUnicode"]); table != nil {
		f.toUnicode = readCMap(table)
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
func (d *file) compositeFont(f *font, dict types.Dict) {
	f.missing = 1000
	name := d.name(dict["Encoding"])
	if table := d.table(dict["Encoding"]); table != nil {
		f.codes = readCMap(table)
		name = d.name(d.dict(dict["Encoding"])["CMapName"])
	}
	f.vertical = strings.HasSuffix(name, "-V")
	f.charset, f.mixed = charsetOf(name)
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

// charsetOf knows the predefined tables whose codes are those of an encoding.
func charsetOf(name string) (e encoding.Encoding, mixed bool) {
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
func (f *font) code(s string) code {
	size := 1
	switch {
	case !f.composite:
	case f.codes != nil && len(f.codes.spaces) > 0:
		size = f.codes.codeSize(s)
	case !f.mixed || s[0] > 0x80:
		size = 2
	}
	size = min(size, len(s))
	c := code{bytes: s[:size]}
	for i := range size {
		c.number = c.number<<8 | int(s[i])
	}
	return c
}

// letters are what a code draws, and whether the file says so.
func (f *font) letters(c code) (text string, known bool) {
	if f.toUnicode != nil {
		if s, ok := f.toUnicode.find(c.number); ok {
			return plain(s), true
		}
	}
	if !f.composite {
		s := f.names[c.number&0xff]
		return plain(s), s != "" || f.toUnicode != nil
	}
	if f.charset != nil {
		if s, err := f.charset.NewDecoder().String(c.bytes); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
			return plain(s), true
		}
	}
	return "", f.toUnicode != nil && len(f.toUnicode.spaces) == 0
}

func (f *font) width(c code) float64 {
	number := c.number
	if f.codes != nil {
		if r, ok := lookUp(f.codes.glyphs, number); ok {
			number += r.glyph - r.first
		}
	}
	w, ok := f.widths[number]
	if !ok {
		w = f.missing
	}
	return w * f.unit
}

// plain leaves out what is no text, and spells out ligatures, which are no letters of their own.
func plain(s string) string {
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
