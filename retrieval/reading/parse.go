package reading

import (
	"context"
	"fmt"
	"path"

	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/line"
)

// Parse reads one file. The extension of its name decides on the format, and the format on what Source is:
//
//   - of a plain text, the decoded file: a block says what stands at its spans, with the white space laid anew;
//   - of a web page, the decoded file with its tags: a block says what a browser shows of its spans;
//   - of Markdown, the decoded file: a block stands at whole lines, and says what these show when rendered;
//   - of a Word document or a book, its words, a line for each paragraph. The numbers that Word counts itself are not among
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
	return line.Printable(ext) + " is not supported"
}
