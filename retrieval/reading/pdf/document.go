package pdf

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

const (
	// openTimeout bounds the opening and the repair of a file, and pageTimeout the reading of a page, which takes milliseconds.
	openTimeout = 10 * time.Second
	pageTimeout = 4 * time.Second
	// maxBroken is after how many pages that took too long or too much memory the rest of a file is given up.
	maxBroken = 2
	// maxPages is how many pages a file may have; the Bible has two thousand.
	maxPages = 50_000
	// scratchBytes is how much room PDFium is given for what it returns: a matrix of eight-byte numbers is the most.
	scratchBytes = 64
)

// document is a file that is open in a sandbox.
type document struct {
	*sandbox
	content []byte
	handle  uint64 // of PDFium
	scratch uint64 // room for what it returns
	pages   int
	known   int  // letters that the file tells
	unknown int  // letters that it does not
	cipher  bool // the codes of such letters are not those of letters
}

var (
	errPassword = errors.New("it is encrypted and needs a password")
	errDamaged  = errors.New("the file is damaged there")
)

// open opens a file in a new sandbox. Close it after use.
func open(content []byte) (*document, error) {
	l, err := started()
	if err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	s, err := l.sandbox()
	if err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	d := &document{sandbox: s, content: content}
	defer d.limit(openTimeout)()
	d.scratch = d.put(make([]byte, scratchBytes))
	at, password := d.put(content), d.put([]byte{0})
	d.handle = d.call("FPDF_LoadMemDocument", at, uint64(len(content)), password)
	if d.handle == 0 {
		const wrongPassword = 4
		if d.err == nil && d.number("FPDF_GetLastError") == wrongPassword {
			d.err = errPassword
		}
		d.close()
		return nil, cmp.Or(d.err, errors.New("damaged PDF"))
	}
	if d.pages = d.number("FPDF_GetPageCount", d.handle); d.pages <= 0 {
		d.close()
		return nil, cmp.Or(d.err, errors.New("damaged PDF: it has no pages"))
	}
	return d, nil
}

// reopen opens the file in a new sandbox, after the old one has failed.
func (d *document) reopen() error {
	again, err := open(d.content)
	if err != nil {
		return err
	}
	d.close()
	d.sandbox, d.handle, d.scratch = again.sandbox, again.handle, again.scratch
	return nil
}

// property is what a file notes of itself.
func (d *document) property(name string) string {
	at := d.put(append([]byte(name), 0))
	return d.text("FPDF_GetMetaText", d.handle, at)
}

// limit bounds what the sandbox does until the returned function is called.
func (d *document) limit(timeout time.Duration) (end func()) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	d.ctx = ctx
	return cancel
}

// page reads a page, counted from 0: what it shows, and then what notes and the fields of forms on it say.
func (d *document) page(n int) ([]glyph, error) {
	defer d.limit(pageTimeout)()
	page := d.call("FPDF_LoadPage", d.handle, uint64(n))
	if page == 0 {
		return nil, cmp.Or(d.err, errDamaged)
	}
	glyphs, err := d.shown(page)
	notes := d.notes(page)
	if err == nil && notes != nil {
		const display = 0
		d.call("FPDFPage_Flatten", page, display)
	}
	d.call("FPDF_ClosePage", page)
	if err == nil && notes != nil {
		page = d.call("FPDF_LoadPage", d.handle, uint64(n))
		var flat []glyph
		flat, err = d.shown(page)
		d.call("FPDF_ClosePage", page)
		glyphs = append(glyphs, added(glyphs, flat, notes)...)
	}
	d.count(glyphs)
	return glyphs, cmp.Or(err, d.err)
}

// shown reads what a page shows by itself.
func (d *document) shown(page uint64) ([]glyph, error) {
	var crop [4]float64
	d.call("FPDF_GetPageBoundingBox", page, d.scratch)
	d.float32s(d.scratch, crop[:])
	text := d.call("FPDFText_LoadPage", page)
	if text == 0 {
		return nil, cmp.Or(d.err, errDamaged)
	}
	defer d.call("FPDFText_ClosePage", text)
	return d.glyphs(text, crop)
}

// notes are the boxes of those notes and form fields of a page that show words: left, top, right, bottom each.
func (d *document) notes(page uint64) (boxes [][4]float64) {
	const freeText, stamp, widget = 3, 13, 20
	for i := range uint64(max(0, d.number("FPDFPage_GetAnnotCount", page))) {
		note := d.call("FPDFPage_GetAnnot", page, i)
		if kind := d.number("FPDFAnnot_GetSubtype", note); kind == freeText || kind == stamp || kind == widget {
			var box [4]float64
			d.call("FPDFAnnot_GetRect", note, d.scratch)
			d.float32s(d.scratch, box[:])
			boxes = append(boxes, box)
		}
		d.call("FPDFPage_CloseAnnot", note)
	}
	return boxes
}

// added is what a page shows in some boxes only after its notes were made part of it. Nothing else is taken from it then: PDFium may
// lose the encodings of its fonts.
func added(before, flat []glyph, boxes [][4]float64) []glyph {
	type place struct {
		x, y   float64
		turned int
	}
	at := func(g glyph) place { return place{math.Round(g.x), math.Round(g.y), g.turned} }
	known := map[place]bool{}
	for _, g := range before {
		known[at(g)] = true
	}
	return slices.DeleteFunc(flat, func(g glyph) bool {
		return g.guessed || g.text == untold || known[at(g)] || g.turned != 0 || !slices.ContainsFunc(boxes, func(box [4]float64) bool {
			return g.x >= box[0] && g.x <= box[2] && g.y >= box[3] && g.y <= box[1]
		})
	})
}
