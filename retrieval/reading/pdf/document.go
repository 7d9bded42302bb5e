package pdf

import (
	"cmp"
	"context"
	"errors"
	"fmt"
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

// page reads a page, counted from 0.
func (d *document) page(n int) ([]glyph, error) {
	defer d.limit(pageTimeout)()
	page := d.call("FPDF_LoadPage", d.handle, uint64(n))
	if page != 0 && d.hasWords(page) {
		const display = 0
		d.call("FPDFPage_Flatten", page, display)
		d.call("FPDF_ClosePage", page)
		page = d.call("FPDF_LoadPage", d.handle, uint64(n))
	}
	if page == 0 {
		return nil, cmp.Or(d.err, errDamaged)
	}
	defer d.call("FPDF_ClosePage", page)
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

// hasWords reports whether notes or form fields lie on a page that show words.
func (d *document) hasWords(page uint64) bool {
	const freeText, stamp, widget = 3, 13, 20
	for i := range uint64(max(0, d.number("FPDFPage_GetAnnotCount", page))) {
		note := d.call("FPDFPage_GetAnnot", page, i)
		kind := d.number("FPDFAnnot_GetSubtype", note)
		d.call("FPDFPage_CloseAnnot", note)
		if kind == freeText || kind == stamp || kind == widget {
			return true
		}
	}
	return false
}
