package reading

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"

	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/epub"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/markdown"
	"chuchu/retrieval/reading/odf"
	"chuchu/retrieval/reading/pdf"
	"chuchu/retrieval/reading/record"
	"chuchu/retrieval/reading/sheet"
	"chuchu/retrieval/reading/slides"
	"chuchu/retrieval/reading/subtitles"
	"chuchu/retrieval/reading/web"
	"chuchu/retrieval/reading/word"
)

// Parse reads one file. The extension of its name decides on the format, and the format on what Source is:
//
//   - of a plain text, the decoded file: a block says what stands at its spans, with the white space laid anew;
//   - of a web page, the decoded file with its tags: a block says what a browser shows of its spans;
//   - of Markdown, the decoded file: a block stands at whole lines, and says what these show when rendered;
//   - of a table in CSV or TSV, the decoded file: a block stands at whole rows;
//   - of subtitles, the decoded file: a block stands at whole captions, and says their words joined;
//   - of JSON or XML, the decoded file: a block stands at whole fields or records, and says what they hold;
//   - of a workbook, what its cells show, a line for each row;
//   - of a Word document, an OpenDocument, a presentation or a book, its words, a line for each paragraph. The numbers that Word counts itself are not among
//     them: they stand in trails only, so that a clause keeps its words when another one is put before it;
//   - of a PDF, its words, a line for each line of its pages, and a form feed before each page but the first.
//
// The error names the file once. It is a [*SkipError] if the file is no text that this package could read, and another error
// if the file should have been readable but is not.
func Parse(name string, content []byte) (Text, error) {
	if _, supported := formatOf(name); !supported {
		return Text{}, &SkipError{File: name, Reason: unsupported(path.Ext(name))}
	}
	return File{Name: name, Size: int64(len(content)), open: charset.InMemory(content)}.ReadSource(context.Background())
}

// format is how files of a kind are read.
type format struct {
	maxBytes int64 // of a file
	read     readFunc
}

func (f format) tooLarge(size int64) error {
	return fmt.Errorf("it has %d MB, more than the %d MB that are read of a file of this kind", size>>20, f.maxBytes>>20)
}

// readFunc reads the content of a file, which if it is a text is in the encoding.
type readFunc func(content []byte, e charset.Encoding) (*manuscript.Manuscript, error)

const (
	// maxMarked is how many bytes a text with marks may have. Markdown takes some 15 times its size while it is read, a
	// web page 9 times, and no such file that people wrote comes near.
	maxMarked = 64 << 20
	// maxPacked is the same for the other formats, whose files are mostly pictures.
	maxPacked = 512 << 20
)

// formatOf chooses the format of a file by its extension. Plain text is read in sections, and so has
// no function here.
func formatOf(name string) (f format, supported bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".text":
		return format{}, true
	case ".md", ".markdown":
		return format{maxMarked, decoded(undeclared, func(source string) *manuscript.Manuscript {
			return markdown.Read(source, frontMatterEnd(source))
		})}, true
	case ".html", ".htm", ".xhtml":
		return format{maxMarked, decoded(web.Decode, web.Read)}, true
	case ".docx", ".docm":
		return format{maxPacked, packed("a Word document", word.Read)}, true
	case ".srt", ".vtt":
		return format{maxMarked, decoded(undeclared, subtitles.Read)}, true
	case ".json", ".jsonl", ".ndjson":
		return format{maxMarked, parsed(undeclared, record.ReadJSON)}, true
	case ".xml":
		return format{maxMarked, parsed(undeclared, record.ReadXML)}, true
	case ".csv", ".tsv":
		return format{maxMarked, decoded(undeclared, sheet.ReadText)}, true
	case ".xlsx", ".xlsm":
		return format{maxPacked, packed("a workbook", sheet.ReadWorkbook)}, true
	case ".pptx", ".pptm", ".ppsx":
		return format{maxPacked, packed("a presentation", slides.Read)}, true
	case ".odt", ".odp", ".ods", ".ott":
		return format{maxPacked, packed("an OpenDocument", odf.Read)}, true
	case ".epub":
		return format{maxPacked, packed("an EPUB", epub.Read)}, true
	case ".pdf":
		return format{maxPacked, packed("a PDF", pdf.Read)}, true
	}
	return format{}, false
}

// decodeFunc makes text of a file, in the encoding named if there is one, and says what of it does not decode.
type decodeFunc func(content []byte, named charset.Encoding) (text, lost string, err error)

// decoded reads a format that is a text.
func decoded(decode decodeFunc, read func(source string) *manuscript.Manuscript) readFunc {
	return parsed(decode, func(source string) (*manuscript.Manuscript, error) { return read(source), nil })
}

// parsed reads a format that is a text and may be damaged.
func parsed(decode decodeFunc, read func(source string) (*manuscript.Manuscript, error)) readFunc {
	return func(content []byte, e charset.Encoding) (*manuscript.Manuscript, error) {
		source, lost, err := decode(content, e)
		if err == nil {
			err = checkLines(source)
		}
		if err != nil {
			return nil, err
		}
		m, err := read(source)
		if err == nil && lost != "" {
			m.Lost = append(m.Lost, lost)
		}
		return m, err
	}
}

// undeclared decodes a text that does not say its encoding.
func undeclared(content []byte, named charset.Encoding) (text, lost string, err error) {
	return charset.Decode(content, named, charset.Encoding{})
}

// packed reads a format that is no text. If that fails and the file is another kind of file, the error says so.
func packed(kind string, read func([]byte) (*manuscript.Manuscript, error)) readFunc {
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

// SkipError says that a file was left out: nothing is wrong with it, but it is not a text for this package.
type SkipError struct {
	File   string
	Reason string
}

const noText = "it holds no text"

func (e *SkipError) Error() string {
	return fmt.Sprintf("reading %s: %s", line.Printable(e.File), e.Reason)
}

func unsupported(ext string) string {
	if ext == "" {
		return "a name without extension is not supported"
	}
	if other := successor[strings.ToLower(ext)]; other != "" {
		return ext + " is of programs before 2007; open it in Word, Excel, PowerPoint or LibreOffice and save it as " + other
	}
	return line.Printable(ext) + " is not supported"
}

// successor names for formats before 2007 the one that the same programs write today.
var successor = map[string]string{".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx"}
