package table

import (
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
)

// headRows returns the rows that say what the columns are called: the first one, and how many; none if nothing says so.
func (t *Table) headRows() (first, n int) {
	for first < len(t.rows) && cellsIn(t.rows[first]) < 2 { // what the table is called
		first++
	}
	for first+n < len(t.rows) && isMarked(t.rows[first+n]) {
		n++
	}
	body := first + n
	switch {
	case n > 0 && body < len(t.rows):
		if n == 1 && t.isBody(first, t.rows[body:]) {
			return first, 0
		}
		return first, n
	case body >= len(t.rows) && n <= 1:
		return first, 0
	case n > 1: // all of it is marked
		n = 1
	default:
		n = t.deepest(first)
	}
	body = first + n
	if body >= len(t.rows) || !t.looksLikeHead(first, n) {
		return first, 0
	}
	return first, n
}

// isMarked reports whether the file marks all cells of a row as such at the head of a column.
func isMarked(row []Cell) bool {
	return cellsIn(row) > 0 && !slices.ContainsFunc(row, func(c Cell) bool { return !c.Head && c.Text != "" })
}

// deepest returns how many rows the head has that begins at a row: as many as its deepest cell spans, and one more under a cell that
// spans several columns.
func (t *Table) deepest(first int) int {
	n := 1
	for _, cell := range t.rows[first] {
		n = max(n, cell.Down)
		if cell.Across > 1 {
			n = max(n, 2)
		}
	}
	return n
}

// isBody reports whether a row marked as the head looks like those below it: Markdown has no table without a head, so one that has
// none begins with what it holds, or with nothing.
func (t *Table) isBody(first int, below [][]Cell) bool {
	for c, cell := range t.rows[first] {
		if hasDigit(cell.Text) && !isPeriod(cell.Text) && alike(below, c, shape(cell.Text)) {
			return true
		}
	}
	return false
}

// Of a head that no mark shows.
const (
	maxHeadWidth = 36 // columns of what a column is called
	minColumns   = 2
)

// looksLikeHead reports whether rows say what columns are called without being marked: in short words, each column otherwise, and
// either in bold, or above figures, or in words that columns are mostly called. What a form calls its entries stands beside them.
func (t *Table) looksLikeHead(first, n int) bool {
	called, below := t.called(first, n), t.rows[first+n:]
	if len(called) < minColumns {
		return false
	}
	known, seen := 0, map[string]bool{}
	for c, name := range called {
		if name == "" && c == 0 {
			continue
		}
		if name == "" || seen[name] || line.Width(name) > maxHeadWidth || line.Closed(name) || strings.ContainsAny(name, "。；;：:") ||
			hasDigit(name) && !isPeriod(name) && (strings.IndexFunc(name, unicode.IsLetter) != 0 || alike(below, c, shape(name))) {
			return false
		}
		seen[name] = true
		known += count(isKnown(name))
	}
	if bold(t.rows[first]) && !bold(below[0]) {
		return true
	}
	switch {
	case known == len(called):
		return true
	case isForm(called, below):
		return false
	case 2*known > len(called):
		return true
	}
	for c := 1; c < len(called); c++ {
		if figures(below, c) && (!hasDigit(called[c]) || isPeriod(called[c])) {
			return true
		}
	}
	return false
}

// isForm reports whether a table is a form: entries stand beside what they are called, in one pair of columns or in several.
func isForm(called []string, rows [][]Cell) bool {
	labels := func(column int) bool {
		n := 0
		for _, row := range rows {
			n += count(column < len(row) && isKnown(row[column].Text))
		}
		return 2*n > len(rows)
	}
	return labels(0) && (len(called) == 2 || labels(2))
}

// figures reports whether a column holds figures of one form: in two rows at least, and in no row anything else.
func figures(rows [][]Cell, column int) bool {
	form, n := "", 0
	for _, row := range rows {
		if column >= len(row) || row[column].Text == "" || row[column].Merged {
			continue
		}
		s := shape(row[column].Text)
		if n++; !strings.Contains(s, "0") || form != "" && form != s {
			return false
		}
		form = s
	}
	return n > 1
}

// alike reports whether half of what a column holds has the shape.
func alike(rows [][]Cell, column int, form string) bool {
	same, all := 0, 0
	for _, row := range rows {
		if column < len(row) && row[column].Text != "" {
			all++
			same += count(shape(row[column].Text) == form)
		}
	}
	return all > 0 && 2*same >= all
}

// shape is how a cell is written: 0 stands for each number.
func shape(s string) string {
	var b strings.Builder
	number := false
	for _, r := range s {
		digit := unicode.IsDigit(r) || number && (r == '.' || r == ',')
		if digit && !number {
			b.WriteByte('0')
		} else if !digit {
			b.WriteRune(r)
		}
		number = digit
	}
	return b.String()
}

// isPeriod reports whether a column is called by a time.
func isPeriod(s string) bool { return period.MatchString(s) }

var period = language.NewPattern(`^<column of a period>$`)

// isKnown reports whether columns are often called so.
func isKnown(s string) bool {
	s = language.FoldString(strings.TrimSpace(strings.TrimRight(unit.ReplaceAllString(s, ""), ":*")))
	return slices.Contains(language.Words("column head"), s) ||
		slices.ContainsFunc(language.Words("column head ending"), func(end string) bool { return strings.HasSuffix(s, end) && s != end })
}

var unit = language.NewPattern(`<behind the name of a column>`)

func bold(row []Cell) bool {
	return cellsIn(row) > 0 && !slices.ContainsFunc(row, func(c Cell) bool { return !c.Bold && c.Text != "" })
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
