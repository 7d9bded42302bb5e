package pdf

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

const (
	// maxEdges is how many rows at the top of a page, and at its foot, may be its header or footer.
	maxEdges = 3
	// sameHeight is by how many points a header may move from page to page: programs round.
	sameHeight = 2
	// minApart is how far a header stands from the prose, in the usual distances of lines, unless its letters are of
	// another size.
	minApart = 1.2
	// minPages is on how many pages a row must stand to be a header, and minLarge the same for one in letters larger
	// than the prose, which must be on half of all pages too: slides may say a title twice.
	minPages = 2
	minLarge = 3
	// maxBetween is how many pages on a header is to come back: left and right pages have their own, and some have none.
	// What comes back later is prose said twice.
	maxBetween = 4
)

// row is the lines at one height of a page.
type row struct {
	lines []*textLine
	page  int
	words string // # for each number
	n     int    // the first number; -1 if there is none
	apart bool   // it stands apart from its neighbour towards the middle of the page
}

// edge is what a header has in common on several pages.
type edge struct {
	words  string
	height float64
}

// place is where a header stands, and in what letters.
type place struct{ height, size float64 }

func (r *row) y() float64      { return r.lines[0].y }
func (r *row) height() float64 { return math.Round(r.y() / sameHeight) }
func (r *row) edge() edge      { return edge{r.words, r.height()} }
func (r *row) place() place    { return place{r.height(), r.lines[0].size} }

// furnitureOf finds the headers, footers and numbers of pages: at the edge of a page and apart from the prose, what
// comes back on another page at the same height, numbers apart, and what stands on another page just where such do. It
// says of each line what it is.
func furnitureOf(pages [][]*textLine, levels map[float64]int) map[*textLine]string {
	var edges [][]*row // the top and the foot of each page, inwards
	all := map[edge][]*row{}
	for n, lines := range pages {
		for _, rows := range edgesOf(lines, n) {
			edges = append(edges, rows)
			for _, r := range rows {
				all[r.edge()] = append(all[r.edge()], r)
			}
		}
	}
	back := map[*row]bool{} // what comes back, or is the number of its page
	at := map[place]bool{}  // where something comes back
	for _, rows := range all {
		rows = comingBack(rows, len(pages), levels)
		for _, r := range rows {
			back[r] = true
			if len(rows) >= minPages {
				at[r.place()] = true
			}
		}
	}
	found := map[*textLine]string{}
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
func (r *row) name(foot bool, found map[*textLine]string) {
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
func comingBack(rows []*row, pages int, levels map[float64]int) []*row {
	least := minPages
	if rows[0].lines[0].isHeading(levels) {
		least = max(minLarge, pages/2)
	}
	if !strings.ContainsFunc(rows[0].words, unicode.IsLetter) {
		return counting(rows)
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(r *row) bool {
		return !slices.ContainsFunc(rows, func(other *row) bool {
			return other.page != r.page && max(other.page-r.page, r.page-other.page) <= maxBetween
		})
	})
	if len(rows) < least {
		return nil
	}
	return rows
}

// counting keeps of rows without words those whose numbers are that of the page, or count with the pages: the others are
// figures of a table.
func counting(rows []*row) []*row {
	return slices.DeleteFunc(slices.Clone(rows), func(r *row) bool {
		return !(r.words == "#" && r.n == r.page+1) && !slices.ContainsFunc(rows, func(other *row) bool {
			return r.n >= 0 && other.page != r.page && other.n-other.page == r.n-r.page
		})
	})
}

// edgesOf is the rows at the top of a page, and those at its foot, inwards each.
func edgesOf(lines []*textLine, page int) [2][]*row {
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b *textLine) int { return cmp.Compare(b.y, a.y) })
	var rows []*row
	for _, l := range sorted {
		if n := len(rows); n > 0 && rows[n-1].y()-l.y < sameHeight {
			rows[n-1].lines = append(rows[n-1].lines, l)
			continue
		}
		rows = append(rows, &row{lines: []*textLine{l}, page: page})
	}
	leading := leadingOf(lines)
	for _, r := range rows {
		var words []string
		for _, l := range r.lines {
			words = append(words, l.text)
		}
		r.words, r.n = numberless(strings.Join(words, " "))
	}
	var edges [2][]*row
	for i := range 2 {
		for j, r := range rows[:min(maxEdges, len(rows))] {
			in := *r
			in.apart = j+1 == len(rows) || r.isApart(rows[j+1], leading)
			edges[i] = append(edges[i], &in)
		}
		slices.Reverse(rows)
	}
	return edges
}

// isApart reports whether a row stands apart from the next one.
func (r *row) isApart(next *row, leading float64) bool {
	size := r.lines[0].size
	return math.Abs(r.y()-next.y()) > minApart*max(leading, size) || size != next.lines[0].size
}

// numbers of up to six digits; longer ones count as several.
var numbers = regexp.MustCompile(`[0-9]{1,6}`)

// numberless replaces each number in a string, and returns the first one; -1 if there is none.
func numberless(s string) (words string, first int) {
	first, err := strconv.Atoi(numbers.FindString(s))
	if err != nil {
		first = -1
	}
	return numbers.ReplaceAllString(s, "#"), first
}
