package word

import (
	"encoding/xml"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// reader writes the words of a document's parts.
type reader struct {
	archive *archive.Reader
	styles  map[string]style
	numbers *numbering // nil if the document has none
	w       manuscript.Writer

	base       manuscript.Mark // of every paragraph of the part
	paragraphs []*paragraph    // open ones: a text box within a paragraph holds others
	rows       []*row          // open ones: a cell may hold a table
	run        run
	skipped    int // open elements within one that is not read
	words      bool
}

// paragraph is a paragraph that is being read.
type paragraph struct {
	text          strings.Builder
	mark          manuscript.Mark
	listed        bool   // Word shows a number or a bullet before it
	list, level   string // what it is numbered by: numId and ilvl, "" if it does not say
	style         string
	letters, bold int
}

// row is a row of a table that is being read: the paragraphs of its cells.
type row struct {
	lines []cellLine
	cells int
}

type cellLine struct {
	text   string
	mark   manuscript.Mark
	cell   int
	number []string // that Word shows before it, the outermost first
}

// run is a stretch of words of one look.
type run struct{ within, bold, hidden bool }

// part writes one entry.
func (r *reader) part(name string, base manuscript.Mark) error {
	r.base, r.paragraphs, r.rows, r.skipped = base, nil, nil, 0
	return r.archive.Tokens(name, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			if r.skipped > 0 || isSkipped(t) {
				r.skipped++
				return nil
			}
			r.start(t)
		case xml.EndElement:
			if r.skipped > 0 {
				r.skipped--
				return nil
			}
			r.end(t.Name.Local)
		case xml.CharData:
			if r.words && r.skipped == 0 {
				r.put(string(t))
			}
		}
		return nil
	})
}

// isSkipped reports whether an element is never shown: deleted words, instructions of fields, the second form of a
// picture, the lines between text and notes.
func isSkipped(e xml.StartElement) bool {
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rt", "pPrChange", "rPrChange", "tblPr", "sectPr":
		return true
	case "footnote", "endnote":
		kind := archive.Attribute(e, "type")
		return kind != "" && kind != "normal"
	}
	return false
}

func (r *reader) start(e xml.StartElement) {
	if e.Name.Local == "tr" {
		r.rows = append(r.rows, &row{})
		return
	}
	if e.Name.Local == "tc" && len(r.rows) > 0 {
		r.rows[len(r.rows)-1].cells++
		return
	}
	if e.Name.Local == "p" {
		r.paragraphs = append(r.paragraphs, &paragraph{mark: r.base})
		return
	}
	if len(r.paragraphs) == 0 {
		return
	}
	p := r.paragraphs[len(r.paragraphs)-1]
	switch value := archive.Attribute(e, "val"); e.Name.Local {
	case "pStyle":
		p.style = value
		if r.base == (manuscript.Mark{}) {
			p.mark = r.styleMark(value)
		}
	case "outlineLvl":
		if level := outline(value); level > 0 && r.base == (manuscript.Mark{}) {
			p.mark = manuscript.Mark{Level: level}
		}
	case "numPr":
		p.listed = true
	case "ilvl":
		p.level = value
	case "numId":
		p.listed, p.list = value != "0", value
	case "r":
		r.run = run{within: true}
	case "b":
		r.run.bold = r.run.within && isOn(value)
	case "vanish":
		r.run.hidden = r.run.within && isOn(value)
	case "t":
		r.words = true
	case "tab":
		if r.run.within {
			r.put("\t")
		}
	case "br", "cr":
		r.put("\n")
	case "noBreakHyphen":
		r.put("-")
	}
}

func isOn(value string) bool { return value != "0" && value != "false" && value != "none" }

func (r *reader) end(name string) {
	switch name {
	case "t":
		r.words = false
	case "r":
		r.run = run{}
	case "p":
		if n := len(r.paragraphs); n > 0 {
			p := r.paragraphs[n-1]
			r.paragraphs = r.paragraphs[:n-1]
			r.paragraph(p)
		}
	case "tr":
		if n := len(r.rows); n > 0 {
			row := r.rows[n-1]
			r.rows = r.rows[:n-1]
			r.row(row)
		}
	}
}

func (r *reader) put(s string) {
	if len(r.paragraphs) == 0 || r.run.hidden {
		return
	}
	p := r.paragraphs[len(r.paragraphs)-1]
	p.text.WriteString(s)
	for _, c := range s {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			p.letters++
			if r.run.bold {
				p.bold++
			}
		}
	}
}

// paragraph writes a paragraph, or keeps it for its row.
func (r *reader) paragraph(p *paragraph) {
	m := p.mark
	m.Bold = p.letters > 0 && p.bold == p.letters
	m.Fixed = m.Fixed || p.listed && !m.Bold
	l := cellLine{text: p.text.String(), mark: m, number: r.number(p)}
	if n := len(r.rows); n > 0 {
		row := r.rows[n-1]
		l.cell = row.cells
		row.lines = append(row.lines, l)
		return
	}
	r.line(l)
}

// number counts a paragraph if it is numbered, by itself or else by its style.
func (r *reader) number(p *paragraph) []string {
	list, level := p.list, levelOf(p.level)
	if list == "" {
		var own string
		if list, own = r.styleNumber(p.style); level < 0 {
			level = levelOf(own)
		}
	}
	if level < 0 {
		level = r.numbers.level(list, p.style)
	}
	return r.numbers.next(list, level)
}

// line writes a paragraph. Its line breaks are those of a plain text: the lines may flow together.
func (r *reader) line(l cellLine) {
	m := l.mark
	m.Wall = true
	for s := range strings.SplitSeq(strings.ReplaceAll(l.text, "\r", "\n"), "\n") {
		if strings.TrimSpace(s) != "" {
			r.w.Begin(m)
			r.w.Number(l.number)
			r.w.Print(s)
			l.number = nil
			m.Wall, m.Join = false, m.Level > 0
		}
	}
}

// row writes a row of a table in one line, unless a cell holds prose or headings.
func (r *reader) row(row *row) {
	var cells []string
	whole := true
	for i, l := range row.lines {
		whole = whole && line.Width(l.text) < line.ProseWidth && l.mark.Level == 0 && (i == 0 || l.cell > row.lines[i-1].cell || strings.TrimSpace(l.text) == "")
		if s := strings.Join(strings.Fields(l.text), " "); s != "" {
			cells = append(cells, s)
		}
	}
	if whole && len(cells) > 1 {
		m := r.base
		m.Fixed = true
		r.out(cellLine{text: strings.Join(cells, "  "), mark: m})
		return
	}
	for _, l := range row.lines {
		r.out(l)
	}
}

// out writes a line of a row, or keeps it for the row around.
func (r *reader) out(l cellLine) {
	if n := len(r.rows); n > 0 {
		l.cell = r.rows[n-1].cells
		r.rows[n-1].lines = append(r.rows[n-1].lines, l)
		return
	}
	r.line(l)
}
