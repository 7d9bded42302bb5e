package reading

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
)

const (
	// mostUnpacked is how many bytes of an archive are unpacked: the text of a hundred thick books.
	mostUnpacked = 128 << 20
	// mostRatio is how many times its packed size an entry may have. Tables of one and the same cell reach a hundred,
	// bombs a thousand.
	mostRatio = 250
	// smallEntry is below what size the ratio means nothing.
	smallEntry = 1 << 20
)

// archive is a zip file that documents come in. Its entries are read in memory and by their names: a name that would
// lead out of a folder leads nowhere.
type archive struct {
	files    map[string]*zip.File
	unpacked int
}

// openArchive opens a zip file that was read into memory.
func openArchive(content []byte) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File))}
	for _, f := range r.File {
		a.files[f.Name] = f
	}
	return a, nil
}

func (a *archive) has(name string) bool { return a.files[name] != nil }

// read unpacks an entry.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[name]
	switch {
	case f == nil:
		return nil, fmt.Errorf("it has no entry %s", printable(name))
	case f.Flags&1 != 0:
		return nil, errors.New("it is encrypted")
	}
	most := min(mostUnpacked-a.unpacked, max(smallEntry, int(min(f.CompressedSize64, mostUnpacked))*mostRatio))
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("entry %s: %w", printable(name), err)
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	switch {
	case len(content) > most:
		return nil, fmt.Errorf("entry %s unpacks to more than %d times its size, or the whole to more than %d MB", printable(name), mostRatio, mostUnpacked>>20)
	case err != nil:
		return nil, fmt.Errorf("entry %s: %w", printable(name), err)
	}
	a.unpacked += len(content)
	return content, nil
}

// tokens reads an entry as XML, token by token, until a function gives an error. Entities that an entry declares are not
// known to the decoder, so that none can multiply.
func (a *archive) tokens(name string, each func(xml.Token) error) error {
	content, err := a.read(name)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	d.CharsetReader = charset.NewReaderLabel
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = each(t)
		}
		if err != nil {
			return fmt.Errorf("entry %s: %w", printable(name), err)
		}
	}
}

// elements reads the elements of an entry, with the words that stand directly in each.
func (a *archive) elements(name string, each func(e xml.StartElement, words string)) error {
	var (
		open  []xml.StartElement
		words strings.Builder
	)
	return a.tokens(name, func(t xml.Token) error {
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
		return nil
	})
}

// beside resolves a name that an entry refers to.
func beside(entry, name string) string {
	if rest, ok := strings.CutPrefix(name, "/"); ok {
		return rest
	}
	return path.Join(path.Dir(entry), name)
}

// valueOf is the value of an attribute in whatever namespace.
func valueOf(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
