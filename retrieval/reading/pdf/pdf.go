// Package pdf reads PDFs. The library PDFium opens a file and says which letters its pages show, and where; from that follow
// lines, from lines columns, and the distances and sizes of letters say what is a heading, a paragraph, or a header of
// the page.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// minKnown is the share of a file's letters that must be known. Below it, the fonts hide what they draw, and only scraps
// are left.
const minKnown = 0.5

// Read reads a PDF. Its source is its words, a line for each line on a page, with a form feed before each page but the
// first. A page that cannot be read is lost, and the manuscript says so. The error says what makes the file
// unreadable: it is damaged, encrypted, or holds no text.
func Read(content []byte) (*manuscript.Manuscript, error) {
	if !bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) {
		return nil, errors.New("not a PDF")
	}
	d, err := open(content)
	if err != nil {
		return nil, err
	}
	defer func() { d.close() }()
	if d.pages > maxPages {
		return nil, fmt.Errorf("it has %d pages, more than the %d that are read", d.pages, maxPages)
	}
	defer d.limit(openTimeout)()
	title, date, lang := d.property("Title"), d.property("CreationDate"), d.text("FPDFCatalog_GetLanguage", d.handle)
	pages, lost, err := d.read()
	if err != nil {
		return nil, err
	}
	m := layPages(pages)
	m.Title, m.Date, m.Lang, m.Lost = manuscript.ProperTitle(title), dateOf(date), lang, lost
	return m, nil
}

// read reads the pages, and says what is lost of them.
func (d *document) read() (pages [][]*textLine, lost []string, err error) {
	var l losses
	broken, untold := 0, 0
	for n := range d.pages {
		glyphs, err := d.page(n)
		if err != nil {
			l.add(n+1, err)
		}
		lines := linesOf(glyphs)
		for _, l := range lines {
			untold += l.untold
		}
		pages = append(pages, lines)
		if d.err == nil {
			continue
		}
		if broken++; broken == maxBroken {
			for ; n < d.pages; n++ {
				l.add(n+1, err)
			}
			break
		}
		if err := d.reopen(); err != nil {
			return nil, nil, err
		}
	}
	switch {
	case d.known == 0 && len(l) > 0:
		return nil, nil, errors.New(l.sentences()[0])
	case d.known == 0 && d.unknown == 0:
		return nil, nil, errors.New("it has no text layer: its pages are pictures")
	case float64(d.known) < minKnown*float64(d.known+d.unknown):
		return nil, nil, errors.New("its fonts do not tell which letters they draw")
	}
	lost = l.sentences()
	if untold > 0 {
		lost = append(lost, fmt.Sprintf("its fonts do not tell what %d of its %d letters are: they are shown as %s", untold, d.known+d.unknown, unknown))
	}
	return pages, lost, nil
}

// losses are pages that could not be read, in order.
type losses []loss

type loss struct {
	first, last int
	err         error
}

func (l *losses) add(page int, err error) {
	if n := len(*l); n > 0 && (*l)[n-1].last == page-1 && (*l)[n-1].err.Error() == err.Error() {
		(*l)[n-1].last = page
		return
	}
	*l = append(*l, loss{page, page, err})
}

func (l losses) sentences() []string {
	var all []string
	for _, x := range l {
		if x.first == x.last {
			all = append(all, fmt.Sprintf("page %d could not be read: %v", x.first, x.err))
		} else {
			all = append(all, fmt.Sprintf("pages %d to %d could not be read: %v", x.first, x.last, x.err))
		}
	}
	return all
}

// dateOf reads D:20240124….
func dateOf(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < len("20060102") || !line.IsDigits(s[:8]) {
		return ""
	}
	return line.FirstDate(s[:4] + "-" + s[4:6] + "-" + s[6:8])
}
