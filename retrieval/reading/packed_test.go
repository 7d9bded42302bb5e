package reading_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// FuzzSlides states of the XML of a slide what FuzzParse does of plain texts.
func FuzzSlides(f *testing.F) {
	fuzzEntry(f, "testdata/files/*.pptx", "ppt/slides/slide", func(slide string) (string, map[string]string) {
		return "a.pptx", map[string]string{
			"_rels/.rels":                      `<Relationships><Relationship Type="/officeDocument" Target="ppt/presentation.xml"/></Relationships>`,
			"ppt/presentation.xml":             `<presentation><sldId xmlns:r="r" r:id="1"/></presentation>`,
			"ppt/_rels/presentation.xml.rels":  `<Relationships><Relationship Id="1" Type="/slide" Target="slides/slide1.xml"/></Relationships>`,
			"ppt/slides/slide1.xml":            slide,
			"ppt/slides/_rels/slide1.xml.rels": `<Relationships><Relationship Id="2" Type="/notesSlide" Target="slide1.xml"/></Relationships>`,
		}
	})
}

// FuzzOpenDocument states the same of the content of an OpenDocument.
func FuzzOpenDocument(f *testing.F) {
	fuzzEntry(f, "testdata/files/*.od?", "content", func(content string) (string, map[string]string) {
		return "a.odt", map[string]string{"content.xml": content}
	})
}

// fuzzEntry fuzzes the entry of an archive that pack makes a file of. Its seeds are the entries of such names in real files.
func fuzzEntry(f *testing.F, files, entry string, pack func(content string) (file string, entries map[string]string)) {
	names, err := filepath.Glob(files)
	if err != nil || len(names) == 0 {
		f.Fatal(files, err)
	}
	for _, name := range names {
		content := read(f, name)
		z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			f.Fatal(err)
		}
		for _, e := range z.File {
			if strings.HasPrefix(e.Name, entry) && strings.HasSuffix(e.Name, ".xml") {
				r, err := e.Open()
				if err != nil {
					f.Fatal(err)
				}
				seed, err := io.ReadAll(r)
				if err != nil {
					f.Fatal(err)
				}
				f.Add(string(seed))
			}
		}
	}
	f.Fuzz(func(t *testing.T, content string) {
		file, entries := pack(content)
		checkAny(t, file, []byte(zipFile(t, entries)))
	})
}

// zipFile is an archive of some entries.
func zipFile(t *testing.T, entries map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, entries[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
