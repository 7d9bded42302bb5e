package reading

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

const (
	// mostEdges is how many rows at the top of a page, and at its foot, may be its header or footer.
	mostEdges = 3
	// sameHeight is by how many points a header may move from page to page: programs round.
	sameHeight = 2
	// leastApart is how far a header stands from the prose, in the usual distances of lines, unless its letters are of
	// another size.
	leastApart = 1.2
	// leastPages is on how many pages a row must stand to be a header, and leastLarge the same for one in letters larger
	// than the prose, which must be on half of all pages too: slides may say a title twice.
	leastPages = 2
	leastLarge = 3
	// mostBetween is how many pages on a header is to come back: left and right pages have their own, and some have none.
	// What comes back later is prose said twice.
	mostBetween = 4
)

// pdfRow is the lines at one height of a page.
type pdfRow struct {
	lines []*pdfLine
	page  int
	words string // # for each number
	n     int    // the first number; -1 where there is none
	apart bool   // it stands apart from its neighbour towards the middle of the page
}

// pdfEdge is what a header has in common on several pages.
type pdfEdge struct {
	words  string
	height float64
}

// pdfPlace is where a header stands, and in what letters.
type pdfPlace struct{ height, size float64 }

func (r *pdfRow) y() float64      { return r.lines[0].y }
func (r *pdfRow) height() float64 { return math.Round(r.y() / sameHeight) }
func (r *pdfRow) edge() pdfEdge   { return pdfEdge{r.words, r.height()} }
func (r *pdfRow) place() pdfPlace { return pdfPlace{r.height(), r.lines[0].size} }

// furnitureOf finds the headers, footers and numbers of pages: at the edge of a page and apart from the prose, what
// comes back on another page at the same height, numbers apart, and what stands on another page just where such do. It
// says of each line what it is.
func furnitureOf(pages [][]*pdfLine, levels map[float64]int) map[*pdfLine]string {
	var edges [][]*pdfRow // the top and the foot of each page, inwards
	all := map[pdfEdge][]*pdfRow{}
	for n, lines := range pages {
		for _, rows := range edgesOf(lines, n) {
			edges = append(edges, rows)
			for _, r := range rows {
				all[r.edge()] = append(all[r.edge()], r)
			}
		}
	}
	back := map[*pdfRow]bool{} // what comes back, or is the number of its page
	at := map[pdfPlace]bool{}  // where something comes back
	for _, rows := range all {
		rows = comingBack(rows, len(pages), levels)
		for _, r := range rows {
			back[r] = true
			if len(rows) >= leastPages {
				at[r.place()] = true
			}
		}
	}
	found := map[*pdfLine]string{}
	for i, rows := range edges {
		n := 0 // rows that are furniture
		for j, r := range rows {
			if !back[r] && !(j == 0 && at[r.place()]) {
				break
			}
			if r.apart {
				n = j + 1
			}
		}
		for _, r := range rows[:n] {
			r.name(i%2 == 1, found)
		}
	}
	return found
}

// name says what the lines of a header or footer are.
func (r *pdfRow) name(foot bool, found map[*pdfLine]string) {
	for _, l := range r.lines {
		switch {
		case !strings.ContainsFunc(r.words, unicode.IsLetter), line.IsPageNumber(l.text):
			found[l] = manuscript.PageNumber
		case foot:
			found[l] = manuscript.PageFooter
		default:
			found[l] = manuscript.PageHeader
		}
	}
}

// comingBack keeps of the rows of one edge those that show by themselves what they are.
func comingBack(rows []*pdfRow, pages int, levels map[float64]int) []*pdfRow {
	least := leastPages
	if rows[0].lines[0].isHeading(levels) {
		least = max(leastLarge, pages/2)
	}
	if !strings.ContainsFunc(rows[0].words, unicode.IsLetter) {
		return counting(rows)
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(r *pdfRow) bool {
		return !slices.ContainsFunc(rows, func(other *pdfRow) bool {
			return other.page != r.page && max(other.page-r.page, r.page-other.page) <= mostBetween
		})
	})
	if len(rows) < least {
		return nil
	}
	return rows
}

// counting keeps of rows without words those whose numbers are that of the page, or count with the pages: the others are
// figures of a table.
func counting(rows []*pdfRow) []*pdfRow {
	var kept []*pdfRow
	for _, r := range rows {
		agree := count(r.words == "#" && r.n == r.page+1)
		for _, other := range rows {
			agree += count(r.n >= 0 && other.page != r.page && other.n-other.page == r.n-r.page)
		}
		if agree > 0 {
			kept = append(kept, r)
		}
	}
	return kept
}

// edgesOf is the rows at the top of a page, and those at its foot, inwards each.
func edgesOf(lines []*pdfLine, page int) [2][]*pdfRow {
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b *pdfLine) int { return cmp.Compare(b.y, a.y) })
	var rows []*pdfRow
	for _, l := range sorted {
		if n := len(rows); n > 0 && rows[n-1].y()-l.y < sameHeight {
			rows[n-1].lines = append(rows[n-1].lines, l)
			continue
		}
		rows = append(rows, &pdfRow{lines: []*pdfLine{l}, page: page})
	}
	leading := leadingOf(lines)
	for _, r := range rows {
		var words []string
		for _, l := range r.lines {
			words = append(words, l.text)
		}
		r.words, r.n = numberless(strings.Join(words, " "))
	}
	var edges [2][]*pdfRow
	for i := range 2 {
		for j, r := range rows[:min(mostEdges, len(rows))] {
			in := *r
			in.apart = j+1 == len(rows) || r.isApart(rows[j+1], leading)
			edges[i] = append(edges[i], &in)
		}
		slices.Reverse(rows)
	}
	return edges
}

// isApart says whether a row stands apart from the next one.
func (r *pdfRow) isApart(next *pdfRow, leading float64) bool {
	size := r.lines[0].size
	return math.Abs(r.y()-next.y()) > leastApart*max(leading, size) || size != next.lines[0].size
}

// numberless replaces each number in a string, and gives the first one; -1 where there is none.
func numberless(s string) (words string, first int) {
	var b strings.Builder
	first = -1
	for len(s) > 0 {
		n, size := line.LeadingNumber(s)
		if size == 0 {
			b.WriteByte(s[0])
			s = s[1:]
			continue
		}
		if first < 0 {
			first = n
		}
		b.WriteByte('#')
		s = s[size:]
	}
	return b.String(), first
}
