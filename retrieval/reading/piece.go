package reading

import "strings"

// cutPieces cuts from lines what is glued to prose: a labelled date before it, a jump line after it.
func (p *page) cutPieces() {
	lines := make([]line, 0, len(p.lines)+2)
	seen := 0 // lines of the text, front matter left out
	for _, l := range p.lines {
		if l.aside == "" && !l.whole && l.level == 0 {
			if seen++; seen <= headLines {
				if n := labelledDate(l.text(p.source)); n > 0 {
					stamp := p.piece(l, 0, n)
					stamp.aside = asideDate
					lines = append(lines, stamp)
					if l = p.piece(l, n, l.end-l.start); l.start == l.end {
						continue
					}
					l.gap = true
				}
			}
			if i := jumpLine(l.text(p.source)); i >= 0 {
				jump := p.piece(l, i, l.end-l.start)
				jump.aside = asideJump
				if l = p.piece(l, 0, i); l.start < l.end {
					lines = append(lines, l)
				}
				lines = append(lines, jump)
				continue
			}
		}
		lines = append(lines, l)
	}
	for i := range lines {
		lines[i].index = i
	}
	p.lines = lines
}

// piece is part of a line, by bytes from its start.
func (p *page) piece(l line, from, to int) line {
	part := measured(p.source, l.start+from, l.start+to)
	part.number, part.indent, part.gap, part.feed, part.mark = l.number, l.indent, l.gap, l.feed, l.mark
	return part
}

// labelledDate is the length of a label and a date, with its time, at the beginning of a line; 0 where there is none.
func labelledDate(s string) int {
	for _, label := range []string{"date", "published", "发布时间", "发布日期", "发表时间", "更新时间", "日期", "时间", "發布時間", "日期", "時間"} {
		if len(s) <= len(label) || !strings.EqualFold(s[:len(label)], label) {
			continue
		}
		rest := strings.TrimLeft(s[len(label):], " :：\u3000")
		if len(rest) == len(s)-len(label) {
			return 0
		}
		if _, n := stamp(rest); n > 0 {
			return len(s) - len(rest) + n
		}
	}
	return 0
}

// jumpLine finds, at the end of a line, where a newspaper says on which page it goes on; -1 where it does not.
func jumpLine(s string) int {
	if !endsIn(s, "）)】]") {
		return -1
	}
	i := strings.LastIndexAny(s, "（(【[")
	if i < 0 || len(s)-i > 60 {
		return -1
	}
	inner := strings.ToLower(strings.Trim(s[i:], "（(【[）)】]"))
	for _, sign := range []string{"下转", "上接", "紧接", "下轉", "continued on", "continued from"} {
		if strings.HasPrefix(inner, sign) {
			return i
		}
	}
	return -1
}
