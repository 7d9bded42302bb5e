// Package reading turns files into texts: prose re-flowed into the paragraphs that a person would see, each with the
// place where it stands, and every other character of the file accounted for.
//
// Plain text, Markdown, web pages, Word documents, OpenDocuments, spreadsheets, data in JSON and XML, presentations, EPUB books, subtitles and
// PDFs are read. Each format has a room below this one and hands over a manuscript: the words in lines, what it says of each
// line, and where they stand. This package finds and decodes files, picks the format, and joins the lines of all formats alike.
//
// The package knows nothing of questions or indexes. Whatever is read stays letter for letter; only white space is laid
// anew where a line was broken.
package reading

import (
	"chuchu/retrieval/language"
)

// Text is one document of the collection, read from one file.
type Text struct {
	File   string   // slash-separated path below the collection's root
	Title  string   // the first headline, else the beginning of the first paragraph, else the file's name
	Date   string   // ISO 8601, as exact as the text says: "2024-01-24", "2023-12" or "2023"; "" if unknown
	Lang   string   // BCP 47: "zh-Hans", "zh-Hant", "en"; "und" if unknown
	Source string   // what every Span points into, see [Parse]
	Lost   []string // what of the file could not be read, a sentence each that names it
	Blocks []Block  // every non-blank character that Source shows exactly once, in the order of reading
}

// Kind is what a block is.
type Kind uint8

// The kinds.
const (
	Paragraph   Kind = iota // prose: what is indexed and quoted
	Heading                 // titles and headlines: the trail of what follows
	Boilerplate             // disclaimers, navigation, repeated headlines: kept, never indexed
)

// Block is a piece of a text: a paragraph, a heading or boilerplate. The Trail of a numbered paragraph of a Word document
// ends with its number. The row of a table whose columns are called something is a paragraph that says so before what each cell
// holds: oak chair · retail 320 · wholesale (empty). Its place is that of the row.
type Block struct {
	Kind  Kind
	Text  string   // re-flowed: lines joined, white space folded, otherwise letter for letter
	Spans []Span   // where it stands in Source, in order; more than one if something else stands in between
	First int      // its first line in Source, counted from 1
	Last  int      // its last line, First or greater
	Page  int      // the page on which it begins, counted from 1; 0 if the file has none
	Slide int      // the slide on which it stands, counted likewise
	At    string   // the time at which it is said, 00:01:12, or the path to it, items[3].name; "" if the file has neither
	Trail []string // the headings that it stands under, outermost first; the title only if it heads one article of several
	Why   string   // for boilerplate: what it is, in a word or two ("disclaimer", "repeated headline")
	Cells []Cell   // of a row of a table whose columns are called something; nil for all else
}

// Heading returns the innermost heading that a block stands under; "" if there is none.
func (b Block) Heading() string {
	if len(b.Trail) == 0 {
		return ""
	}
	return b.Trail[len(b.Trail)-1]
}

// Sentences cuts a block into its sentences, in order. The row of a table is one.
func (b Block) Sentences() []Span {
	if b.Cells != nil {
		return []Span{{End: len(b.Text)}}
	}
	return language.Sentences(b.Text)
}

// Span is the half-open range of bytes [Start, End) of a text's Source.
type Span = language.Span
