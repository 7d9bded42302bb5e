package reading

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

const (
	// minGap is how many columns of white set a cell of a table apart, and minCellGap how many in a line of several cells.
	// Justified prose has gaps of two.
	minGap     = 3
	minCellGap = 2
)

// rows finds the rows of tables in plain text: lines one below another whose cells stand below each other, under what their columns
// are called, or lines with as many cells. Each stands for itself.
func (p *page) rows() {
	if p.manuscript != nil {
		return
	}
	end := 0 // of the stretch of lines with cells that was looked at last
	for i := 0; i+1 < len(p.lines); {
		n := cells(p.lines[i].text(p.source))
		j := i + 1
		for n > 1 && j < len(p.lines) && !p.lines[j].gap && cells(p.lines[j].text(p.source)) == n {
			j++
		}
		if i >= end {
			if end = p.stretch(i); end > i+1 && p.called(p.lines[i:end]) {
				j = end
			}
		}
		if j > i+1 {
			for k := i; k < j; k++ {
				p.lines[k].Fixed, p.lines[k].Wall, p.lines[k].gap = true, true, true
			}
			if j < len(p.lines) {
				p.lines[j].Wall, p.lines[j].gap = true, true
			}
		}
		i = j
	}
}

// stretch returns the end of the lines with cells that begin at a line, and of what is drawn between them.
func (p *page) stretch(i int) int {
	end := i
	for end < len(p.lines) && (end == i || !p.lines[end].gap) {
		s := p.lines[end].text(p.source)
		if bar := strings.ContainsAny(strings.Trim(s, bars+" "), bars); cells(s) == 1 && !bar && (end == i || !isDrawn(s)) {
			break
		}
		end++
	}
	return end
}

// called shapes lines as the rows of a table, and reports whether they say what its columns are called.
func (p *page) called(lines []pageLine) bool {
	var pieces [][]table.Piece
	var at []int
	for i, l := range lines {
		if s := l.text(p.source); !isDrawn(s) {
			pieces, at = append(pieces, piecesOf(s, l.indent)), append(at, i)
		}
	}
	t := table.Aligned(pieces)
	if t == nil {
		return false
	}
	rows, heads := t.Rows()
	if !slices.Contains(heads, true) {
		return false
	}
	for k, i := range at {
		if l := &lines[i]; heads[k] {
			l.Aside = manuscript.ColumnHeads
		} else if rows[k] != nil {
			l.Row, l.Whole = rows[k], true
		}
	}
	return true
}

const bars = "|│｜"

// isDrawn reports whether a line is drawn between the rows of a table.
func isDrawn(s string) bool { return !hasWords(s) }

// piecesOf cuts a line into its cells: at tabs or bars if it has some, else at white space. The places are columns of the page, or the
// numbers of the cells between tabs and bars.
func piecesOf(s string, indent int) []table.Piece {
	for _, mark := range strings.Split("\t"+bars, "") {
		if !strings.Contains(s, mark) {
			continue
		}
		before := 0 // empty cells that look like an indent
		if mark == "\t" {
			before = indent / line.Columns('\t')
		}
		var pieces []table.Piece
		for i, cell := range strings.Split(strings.TrimSuffix(strings.TrimPrefix(s, mark), mark), mark) {
			if cell = strings.TrimSpace(cell); cell != "" {
				pieces = append(pieces, table.Piece{Text: cell, Start: float64(before + i), End: float64(before+i) + 1})
			}
		}
		return pieces
	}
	var pieces []table.Piece
	column, gap := indent, minCellGap
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap += line.Columns(r)
			column += line.Columns(r)
			continue
		}
		n := len(pieces)
		switch {
		case gap >= minCellGap:
			pieces = append(pieces, table.Piece{Start: float64(column)})
			n++
		case gap > 0:
			pieces[n-1].Text += " "
		}
		pieces[n-1].Text += string(r)
		column += line.Columns(r)
		pieces[n-1].End = float64(column)
		gap = 0
	}
	return pieces
}

// cells returns how many cells a line has; 1 if it is prose.
func cells(s string) int {
	if !strings.Contains(s, "  ") && !strings.ContainsAny(s, "\t\u3000") {
		return 1
	}
	n, widest, gap := 1, 0, 0
	var before rune
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap += line.Columns(r)
			continue
		}
		if gap >= minCellGap && !strings.ContainsRune(line.Finals, before) {
			n++
			widest = max(widest, gap)
		}
		before, gap = r, 0
	}
	if widest >= minGap || n > 2 && widest >= minCellGap && strings.ContainsFunc(s, line.IsHan) {
		return n
	}
	return 1
}

// minEntries is how many lines with dots before a page number make a table of contents.
const minEntries = 2

// contents sets a table of contents aside, with its heading.
func (p *page) contents() {
	var entries []int
	var texts []string
	for i, l := range p.lines {
		if s := l.text(p.source); l.Aside == "" && l.width <= 2*line.HeadlineWidth && isEntry(s) {
			entries, texts = append(entries, i), append(texts, s)
		}
	}
	if len(entries) < minEntries || !leadsToPages(texts) {
		return
	}
	for _, i := range entries {
		p.lines[i].Aside = manuscript.Contents
	}
	if i := entries[0] - 1; i >= 0 && isContentsLabel(p.lines[i].text(p.source)) {
		p.lines[i].Aside = manuscript.Contents
	}
}

// leadsToPages reports whether the numbers at the ends of entries can be those of pages: they rise, but for a list of figures after
// that of chapters, and are not the numbers of the lines themselves, as in a form.
func leadsToPages(entries []string) bool {
	before, falls, own := 0, 0, 0
	for _, s := range entries {
		number := s[len(strings.TrimRight(s, "0123456789")):]
		page, err := strconv.Atoi(number)
		if err != nil {
			continue // in Roman numerals, or in brackets
		}
		if page < before {
			falls++
		}
		before = page
		if strings.HasPrefix(s, number) && !line.IsDigits(s[len(number):len(number)+1]) {
			own++
		}
	}
	return maxFalls*falls <= len(entries) && 2*own <= len(entries)
}

// maxFalls is of how many entries one may have a lower number than the one before.
const maxFalls = 4

// isEntry reports whether a line leads to a page by dots.
func isEntry(s string) bool {
	bare := strings.TrimRight(s, "0123456789IVXLivxl \u3000)）")
	title := strings.TrimRight(bare, ".…·⋯．‥• ")
	return len(bare) < len(s) && len([]rune(strings.ReplaceAll(bare[len(title):], " ", "")))+2*strings.Count(bare[len(title):], "…") >= minDots && line.Wordy(title, 2)
}

// minDots is how many dots lead to a page; "…" counts for three.
const minDots = 4

func isContentsLabel(s string) bool {
	return slices.Contains(language.Words("contents heading"), strings.ToLower(strings.Join(strings.Fields(strings.Trim(s, "【】[]：:")), "")))
}
