package pdf

import (
	"errors"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

// glyph is a letter that a page shows, in a frame whose x runs along its line and whose y falls from line to line.
type glyph struct {
	text        string
	x, y        float64
	width, size float64
	turned      int  // quarter turns of the frame
	guessed     bool // the file does not tell it
}

const (
	// maxGlyphs is how many letters a page may show: a map has ten thousand.
	maxGlyphs = 1 << 20
	// untold is a letter that the file does not tell, unknown what is shown of it, and bullet what if it stands before the words of
	// a line: such are drawn, not spelled. All have as many bytes.
	untold  = "\ufffd"
	unknown = "\u25a1"
	bullet  = "\u2022"
)

// run is letters that stand side by side, in letters of one size.
type run struct {
	size   float64
	turned int
	hidden bool       // it begins outside of what is shown of the page
	told   bool       // the file tells its letters
	x, y   float64    // where its last letter stands
	box    [4]float64 // around that letter: left, top, right, bottom
}

// glyphs reads what a page shows.
func (d *document) glyphs(text uint64, crop [4]float64) ([]glyph, error) {
	letters, err := d.letters(text)
	if err != nil {
		return nil, err
	}
	var glyphs []glyph
	var r run
	for i, letter := range letters {
		if letter == '\r' || letter == '\n' || letter == ' ' && d.number("FPDFText_IsGenerated", text, uint64(i)) == 1 {
			continue // PDFium's own idea of words and lines
		}
		before := r
		if begins := d.measure(&r, text, uint64(i)); begins {
			r.hidden = !inside(crop, r)
		}
		if begins := before.y != r.y || before.size != r.size; begins || !r.told || letter > '~' || letter < ' ' {
			r.told = d.number("FPDFText_HasUnicodeMapError", text, uint64(i)) != 1
		}
		shown := show(letter)
		d.cipher = d.cipher || !r.told && shown == untold
		if last := len(glyphs) - 1; last >= 0 && before.x == r.x && before.y == r.y && before.box == r.box {
			glyphs[last].text += shown // the letters of a ligature
			continue
		}
		if g := r.glyph(shown); shown != "" && !r.hidden && finite(g.x, g.y, g.width, g.size) {
			glyphs = append(glyphs, g)
		}
	}
	return glyphs, d.err
}

// count counts the letters that the file tells. Of the others PDFium gives the codes: they often are those of the letters, but not if any
// of them cannot be one.
func (d *document) count(glyphs []glyph) {
	for i, g := range glyphs {
		switch {
		case g.blank():
		case g.text == untold, g.guessed && d.cipher:
			glyphs[i].text = untold
			d.unknown++
		default:
			d.known += utf8.RuneCountInString(g.text)
		}
	}
}

// letters reads the letters of a page in the order in which PDFium counts them: at one go, if that gives one for each.
func (d *document) letters(text uint64) ([]rune, error) {
	n := max(0, d.number("FPDFText_CountChars", text))
	if n > maxGlyphs {
		return nil, errors.New("it draws more letters than a page can hold")
	}
	if units := d.units("FPDFText_GetText", n+1, text, 0, uint64(n)); len(units) == n {
		letters := make([]rune, n)
		for i, unit := range units {
			letters[i] = rune(unit)
		}
		return letters, d.err
	}
	letters := make([]rune, n)
	for i := range letters {
		letters[i] = rune(d.call("FPDFText_GetUnicode", text, uint64(i)))
	}
	return letters, d.err
}

// measure reads where a letter stands, and reports whether a run begins with it. In a run, its box says enough: each call takes longer
// than what it does.
func (d *document) measure(r *run, text, i uint64) (begins bool) {
	var box [4]float64
	d.call("FPDFText_GetLooseCharBox", text, i, d.scratch)
	d.float32s(d.scratch, box[:])
	if r.turned == 0 && box[1] == r.box[1] && box[3] == r.box[3] && box[0] < box[2] && math.Abs(box[0]-r.box[2]) < columnGap*r.size {
		r.box, r.x = box, box[0]
		return false
	}
	m, at := [4]float64{1, 0, 0, 1}, [2]float64{}
	if d.number("FPDFText_GetMatrix", text, i, d.scratch) != 0 {
		d.float32s(d.scratch, m[:])
	}
	if d.number("FPDFText_GetCharOrigin", text, i, d.scratch, d.scratch+8) != 0 {
		d.float64s(d.scratch, at[:])
	}
	size := math.Abs(math.Float64frombits(d.call("FPDFText_GetFontSize", text, i))) * math.Hypot(m[2], m[3])
	*r = run{size: size, x: at[0], y: at[1], box: box, told: r.told}
	upright := math.Abs(m[0]) >= math.Abs(m[1])
	switch {
	case upright && m[0] < 0:
		r.turned = 2
	case !upright && m[1] > 0:
		r.turned = 1
	case !upright:
		r.turned = 3
	}
	if !upright { // PDFium makes those boxes flat
		d.call("FPDFText_GetCharBox", text, i, d.scratch, d.scratch+8, d.scratch+16, d.scratch+24)
		d.float64s(d.scratch, box[:]) // left, right, bottom, top
		r.box = [4]float64{box[0], box[3], box[1], box[2]}
	}
	return true
}

// glyph is a letter of the run where it was measured.
func (r *run) glyph(text string) glyph {
	g := glyph{text: text, size: r.size, turned: r.turned, guessed: !r.told}
	switch r.turned {
	case 0:
		g.x, g.y, g.width = r.x, r.y, r.box[2]-r.x
	case 1:
		g.x, g.y, g.width = r.y, -r.x, r.box[1]-r.y
	case 2:
		g.x, g.y, g.width = -r.x, -r.y, r.x-min(r.box[0], r.box[2])
	case 3:
		g.x, g.y, g.width = -r.y, r.x, r.y-r.box[3]
	}
	g.width = max(0, g.width)
	return g
}

// show is how a letter is shown.
func show(letter rune) string {
	switch {
	case letter == 2, letter == 0xfffe: // PDFium's mark of a hyphen at the end of a line
		letter = '-'
	case letter == '\u00a0', letter == '\t':
		letter = ' '
	case letter == 0xfeff, unicode.Is(unicode.Variation_Selector, letter):
		return ""
	}
	switch {
	case unicode.IsSpace(letter):
		return string(letter)
	case unicode.IsControl(letter), letter == unicode.ReplacementChar, unicode.In(letter, unicode.Co, unicode.Cs):
		return untold
	}
	return plain(letter)
}

// plain spells out ligatures, which are no letters of their own.
func plain(r rune) string {
	if r >= 0xfb00 && r <= 0xfb06 {
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00]
	}
	return string(r)
}

// inside reports whether the last letter of a run stands within what is shown of its page.
func inside(crop [4]float64, r run) bool {
	return r.x >= crop[0] && r.x <= crop[2] && r.y >= crop[3] && r.y <= crop[1]
}

// blank reports whether a glyph shows nothing.
func (g glyph) blank() bool { return strings.TrimSpace(g.text) == "" }

// superscript writes digits as raised ones: 10² is not 102. Other letters stay as they are.
func superscript(s string) string {
	if !line.IsDigits(s) {
		return s
	}
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, s)
}
