package reading

import (
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

const (
	// minGap is how many columns of white set a cell of a table apart, and minCellGap how many in a line of several cells.
	// Justified prose has gaps of two.
	minGap     = 3
	minCellGap = 2
)

// rows finds the rows of tables in plain text: lines one below another with as many cells. Each stands for itself.
func (p *page) rows() {
	if p.manuscript != nil {
		return
	}
	for i := 0; i+1 < len(p.lines); {
		n := cells(p.lines[i].text(p.source))
		j := i + 1
		for n > 1 && j < len(p.lines) && !p.lines[j].gap && cells(p.lines[j].text(p.source)) == n {
			j++
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
	for i, l := range p.lines {
		if l.Aside == "" && l.width <= 2*line.HeadlineWidth && isEntry(l.text(p.source)) {
			entries = append(entries, i)
		}
	}
	if len(entries) < minEntries {
		return
	}
	for _, i := range entries {
		p.lines[i].Aside = manuscript.Contents
	}
	if i := entries[0] - 1; i >= 0 && isContentsLabel(p.lines[i].text(p.source)) {
		p.lines[i].Aside = manuscript.Contents
	}
}

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
