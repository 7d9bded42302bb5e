package reading

import (
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
)

// cutPieces cuts off lines what is no prose: a labelled date before it, a jump line after it.
func (p *page) cutPieces() {
	var lines []pageLine // nil as long as nothing was cut
	seen := 0            // lines of the text, front matter left out
	for i, l := range p.lines {
		var pieces []pageLine
		if l.Aside == "" && !l.Whole && l.Level == 0 {
			seen++
			pieces = p.pieces(l, seen <= headLines)
		}
		switch {
		case pieces != nil && lines == nil:
			lines = append(append(make([]pageLine, 0, len(p.lines)+2), p.lines[:i]...), pieces...)
		case pieces != nil:
			lines = append(lines, pieces...)
		case lines != nil:
			lines = append(lines, l)
		}
	}
	if lines == nil {
		return
	}
	for i := range lines {
		lines[i].index = i
	}
	p.lines = lines
}

// pieces cuts one line, which may be one of the first; it returns nil if there is nothing to cut.
func (p *page) pieces(l pageLine, first bool) []pageLine {
	var pieces []pageLine
	if n := labelledDate(l.text(p.source)); first && n > 0 {
		stamp := p.piece(l, 0, n)
		stamp.Aside = asideDate
		pieces = append(pieces, stamp)
		if l = p.piece(l, n, l.end-l.start); l.start == l.end {
			return pieces
		}
		l.gap = true
	}
	if i := jumpLine(l.text(p.source)); i >= 0 {
		jump := p.piece(l, i, l.end-l.start)
		jump.Aside = asideJump
		if l = p.piece(l, 0, i); l.start < l.end {
			pieces = append(pieces, l)
		}
		return append(pieces, jump)
	}
	if pieces != nil {
		return append(pieces, l)
	}
	return nil
}

// piece returns part of a line, by bytes from its start.
func (p *page) piece(l pageLine, from, to int) pageLine {
	part := measured(p.source, l.start+from, l.start+to)
	part.number, part.indent, part.gap, part.feed, part.Mark = l.number, l.indent, l.gap, l.feed, l.Mark
	return part
}

// labelledDate returns the length of a label and a date, with its time, at the beginning of a line; 0 if there is none.
func labelledDate(s string) int {
	for _, label := range language.Words("date label") {
		if len(s) <= len(label) || !strings.EqualFold(s[:len(label)], label) {
			continue
		}
		rest := strings.TrimLeft(s[len(label):], " :：\u3000")
		if len(rest) == len(s)-len(label) {
			return 0
		}
		if _, n := line.LeadingDate(rest); n > 0 {
			return len(s) - len(rest) + n
		}
	}
	return 0
}

// jumpLine returns where a newspaper says at the end of a line on which page the article continues; -1 if it does not.
func jumpLine(s string) int {
	if !line.EndsIn(s, "）)】]") {
		return -1
	}
	i := strings.LastIndexAny(s, "（(【[")
	if i < 0 || len(s)-i > 60 {
		return -1
	}
	inner := strings.ToLower(strings.Trim(s[i:], "（(【[）)】]"))
	if beginsWith(inner, "jump line") {
		return i
	}
	return -1
}
