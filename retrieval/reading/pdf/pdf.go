// Package pdf reads PDFs. The library pdfcpu reads the objects of a file, mends and decrypts them; what they draw is
// followed here: glyphs become lines, lines become columns, and the distances and sizes of letters say what is a heading,
// a paragraph, or a header of the page.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

const (
	// openTimeout bounds the repair of a damaged file.
	openTimeout = time.Minute
	// maxContent is how many bytes of drawing are read from one file: beyond it, forms draw forms without end.
	maxContent = 1 << 28
	// maxStream is how many bytes one stream may unpack to: those of a page of text have thousands.
	maxStream = 32 << 20
	// maxGlyphs is how many letters a page may draw: a map has ten thousand.
	maxGlyphs = 1 << 20
	// minKnown is the share of a file's letters that must be known. Below it, the fonts hide what they draw, and only
	// scraps are left.
	minKnown = 0.5
)

// Read reads a PDF. Its source is its words, a line for each line on a page, with a form feed before each page but the
// first. The error says what makes the file unreadable: it is damaged, encrypted, or holds no text.
func Read(content []byte) (m *manuscript.Manuscript, err error) {
	defer func() { // pdfcpu panics on some damaged files
		if x := recover(); x != nil {
			m, err = nil, fmt.Errorf("damaged PDF: %v", x)
		}
	}()
	if !bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) {
		return nil, errors.New("not a PDF")
	}
	ctx, cancel := context.WithTimeout(context.Background(), openTimeout)
	defer cancel()
	objects, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(content), configuration())
	if err != nil {
		if errors.Is(err, pdfcpu.ErrWrongPassword) {
			return nil, errors.New("it is encrypted and needs a password")
		}
		return nil, fmt.Errorf("damaged PDF: %w", err)
	}
	d := &file{objects: objects.XRefTable, fonts: map[types.Object]*font{}}
	if err := objects.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("damaged PDF: %w", err)
	}
	var pages [][]*textLine
	for n := 1; n <= objects.PageCount; n++ {
		page, err := d.page(n)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", n, err)
		}
		pages = append(pages, page.lines())
	}
	switch {
	case d.known == 0 && d.unknown == 0:
		return nil, errors.New("it has no text layer: its pages are pictures")
	case float64(d.known) < minKnown*float64(d.known+d.unknown):
		return nil, errors.New("its fonts do not tell which letters they draw")
	}
	m = layPages(pages)
	d.properties(m)
	return m, nil
}

// configuration is made here, since the library would read its own from a folder of the user.
func configuration() *model.Configuration {
	c := &model.Configuration{Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true, Limits: model.DefaultResourceLimits()}
	c.Limits.MaxDecodeBytes = maxStream
	return c
}

type file struct {
	objects *model.XRefTable
	fonts   map[types.Object]*font // by their references
	content int                    // bytes of drawing read
	known   int                    // letters drawn that the file names
	unknown int                    // letters drawn that it does not
}

// page reads what one page draws, which may be nothing.
func (d *file) page(n int) (page, error) {
	dict, _, inherited, err := d.objects.PageDict(n, false)
	if err != nil || dict == nil {
		return page{}, err
	}
	resources := d.dict(dict["Resources"])
	if resources == nil && inherited != nil {
		resources = inherited.Resources
	}
	var content []byte
	streams := d.array(dict["Contents"])
	if streams == nil {
		streams = types.Array{dict["Contents"]}
	}
	for _, o := range streams {
		part, err := d.stream(o)
		if _, referred := o.(types.IndirectRef); err == nil && referred && part == nil {
			err = errors.New("what it draws is missing: the file is damaged")
		}
		if err != nil {
			return page{}, err
		}
		if content = append(append(content, part...), '\n'); len(content) > maxStream {
			return page{}, errors.New("it draws more than any page of text")
		}
	}
	p := &painter{file: d, state: state{place: identity, scale: 1}}
	if err := p.paint(content, resources, 0); err != nil {
		return page{}, err
	}
	if len(p.page.glyphs) == maxGlyphs {
		return page{}, errors.New("it draws more letters than a page can hold")
	}
	return p.page, nil
}

// properties reads what the file notes of itself.
func (d *file) properties(m *manuscript.Manuscript) {
	if d.objects.Info != nil {
		info := d.dict(*d.objects.Info)
		m.Title = manuscript.ProperTitle(d.text(info["Title"]))
		m.Date = dateOf(d.text(info["CreationDate"]))
	}
	if root, err := d.objects.Catalog(); err == nil {
		m.Lang = d.text(root["Lang"])
	}
}

// dateOf reads D:20240124….
func dateOf(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < len("20060102") || !line.IsDigits(s[:8]) {
		return ""
	}
	return line.FirstDate(s[:4] + "-" + s[4:6] + "-" + s[6:8])
}

// The values of a file by their types. A value of another type counts as missing.

func (d *file) value(o types.Object) types.Object {
	o, err := d.objects.Dereference(o)
	if err != nil {
		return nil
	}
	return o
}

func (d *file) dict(o types.Object) types.Dict {
	switch o := d.value(o).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

func (d *file) array(o types.Object) types.Array {
	a, _ := d.value(o).(types.Array)
	return a
}

func (d *file) name(o types.Object) string {
	n, _ := d.value(o).(types.Name)
	return string(n)
}

func (d *file) number(o types.Object) (float64, bool) {
	switch o := d.value(o).(type) {
	case types.Integer:
		return float64(o), true
	case types.Float:
		return float64(o), true
	}
	return 0, false
}

func (d *file) text(o types.Object) string {
	s, err := d.objects.DereferenceText(o)
	if err != nil {
		return ""
	}
	return s
}

// stream unpacks a stream; nil if there is none.
func (d *file) stream(o types.Object) ([]byte, error) {
	s, ok := d.value(o).(types.StreamDict)
	if !ok {
		return nil, nil
	}
	if err := s.DecodeWithLimit(maxStream); err != nil {
		return nil, err
	}
	return append([]byte{}, s.Content...), nil
}

// table unpacks a stream that helps to read others. A damaged one is left out.
func (d *file) table(o types.Object) []byte {
	content, _ := d.stream(o)
	return content
}

// matrix is [a b c d e f] of the PDF reference: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is the matrix that does what m does, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (d *file) matrix(o types.Object) (m matrix, ok bool) {
	a := d.array(o)
	if len(a) != len(m) {
		return m, false
	}
	for i := range m {
		m[i], _ = d.number(a[i])
	}
	return m, true
}
