package reading

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
	// longestOpen bounds the repair of a damaged PDF.
	longestOpen = time.Minute
	// mostContent is how many bytes of drawing are read from one file: beyond it, forms draw forms without end.
	mostContent = 1 << 28
	// mostStream is how many bytes one stream may unpack to: those of a page of text have thousands.
	mostStream = 32 << 20
	// mostGlyphs is how many letters a page may draw: a map has ten thousand.
	mostGlyphs = 1 << 20
	// leastKnown is the share of a file's letters that must be known. Below, its fonts keep to themselves what they draw,
	// and what is left are scraps.
	leastKnown = 0.5
)

// pdf reads a PDF. Its source is its words, a line for each line on a page, with a form feed before each page but the
// first. What a line belongs to is found out as in a plain text; larger letters are headings. pdfcpu reads the objects
// of the file, mends and decrypts them; what they draw is read here.
func pdf(content []byte, _ Encoding) (m *manuscript.Manuscript, err error) {
	defer func() { // the parser meets what nobody foresaw
		if x := recover(); x != nil {
			m, err = nil, fmt.Errorf("damaged PDF: %v", x)
		}
	}()
	if !bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) {
		if other := looksLike(content); other != "" {
			return nil, errors.New("not a PDF: " + other)
		}
		return nil, errors.New("not a PDF")
	}
	ctx, cancel := context.WithTimeout(context.Background(), longestOpen)
	defer cancel()
	objects, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(content), pdfConfiguration())
	if err != nil {
		if errors.Is(err, pdfcpu.ErrWrongPassword) {
			return nil, errors.New("it is encrypted and needs a password")
		}
		return nil, fmt.Errorf("damaged PDF: %w", err)
	}
	d := &pdfFile{objects: objects.XRefTable, fonts: map[types.Object]*pdfFont{}}
	if err := objects.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("damaged PDF: %w", err)
	}
	var pages [][]*pdfLine
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
	case float64(d.known) < leastKnown*float64(d.known+d.unknown):
		return nil, errors.New("its fonts do not tell which letters they draw")
	}
	m = layPages(pages)
	d.properties(m)
	return m, nil
}

// pdfConfiguration is made here, as the library's own would be read from a folder of the user.
func pdfConfiguration() *model.Configuration {
	c := &model.Configuration{Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true, Limits: model.DefaultResourceLimits()}
	c.Limits.MaxDecodeBytes = mostStream
	return c
}

// pdfFile is a file being read.
type pdfFile struct {
	objects *model.XRefTable
	fonts   map[types.Object]*pdfFont // by their references
	content int                       // bytes of drawing read
	known   int                       // letters drawn, and whether the file says which ones
	unknown int
}

// page reads what one page draws. A page that draws nothing is as good as any other.
func (d *pdfFile) page(n int) (pdfPage, error) {
	dict, _, inherited, err := d.objects.PageDict(n, false)
	if err != nil || dict == nil {
		return pdfPage{}, err
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
			return pdfPage{}, err
		}
		if content = append(append(content, part...), '\n'); len(content) > mostStream {
			return pdfPage{}, errors.New("it draws more than any page of text")
		}
	}
	p := &pdfPainter{file: d, state: newPdfState()}
	if err := p.paint(content, resources, 0); err != nil {
		return pdfPage{}, err
	}
	if len(p.page.glyphs) == mostGlyphs {
		return pdfPage{}, errors.New("it draws more letters than a page can hold")
	}
	return p.page, nil
}

// properties reads what the file notes of itself.
func (d *pdfFile) properties(m *manuscript.Manuscript) {
	if d.objects.Info != nil {
		info := d.dict(*d.objects.Info)
		m.Title = manuscript.ProperTitle(d.text(info["Title"]))
		m.Date = pdfDate(d.text(info["CreationDate"]))
	}
	if root, err := d.objects.Catalog(); err == nil {
		m.Lang = d.text(root["Lang"])
	}
}

// pdfDate reads D:20240124….
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < len("20060102") || !line.IsDigits(s[:8]) {
		return ""
	}
	return line.FirstDate(s[:4] + "-" + s[4:6] + "-" + s[6:8])
}

// The values of a file by their types: what is of another type, or missing, is none.

func (d *pdfFile) value(o types.Object) types.Object {
	o, err := d.objects.Dereference(o)
	if err != nil {
		return nil
	}
	return o
}

func (d *pdfFile) dict(o types.Object) types.Dict {
	switch o := d.value(o).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

func (d *pdfFile) array(o types.Object) types.Array {
	a, _ := d.value(o).(types.Array)
	return a
}

func (d *pdfFile) name(o types.Object) string {
	n, _ := d.value(o).(types.Name)
	return string(n)
}

func (d *pdfFile) number(o types.Object) (float64, bool) {
	switch o := d.value(o).(type) {
	case types.Integer:
		return float64(o), true
	case types.Float:
		return float64(o), true
	}
	return 0, false
}

func (d *pdfFile) text(o types.Object) string {
	s, err := d.objects.DereferenceText(o)
	if err != nil {
		return ""
	}
	return s
}

// stream unpacks a stream; nil where there is none.
func (d *pdfFile) stream(o types.Object) ([]byte, error) {
	s, ok := d.value(o).(types.StreamDict)
	if !ok {
		return nil, nil
	}
	if err := s.DecodeWithLimit(mostStream); err != nil {
		return nil, err
	}
	return append([]byte{}, s.Content...), nil
}

// table unpacks a stream that helps to read others; a damaged one helps nothing.
func (d *pdfFile) table(o types.Object) []byte {
	content, _ := d.stream(o)
	return content
}
