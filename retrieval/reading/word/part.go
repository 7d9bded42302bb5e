package word

import (
	"encoding/xml"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/archive"
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
	tables     [][]*row        // open ones: their rows so far
	nested     int             // open tables, with those that are too deep to be read as such
	run        run
	words      bool
}

type paragraph struct {
	text          strings.Builder
	mark          manuscript.Mark
	listed        bool   // Word shows a number or a bullet before it
	list, level   string // what it is numbered by: numId and ilvl, "" if it does not say
	style         string
	letters, bold int
}

// run is a stretch of words of one look.
type run struct{ within, bold, hidden bool }

// part writes one entry.
func (r *reader) part(name string, base manuscript.Mark) error {
	r.base, r.paragraphs, r.rows, r.tables, r.nested = base, nil, nil, nil, 0
	return r.archive.Visit(name, archive.Visitor{IsSkipped: isSkipped, Start: r.start, End: r.end, Words: func(words string) {
		if r.words {
			r.put(words)
		}
	}})
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

// maxNested is how many tables may stand in one another. The cells of one that is deeper are those of the row around it: the
// words of a row are written anew for each table around them, and so a file of 4 KB could take 7 GB.
const maxNested = 16

func (r *reader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "tbl":
		if r.nested++; r.nested <= maxNested {
			r.tables = append(r.tables, nil)
		}
		return
	case "tr":
		if r.nested <= maxNested {
			r.rows = append(r.rows, &row{})
		}
		return
	case "p":
		r.paragraphs = append(r.paragraphs, &paragraph{mark: r.base})
		return
	}
	if n := len(r.rows); n > 0 && r.rows[n-1].property(e) {
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
		if n := len(r.rows); n > 0 && r.nested <= maxNested {
			row := r.rows[n-1]
			r.rows = r.rows[:n-1]
			if t := len(r.tables); t > 0 {
				r.tables[t-1] = append(r.tables[t-1], row)
			}
		}
	case "tbl":
		if r.nested--; r.nested >= maxNested {
			return
		}
		if n := len(r.tables); n > 0 {
			rows := r.tables[n-1]
			r.tables = r.tables[:n-1]
			r.table(rows)
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
	r.out(cellLine{text: p.text.String(), mark: m, number: r.number(p)})
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
