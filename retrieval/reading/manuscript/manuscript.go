// Package manuscript is what the formats have in common: each hands over the words of a file in lines, what it says of
// each line, and where they stand. Everything else, a reader of manuscripts finds out from the lines themselves, since
// page numbers, dates, disclaimers and numbered headings look alike in all formats.
package manuscript

import (
	"path"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
)

// Manuscript is what a format makes of a file. A plain text is its own manuscript.
type Manuscript struct {
	Source string // what places point into: the decoded file, or Text if the file has no words to point at
	Text   string // the words, in lines
	Marks  []Mark // one for each line of Text; none if the format says nothing of lines

	// Numbers are what a program shows before lines and the file does not hold, by the numbers of these lines, counted
	// from 1: the number of an item follows those of the items that it is part of.
	Numbers map[int][]string

	// What the file's properties say, "" if nothing. The title may be that of its site, too; the date is in ISO 8601.
	Title, Date, Lang string
	Published         bool // Date is that of publication, and so outweighs what the text says

	Lost []string // what of the file could not be read, a sentence each

	origin []segment // where the words stand, in the order of Text; none if Text is the source
}

// Mark is what a format says of a line.
type Mark struct {
	Page  int    // counted from 1; 0 if the format has none
	Slide int    // counted from 1; 0 if the format has none
	At    string // where else it stands, as the format's own programs name it: a time, a path; "" if the format has no such name
	Level int    // of a heading, from 1 to MaxLevel; 0 if it is none
	Ends  int    // the headings of this level and of inner ones end before it; 0 if it says nothing of them
	Wall  bool   // nothing flows into it from the line before
	Gap   bool   // a blank line stands before it
	Join  bool   // it continues the line before, however it looks
	Fixed bool   // it is no heading however it looks: an item of a list, the row of a table
	Whole bool   // it is never cut in pieces
	Bold  bool   // all of its words are set in bold
	Row   *Row   // of a table that says what its columns are called; nil for every other line
	Aside string // why it is no part of the prose; "" if nothing says so
}

// MaxLevel is how many levels of headings are told apart, with that of the title.
const MaxLevel = 9

// Why a line is no part of the prose, as far as several formats say so.
const (
	ColumnHeads = "column heads"
	Contents    = "contents"
	Links       = "links"
	Markup      = "markup" // what shows nothing
	Navigation  = "navigation"
	PageFooter  = "page footer"
	PageHeader  = "page header"
	PageNumber  = "page number"
)

// ProperTitle returns the title that a file's properties hold, white space folded; "" if it is what programs write for a
// document that was given none, or the name of a file.
func ProperTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	lower := strings.ToLower(s)
	begins := func(beginning string) bool { return strings.HasPrefix(lower, beginning) }
	if !line.Wordy(s, 2) || slices.ContainsFunc(language.Words("placeholder title"), begins) {
		return ""
	}
	switch path.Ext(lower) {
	case ".doc", ".docx", ".odt", ".wps", ".rtf", ".tex", ".dvi", ".indd", ".qxd", ".pdf", ".ps", ".txt", ".html":
		return ""
	}
	return s
}

// Row is a row of a table: what its cells hold, and what their columns are called.
type Row struct {
	Keyed bool     // the heads are names of fields, and none goes without saying
	Heads []string // of the columns, as many as there are cells; "" for a column that is not called anything
	Cells []Cell
}

// Cell is a cell of a row.
type Cell struct {
	Text   string // white space folded; "" for an empty cell
	Merged bool   // what it holds stands in another cell, which spans this one
}
