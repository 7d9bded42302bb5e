package pdf

import (
	"regexp"
	"strconv"
	"unicode/utf8"

	corefont "github.com/pdfcpu/pdfcpu/pkg/font"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding/charmap"
)

// simpleFont reads a font with codes of one byte.
func (d *file) simpleFont(f *font, dict types.Dict) {
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
	if name := d.name(dict["BaseFont"]); len(f.widths) == 0 && corefont.IsCoreFont(name) {
		f.coreWidths(name)
	}
}

// coreWidths takes the widths of one of the fourteen fonts that every reader has, and files need not tell of.
func (f *font) coreWidths(name string) {
	for code, letters := range f.names {
		r, size := utf8.DecodeRuneInString(letters)
		windows, ok := charmap.Windows1252.EncodeRune(r) // the library counts its letters so
		if !ok || size == 0 || size < len(letters) {
			continue
		}
		if w, err := corefont.CharWidth(name, rune(windows)); err == nil {
			f.widths[code] = float64(w)
		}
	}
}

func (f *font) differences(d *file, list types.Array) {
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
func (f *font) builtIn(program []byte) {
	for _, found := range builtIn.FindAllSubmatch(program[:min(len(program), 1<<15)], -1) {
		if code, err := strconv.Atoi(string(found[1])); err == nil && code < len(f.names) {
			f.names[code] = glyphLetters(string(found[2]))
		}
	}
}

// baseEncoding is a named encoding of simple fonts; that of Windows if none is named, as it holds ASCII like all.
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
