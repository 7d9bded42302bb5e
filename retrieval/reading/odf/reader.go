package odf

import (
	"encoding/xml"
	"strconv"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

// reader writes the words of a document.
type reader struct {
	w          manuscript.Writer
	paragraphs []*paragraph // open ones: a text box or a footnote within a paragraph holds others
	tables     []*openTable // open ones: a cell may hold a table
	sheets     []*openTable // those of a spreadsheet
	book       bool         // it is a spreadsheet
	later      []*paragraph // the footnotes of the paragraph that is open
	lists      int          // open ones
	notes      int          // open ones
	slide      int          // counted from 1
	spoken     bool         // what the speaker noted
	title      bool         // the frame holds the title of a slide
	spare      int          // see openTable
	ends       int          // for the next line, see manuscript.Mark
}

type paragraph struct {
	text strings.Builder
	mark manuscript.Mark
}

// openTable is a table that is being read.
type openTable struct {
	table.Table
	sheet   string // what the sheet is called; "" for any other table
	row     []table.Cell
	inHead  bool
	cell    strings.Builder
	times   int // how often the cell, and then the row, is repeated
	rowEach int
	spare   *int // bytes that what is repeated may still take in the document
}

const (
	// maxRepeated is how often a cell or a row is repeated at most: sheets fill their width and height with empty ones.
	maxRepeated = 100
	// maxCopied is how many bytes what is repeated takes at most; beyond it, it stands there once.
	maxCopied = 4 << 20
	// maxSpaces is how many spaces stand side by side at most.
	maxSpaces = 40
)

// isSkipped reports whether an element is never shown: deleted words, comments, how words are pronounced, the mark of a note,
// what a table of contents is made by.
func isSkipped(e xml.StartElement) bool {
	switch e.Name.Local {
	case "tracked-changes", "annotation", "ruby-text", "note-citation", "forms", "table-of-content-source", "automatic-styles", "font-face-decls", "shapes":
		return true
	case "table":
		return archive.Attribute(e, "display") == "false"
	}
	return false
}

func (r *reader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "spreadsheet":
		r.book = true
	case "page":
		r.slide++
		r.ends = 1
	case "notes":
		r.spoken = true
	case "frame":
		r.title = archive.Attribute(e, "class") == "title"
	case "list":
		r.lists++
	case "note":
		r.notes++
	case "h", "p":
		r.paragraphs = append(r.paragraphs, &paragraph{mark: r.mark(e)})
	case "s":
		n, _ := strconv.Atoi(archive.Attribute(e, "c"))
		r.put(strings.Repeat(" ", min(max(1, n), maxSpaces)))
	case "tab", "line-break":
		r.put(" ")
	case "table":
		t := &openTable{spare: &r.spare}
		if r.book && len(r.tables) == 0 {
			t.sheet = archive.Attribute(e, "name")
		}
		r.tables = append(r.tables, t)
	}
	if n := len(r.tables); n > 0 {
		r.tables[n-1].start(e)
	}
}

// mark is what a paragraph or a heading says of itself.
func (r *reader) mark(e xml.StartElement) manuscript.Mark {
	m := manuscript.Mark{Slide: r.slide, Fixed: r.slide > 0 || r.lists > 0 || r.notes > 0}
	level, _ := strconv.Atoi(archive.Attribute(e, "outline-level"))
	switch style := archive.Attribute(e, "style-name"); {
	case r.title && !r.spoken, style == "Title":
		m.Level = 1
	case e.Name.Local == "h":
		m.Level = min(max(1, level)+1, manuscript.MaxLevel)
	}
	if m.Level > 0 {
		m.Fixed = false
	}
	return m
}

func (t *openTable) start(e xml.StartElement) {
	switch e.Name.Local {
	case "table-header-rows":
		t.inHead = true
	case "table-row":
		t.row, t.rowEach = nil, repeated(e, "number-rows-repeated")
	case "table-cell":
		across, _ := strconv.Atoi(archive.Attribute(e, "number-columns-spanned"))
		down, _ := strconv.Atoi(archive.Attribute(e, "number-rows-spanned"))
		t.row, t.times = append(t.row, table.Cell{Across: across, Down: down, Head: t.inHead}), repeated(e, "number-columns-repeated")
		t.cell.Reset()
	}
}

// repeated is how often a cell or a row stands there.
func repeated(e xml.StartElement, name string) int {
	n, _ := strconv.Atoi(archive.Attribute(e, name))
	return min(max(1, n), maxRepeated)
}

func (r *reader) put(s string) {
	if n := len(r.paragraphs); n > 0 {
		r.paragraphs[n-1].text.WriteString(s)
	}
}

func (r *reader) end(name string) {
	switch name {
	case "notes":
		r.spoken = false
	case "frame":
		r.title = false
	case "list":
		r.lists--
	case "note":
		r.notes--
	case "h", "p":
		n := len(r.paragraphs)
		p := r.paragraphs[n-1]
		if r.paragraphs = r.paragraphs[:n-1]; r.notes > 0 {
			r.later = append(r.later, p)
			return
		}
		r.out(p)
		if n == 1 {
			for _, p := range r.later {
				r.out(p)
			}
			r.later = nil
		}
	case "table":
		n := len(r.tables)
		t := r.tables[n-1]
		r.tables = r.tables[:n-1]
		r.table(t)
	default:
		if n := len(r.tables); n > 0 {
			r.tables[n-1].end(name)
		}
	}
}

func (t *openTable) end(name string) {
	switch name {
	case "table-header-rows":
		t.inHead = false
	case "table-cell":
		if n := len(t.row); n > 0 {
			t.row[n-1].Text = t.cell.String()
			for range t.copies(t.times, len(t.row[n-1].Text)) {
				t.row = append(t.row, t.row[n-1])
			}
		}
	case "table-row":
		for len(t.row) > 0 && strings.TrimSpace(t.row[len(t.row)-1].Text) == "" && t.sheet != "" { // a sheet is as wide as LibreOffice
			t.row = t.row[:len(t.row)-1]
		}
		t.Add(t.row)
		size := 0
		for _, c := range t.row {
			size += len(c.Text) + 1
		}
		if size > 0 {
			for range t.copies(t.rowEach, size) {
				t.Add(t.row)
			}
		}
	}
}

// copies returns how often what takes so many bytes is written again, if it stands there so many times.
func (t *openTable) copies(times, size int) int {
	n := min(times-1, *t.spare/(size+1))
	*t.spare -= n * (size + 1)
	return n
}

// out writes a paragraph, or keeps it for the cell around.
func (r *reader) out(p *paragraph) {
	text := strings.TrimSpace(p.text.String())
	if text == "" {
		return
	}
	if n := len(r.tables); n > 0 {
		r.tables[n-1].cell.WriteString(text + " ")
		return
	}
	r.begin(p.mark)
	r.w.Print(text)
}

func (r *reader) begin(m manuscript.Mark) {
	m.Wall, m.Ends, r.ends = true, r.ends, 0
	r.w.Begin(m)
}

// table writes a table, or what it says into the cell around.
func (r *reader) table(t *openTable) {
	if n := len(r.tables); n > 0 {
		r.tables[n-1].cell.WriteString(t.cell.String())
		return
	}
	if t.sheet != "" {
		r.sheets = append(r.sheets, t)
		return
	}
	t.Write(&r.w, manuscript.Mark{Slide: r.slide})
}

func (r *reader) writeSheets() {
	for _, t := range r.sheets {
		if len(r.sheets) > 1 {
			r.begin(manuscript.Mark{Level: 1})
			r.w.Print(t.sheet)
		}
		t.Write(&r.w, manuscript.Mark{})
	}
}
