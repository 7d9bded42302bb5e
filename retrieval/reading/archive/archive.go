// Package archive reads the zip files that Word documents and books come in, and the XML in them.
package archive

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"chuchu/retrieval/reading/line"

	"golang.org/x/text/encoding/htmlindex"
)

const (
	// maxUnpacked is how many bytes of an archive are unpacked at most: the text of a hundred thick books.
	maxUnpacked = 128 << 20
	// maxRatio is how many times its packed size an entry may have. Tables of one and the same cell reach a hundred,
	// bombs a thousand.
	maxRatio = 250
	// smallEntry is the size in bytes below which the ratio means nothing.
	smallEntry = 1 << 20
	// maxDepth is how deep the elements of an entry may be nested: programs reach a few dozen.
	maxDepth = 10_000
)

// Reader reads an archive. Its entries are read in memory and by their names, so that a name that would lead out of a
// folder leads nowhere.
type Reader struct {
	files    map[string]*zip.File
	unpacked int
}

// Open opens an archive that was read into memory.
func Open(content []byte) (*Reader, error) {
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	a := &Reader{files: make(map[string]*zip.File, len(r.File))}
	for _, f := range r.File {
		a.files[f.Name] = f
	}
	return a, nil
}

// OpenDocument opens an Office document of some kind ("a workbook"), and returns its main entry.
func OpenDocument(content []byte, kind string) (a *Reader, main string, err error) {
	if a, err = Open(content); err != nil {
		return nil, "", fmt.Errorf("not %s, or damaged: %w", kind, err)
	}
	documents := a.Related("", "officeDocument")
	if len(documents) == 0 {
		return nil, "", fmt.Errorf("not %s: the archive holds none", kind)
	}
	return a, documents[0], nil
}

// Has reports whether the archive has an entry.
func (a *Reader) Has(name string) bool { return a.files[name] != nil }

// Read unpacks an entry. What unpacks to suspiciously much is an error.
func (a *Reader) Read(name string) ([]byte, error) {
	f := a.files[name]
	switch {
	case f == nil:
		return nil, fmt.Errorf("it has no entry %s", line.Printable(name))
	case f.Flags&1 != 0:
		return nil, errors.New("it is encrypted")
	}
	most := min(maxUnpacked-a.unpacked, max(smallEntry, int(min(f.CompressedSize64, maxUnpacked))*maxRatio))
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("entry %s: %w", line.Printable(name), err)
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	switch {
	case len(content) > most:
		return nil, fmt.Errorf("entry %s unpacks to more than %d times its size, or the whole to more than %d MB", line.Printable(name), maxRatio, maxUnpacked>>20)
	case err != nil:
		return nil, fmt.Errorf("entry %s: %w", line.Printable(name), err)
	}
	a.unpacked += len(content)
	return content, nil
}

// Tokens reads an entry as XML, token by token. Entities that an entry declares are not known to the decoder, so that none can
// multiply.
func (a *Reader) Tokens(name string, each func(xml.Token)) error {
	content, err := a.Read(name)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	d.CharsetReader = decode
	for depth := 0; ; {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("entry %s: %w", line.Printable(name), err)
		}
		switch t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return fmt.Errorf("entry %s: its elements are nested more than %d deep", line.Printable(name), maxDepth)
			}
		case xml.EndElement:
			depth--
		}
		each(t)
	}
}

// Visitor is told of what an entry shows.
type Visitor struct {
	IsSkipped func(xml.StartElement) bool // whether an element is passed over, with all that stands in it
	Start     func(xml.StartElement)
	End       func(name string) // of an element, without its namespace
	Words     func(string)
}

// Visit reads an entry as [Reader.Tokens] does.
func (a *Reader) Visit(name string, v Visitor) error {
	skipped := 0 // open elements within one that is passed over
	return a.Tokens(name, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			if skipped > 0 || v.IsSkipped(t) {
				skipped++
			} else {
				v.Start(t)
			}
		case xml.EndElement:
			if skipped > 0 {
				skipped--
			} else {
				v.End(t.Name.Local)
			}
		case xml.CharData:
			if skipped == 0 {
				v.Words(string(t))
			}
		}
	})
}

// decode reads what is in an encoding other than UTF-8.
func decode(label string, in io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, err
	}
	return e.NewDecoder().Reader(in), nil
}

// Elements reads the elements of an entry, with the words that stand directly in each.
func (a *Reader) Elements(name string, each func(e xml.StartElement, words string)) error {
	var (
		open  []xml.StartElement
		words strings.Builder
	)
	return a.Tokens(name, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, t.Copy())
			words.Reset()
		case xml.CharData:
			words.Write(t)
		case xml.EndElement:
			each(open[len(open)-1], strings.TrimSpace(words.String()))
			open = open[:len(open)-1]
			words.Reset()
		}
	})
}

// Resolve returns the name of the entry that another entry refers to.
func Resolve(entry, name string) string {
	if rest, ok := strings.CutPrefix(name, "/"); ok {
		return rest
	}
	return path.Join(path.Dir(entry), name)
}

// Attribute returns the value of an attribute in whatever namespace; "" if the element has none.
func Attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
