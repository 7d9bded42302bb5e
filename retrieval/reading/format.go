package reading

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/epub"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/markdown"
	"chuchu/retrieval/reading/pdf"
	"chuchu/retrieval/reading/web"
	"chuchu/retrieval/reading/word"
)

// format is how files of a kind are read.
type format struct {
	most int64 // how many bytes a file may have
	read func(content []byte, e charset.Encoding) (*manuscript.Manuscript, error)
}

const (
	// maxMarked is how many bytes a text with marks may have. Markdown takes some 15 times its size while it is read, a
	// web page 9 times, and no such file that people wrote comes near.
	maxMarked = 64 << 20
	// maxPacked is the same for the other formats, whose files are mostly pictures.
	maxPacked = 512 << 20
)

// formatOf chooses the format of a file by its extension. Plain text is read in sections, and so has no function here.
func formatOf(name string) (f format, supported bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".text":
		return format{}, true
	case ".md", ".markdown":
		return format{maxMarked, readMarkdown}, true
	case ".html", ".htm", ".xhtml":
		return format{maxMarked, readWebPage}, true
	case ".docx", ".docm":
		return format{maxPacked, packed("a Word document", word.Read)}, true
	case ".epub":
		return format{maxPacked, packed("an EPUB", epub.Read)}, true
	case ".pdf":
		return format{maxPacked, packed("a PDF", pdf.Read)}, true
	}
	return format{}, false
}

func readMarkdown(content []byte, e charset.Encoding) (*manuscript.Manuscript, error) {
	source, err := charset.Decode(content, e)
	if err != nil {
		return nil, err
	}
	return markdown.Read(source, frontMatterEnd(source))
}

func readWebPage(content []byte, e charset.Encoding) (*manuscript.Manuscript, error) {
	source, err := web.Decode(content, e)
	if err != nil {
		return nil, err
	}
	return web.Read(source), nil
}

// packed reads a format that is no text. If that fails and the file is another kind of file, the error says so.
func packed(kind string, read func([]byte) (*manuscript.Manuscript, error)) func([]byte, charset.Encoding) (*manuscript.Manuscript, error) {
	return func(content []byte, _ charset.Encoding) (*manuscript.Manuscript, error) {
		m, err := read(content)
		if other := kindOf(content); err != nil && other != "" && other != kind {
			return nil, fmt.Errorf("not %s: it is %s", kind, other)
		}
		return m, err
	}
}

// kindOf says what a file is by its first bytes; "" if they do not tell.
func kindOf(content []byte) string {
	for _, sign := range []struct{ prefix, kind string }{
		{"\xff\xd8\xff", "a JPEG picture"},
		{"\x89PNG", "a PNG picture"},
		{"GIF8", "a GIF picture"},
		{"%PDF", "a PDF"},
		{"{\\rtf", "RTF"},
		{"\xd0\xcf\x11\xe0", "encrypted, or of a program before 2007"},
		{"<", "a web page or XML"},
	} {
		if bytes.HasPrefix(content, []byte(sign.prefix)) {
			return sign.kind
		}
	}
	if len(content) == 0 {
		return "empty"
	}
	return ""
}
