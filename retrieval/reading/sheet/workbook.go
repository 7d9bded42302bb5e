package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

// ReadWorkbook reads a workbook of Excel: the sheets that it shows, each under its name if there are several. Its source is what the cells
// show, a line for each row.
func ReadWorkbook(content []byte) (*manuscript.Manuscript, error) {
	a, book, err := archive.OpenDocument(content, "a workbook")
	if err != nil {
		return nil, err
	}
	b := &workbook{archive: a, sheets: map[string]string{}}
	for _, r := range a.Relations(book) {
		switch r.Kind {
		case "worksheet":
			b.sheets[r.ID] = r.Entry
		case "sharedStrings":
			err = errors.Join(err, b.readStrings(r.Entry))
		case "styles":
			err = errors.Join(err, b.readStyles(r.Entry))
		}
	}
	if err != nil {
		return nil, err
	}
	return b.read(book)
}

type workbook struct {
	archive  *archive.Reader
	sheets   map[string]string // entries by the ids of their relations
	cells    int               // that were read
	bytes    int               // that they show
	strings  []string          // that cells share
	formats  []format          // of numbers, by the styles of cells
	from1904 bool              // days are counted from 1904
}

func (b *workbook) read(book string) (*manuscript.Manuscript, error) {
	type named struct{ name, entry string }
	var shown []named
	err := b.archive.Elements(book, func(e xml.StartElement, _ string) {
		switch e.Name.Local {
		case "workbookPr":
			value := archive.Attribute(e, "date1904")
			b.from1904 = value == "1" || value == "true"
		case "sheet":
			if entry, ok := b.sheets[archive.RelationOf(e)]; ok && archive.Attribute(e, "state") == "" || archive.Attribute(e, "state") == "visible" {
				shown = append(shown, named{archive.Attribute(e, "name"), entry})
			}
		}
	})
	if err != nil {
		return nil, err
	}
	w := &manuscript.Writer{}
	for _, of := range shown {
		s := &sheetReader{book: b, cells: map[place]string{}, ends: map[int]int{}}
		if err := b.archive.Tokens(of.entry, s.token); err != nil {
			return nil, err
		}
		if b.isFull() {
			return nil, fmt.Errorf("it has more than %d cells, or they show more than %d MB", maxCells, maxShown>>20)
		}
		rows := s.rows()
		if len(shown) > 1 && len(rows) > 0 {
			w.Begin(manuscript.Mark{Level: 1, Wall: true, Gap: true})
			w.Print(of.name)
		}
		write(w, rows)
	}
	return w.Manuscript(""), nil
}

func (b *workbook) isFull() bool { return b.cells > maxCells || b.bytes > maxShown }

// readStrings reads the strings that cells share, without how they are pronounced.
func (b *workbook) readStrings(entry string) error {
	var said strings.Builder
	words, spoken := false, false
	return b.archive.Tokens(entry, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			words = t.Name.Local == "t"
			spoken = spoken || t.Name.Local == "rPh"
		case xml.CharData:
			if words && !spoken {
				said.Write(t)
			}
		case xml.EndElement:
			words = false
			switch t.Name.Local {
			case "rPh":
				spoken = false
			case "si":
				b.strings = append(b.strings, said.String())
				said.Reset()
			}
		}
	})
}

const (
	// maxRow is the last row that Excel has, and maxColumn the last column that is read.
	maxRow    = 1 << 20
	maxColumn = 200
	// maxSpanned is how many cells others may span.
	maxSpanned = 1 << 18
	// maxCells is how many cells of a workbook may hold something, and maxShown how many bytes they may show: they share
	// strings, so that a small file could show terabytes.
	maxCells = 2 << 20
	maxShown = 128 << 20
)

// place is a cell of a sheet, counted from 0.
type place struct{ row, column int }

// sheetReader collects the cells of a sheet.
type sheetReader struct {
	book   *workbook
	cells  map[place]string
	ends   map[int]int     // by rows that hold something, the column behind their last cell
	merged map[place]place // the last cell that a cell spans
	at     place
	last   place // the end of the sheet
	kind   string
	style  int
	words  bool
	value  strings.Builder
}

func (s *sheetReader) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		s.start(t)
	case xml.CharData:
		if s.words {
			s.value.Write(t)
		}
	case xml.EndElement:
		s.words = false
		if t.Name.Local == "c" && s.at.row <= maxRow && s.at.column < maxColumn {
			if shown := strings.TrimSpace(s.book.shown(s.value.String(), s.kind, s.style)); shown != "" && !s.book.isFull() {
				s.cells[s.at] = shown
				s.book.cells++
				s.book.bytes += len(shown)
				s.last = place{max(s.last.row, s.at.row), max(s.last.column, s.at.column)}
				s.ends[s.at.row] = max(s.ends[s.at.row], s.at.column+1)
			}
			s.at.column++
		}
	}
}

func (s *sheetReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "row":
		s.at = place{s.at.row + 1, 0}
		if n, err := strconv.Atoi(archive.Attribute(e, "r")); err == nil && n > 0 {
			s.at.row = n
		}
	case "c":
		if at, ok := placeOf(archive.Attribute(e, "r")); ok {
			s.at = at
		}
		s.kind = archive.Attribute(e, "t")
		s.style, _ = strconv.Atoi(archive.Attribute(e, "s"))
		s.value.Reset()
	case "v", "t":
		s.words = true
	case "mergeCell":
		from, to, _ := strings.Cut(archive.Attribute(e, "ref"), ":")
		first, ok := placeOf(from)
		if last, too := placeOf(to); ok && too {
			if s.merged == nil {
				s.merged = map[place]place{}
			}
			s.merged[first] = last
		}
	}
}

// placeOf reads the name of a cell: B3. Rows count from 1, as row elements do.
func placeOf(name string) (place, bool) {
	letters := strings.TrimRight(name, "0123456789")
	row, err := strconv.Atoi(name[len(letters):])
	column := 0
	for _, r := range strings.ToUpper(letters) {
		if r < 'A' || r > 'Z' || column > maxColumn {
			return place{}, false
		}
		column = 26*column + int(r-'A') + 1
	}
	return place{row, column - 1}, err == nil && column > 0
}

// rows returns the rows that hold something; where blank ones part them, one of these.
func (s *sheetReader) rows() []row {
	spanned := s.spanned()
	var rows []row
	for _, r := range slices.Sorted(maps.Keys(s.ends)) {
		if len(rows) > 0 && s.ends[r-1] == 0 {
			rows = append(rows, row{})
		}
		var next row
		for c := range s.ends[r] {
			at := place{r, c}
			if spanned[at] {
				continue
			}
			cell := table.Cell{Text: s.cells[at]}
			if last, ok := s.merged[at]; ok {
				cell.Across, cell.Down = last.column-c+1, last.row-r+1
			}
			next.cells = append(next.cells, cell)
		}
		rows = append(rows, next)
	}
	return rows
}

// spanned returns the cells that others span, as far as anybody merges cells.
func (s *sheetReader) spanned() map[place]bool {
	spanned := map[place]bool{}
	left := maxSpanned
	for first, last := range s.merged {
		for r := first.row; r <= min(last.row, s.last.row); r++ {
			for c := first.column; c <= min(last.column, s.last.column); c++ {
				if left--; left < 0 {
					return spanned
				}
				if at := (place{r, c}); at != first {
					spanned[at] = true
				}
			}
		}
	}
	return spanned
}
