package slides

import (
	"encoding/xml"
	"strconv"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

// slide collects the words of a slide, of its notes, or of a drawing on it.
type slide struct {
	hidden bool
	title  string
	pieces []piece

	shape   shape
	words   bool
	text    strings.Builder // of the paragraph, or of the cell
	table   *table.Table    // nil outside one
	headed  bool            // the first row of the table is drawn as its head
	row     []table.Cell
	rows    int
	spanned bool // the cell lies under another one
}

// piece is a paragraph or a table.
type piece struct {
	text  string
	body  bool // of a placeholder for text
	aside string
	table *table.Table
}

// shape is what is known of the shape that is read.
type shape struct {
	title, body bool
	aside       string
}

// read reads an entry of the slide. What stands there for programs that don't know better is said twice.
func (s *slide) read(a *archive.Reader, entry string) error {
	isFallback := func(e xml.StartElement) bool { return e.Name.Local == "Fallback" }
	return a.Visit(entry, archive.Visitor{IsSkipped: isFallback, Start: s.start, End: s.end, Words: func(words string) {
		if s.words {
			s.text.WriteString(words)
		}
	}})
}

func (s *slide) start(e xml.StartElement) {
	switch e.Name.Local {
	case "sld":
		s.hidden = archive.Attribute(e, "show") == "0"
	case "sp", "graphicFrame":
		s.shape = shape{}
	case "ph":
		s.shape = placeholder(archive.Attribute(e, "type"))
	case "tbl":
		s.table, s.headed, s.rows = &table.Table{}, false, 0
	case "tblPr":
		s.headed = archive.Attribute(e, "firstRow") == "1"
	case "tr":
		s.row = nil
	case "tc":
		across, _ := strconv.Atoi(archive.Attribute(e, "gridSpan"))
		down, _ := strconv.Atoi(archive.Attribute(e, "rowSpan"))
		s.spanned = archive.Attribute(e, "hMerge") == "1" || archive.Attribute(e, "vMerge") == "1"
		s.row = append(s.row, table.Cell{Across: across, Down: down, Head: s.headed && s.rows == 0})
		s.text.Reset()
	case "p":
		if s.table == nil {
			s.text.Reset()
		}
	case "t":
		s.words = true
	case "br":
		s.text.WriteByte(' ')
	}
}

// placeholder says what a placeholder of a kind is for.
func placeholder(kind string) shape {
	switch kind {
	case "title", "ctrTitle":
		return shape{title: true}
	case "ftr", "hdr", "dt":
		return shape{aside: manuscript.PageFooter}
	case "sldNum":
		return shape{aside: manuscript.PageNumber}
	}
	return shape{body: true}
}

func (s *slide) end(name string) {
	switch name {
	case "t":
		s.words = false
	case "p":
		switch text := strings.TrimSpace(s.text.String()); {
		case s.table != nil:
			s.text.WriteByte(' ')
		case text == "":
		case s.shape.title:
			s.title = strings.TrimSpace(s.title + " " + text)
		default:
			s.pieces = append(s.pieces, piece{text: text, body: s.shape.body, aside: s.shape.aside})
		}
	case "tc":
		if n := len(s.row); s.table != nil && n > 0 {
			s.row[n-1].Text = s.text.String()
			if s.spanned {
				s.row = s.row[:n-1]
			}
		}
	case "tr":
		if s.table != nil {
			s.table.Add(s.row)
			s.rows++
		}
	case "tbl":
		if s.table != nil {
			s.pieces = append(s.pieces, piece{table: s.table})
		}
		s.table = nil
	}
}
