package sheet

import (
	"slices"
	"strings"

	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/table"
)

// ReadText reads a text, decoded, of rows whose cells are parted by one mark: a comma, a semicolon or a tab, whichever its first line
// has most of. A cell in quotation marks may hold all of these, and ends of lines (RFC 4180). Its source is the text itself.
func ReadText(source string) *manuscript.Manuscript {
	w := &manuscript.Writer{}
	rows := rowsOf(source, separator(source))
	if len(rows) > 0 {
		for i := range rows[0].cells {
			rows[0].cells[i].Head = true
		}
	}
	write(w, rows)
	return w.Manuscript(source)
}

func separator(source string) byte {
	first, _, _ := strings.Cut(source, "\n")
	count := func(mark byte) int { return strings.Count(first, string(mark)) }
	return slices.MaxFunc([]byte{',', '\t', ';'}, func(a, b byte) int { return count(a) - count(b) })
}

func rowsOf(source string, mark byte) []row {
	var rows []row
	r, from := row{}, 0
	end := func(at int) {
		last := strings.TrimSpace(source[from:at])
		r.from = from + strings.Index(source[from:at], last)
		r.to = r.from + len(last)
		rows = append(rows, r)
		r = row{}
	}
	for at := 0; at < len(source); {
		text, next := cell(source[at:], mark)
		r.cells = append(r.cells, table.Cell{Text: text})
		at += next
		if at < len(source) && source[at] == mark {
			if at++; at == len(source) || source[at] == '\n' || source[at] == '\r' {
				r.cells = append(r.cells, table.Cell{})
			} else {
				continue
			}
		}
		end(at)
		if strings.HasPrefix(source[at:], "\r\n") {
			at++
		}
		at++
		from = at
	}
	return rows
}

// cell returns what the cell at the beginning of some text holds, and where the mark or the end of the line stands behind it.
func cell(s string, mark byte) (text string, end int) {
	ends := string(mark) + "\r\n"
	if !strings.HasPrefix(s, `"`) {
		if end = strings.IndexAny(s, ends); end < 0 {
			end = len(s)
		}
		return s[:end], end
	}
	var b strings.Builder
	for at := 1; at < len(s); at++ {
		if s[at] != '"' {
			b.WriteByte(s[at])
			continue
		}
		if at++; at == len(s) || s[at] != '"' {
			rest := strings.IndexAny(s[at:], ends)
			if rest < 0 {
				rest = len(s) - at
			}
			return b.String() + s[at:at+rest], at + rest
		}
		b.WriteByte('"')
	}
	return b.String(), len(s)
}
