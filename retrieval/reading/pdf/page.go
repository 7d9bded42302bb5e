package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/table"
)

type textLine struct {
	letters []byte
	text    string // the letters, when the line is whole
	x, y    float64
	end     float64 // of its last glyph
	size    float64 // of most of its letters
	turned  int
	sizes   map[float64]int // letters of each size
	last    rune            // letter
	untold  int             // letters that are shown as unknown
	pieces  []piece         // that white space sets apart; nil when the line is whole
	cells   []table.Piece   // the same, if there are several
}

// piece is a stretch of a line.
type piece struct {
	from   int // byte of the line's letters
	x, end float64
}

// How far glyphs may be apart, in sizes of their letters.
const (
	// sameLine is how far from the line a glyph may stand: indices and notes stand half a letter off.
	sameLine = 0.5
	// wordSpace is the narrowest space between words: lines that are set tight have a fifth.
	wordSpace = 0.17
	// hanSpace is the same between Han characters, which are spaced out to fill a line.
	hanSpace = 0.8
	// small and raise tell the mark of a note from other letters: by its size, and by how far it is raised, in sizes of the letters
	// beside it.
	small, raise = 0.8, 0.2
	// backStep is how far a glyph may stand back over the one before it: accents do, and what was moved closer.
	backStep = 0.6
	// columnGap is the white between two columns, or two cells of a table.
	columnGap = 1.5
	// cellGap is the least white between two cells that stand below others; justified lines seldom have as much between words.
	cellGap = 0.9
	// paragraphGap is by how much the distance of lines grows between paragraphs.
	paragraphGap = 1.35
	// larger is by how much the letters of a heading exceed those of the prose.
	larger = 1.12
)

// linesOf makes lines of what a page shows, in the order of drawing, which is that of reading but for rare programs.
func linesOf(glyphs []glyph) []*textLine {
	var lines []*textLine
	seen := map[glyph]bool{}
	for _, g := range glyphs {
		at := glyph{text: g.text, x: math.Round(g.x * 2), y: math.Round(g.y * 2), turned: g.turned}
		if !g.blank() && seen[at] {
			continue // drawn twice to look bold
		}
		seen[at] = true
		n := len(lines)
		if n == 0 || !lines[n-1].add(g) {
			if g.blank() {
				continue
			}
			l := &textLine{x: g.x, y: g.y, end: g.x, turned: g.turned, sizes: map[float64]int{}}
			l.append(g)
			lines = append(lines, l)
		}
	}
	for _, l := range lines {
		l.measure()
	}
	return lines
}

// add adds a glyph that stands in the line, and reports whether it does.
func (l *textLine) add(g glyph) bool {
	size := max(g.size, l.size)
	gap := g.x - l.end
	if g.turned != l.turned || math.Abs(g.y-l.y) > sameLine*size {
		return false
	}
	raised := g.size < small*l.size && g.y > l.y+raise*l.size
	if raised {
		g.text = superscript(g.text)
	}
	if gap < -backStep*size {
		if !raised || g.x < l.x {
			return false
		}
		l.letters = append(l.letters, g.text...) // a mark that is drawn late
		return true
	}
	first, _ := utf8.DecodeRuneInString(g.text)
	least := wordSpace
	if line.IsWide(first) && line.IsWide(l.last) {
		least = hanSpace
	}
	switch {
	case gap > columnGap*size:
		l.letters = append(l.letters, "  "...)
	case gap > least*g.size:
		l.letters = append(l.letters, ' ')
	}
	if gap > cellGap*size {
		l.pieces = append(l.pieces, piece{from: len(l.letters), x: g.x})
	}
	l.append(g)
	return true
}

func (l *textLine) append(g glyph) {
	if l.pieces == nil {
		l.pieces = []piece{{x: g.x}}
	}
	l.letters = append(l.letters, g.text...)
	l.end = max(l.end, g.x+g.width)
	if !g.blank() {
		l.pieces[len(l.pieces)-1].end = l.end
	}
	l.last, _ = utf8.DecodeLastRuneInString(g.text)
	size := math.Round(g.size*2) / 2
	l.sizes[size] += len(strings.TrimSpace(g.text))
	if g.size > l.size {
		if l.size < small*g.size && l.y > g.y+raise*g.size {
			l.letters = []byte(superscript(string(l.letters[:len(l.letters)-len(g.text)])) + g.text)
		}
		l.size = g.size
		l.y = g.y
	}
}

// measure settles the text of the line and its size: that of most of its letters.
func (l *textLine) measure() {
	if rest, ok := bytes.CutPrefix(l.letters, []byte(untold+" ")); ok {
		l.letters = append([]byte(bullet+" "), rest...)
	}
	l.untold = bytes.Count(l.letters, []byte(untold))
	l.letters = bytes.ReplaceAll(l.letters, []byte(untold), []byte(unknown))
	if len(l.pieces) > 1 {
		l.cells = cellsOf(string(l.letters), l.pieces)
	}
	l.text, l.letters, l.pieces = strings.TrimSpace(string(l.letters)), nil, nil
	most := -1
	for size, n := range l.sizes {
		if n > most || n == most && size > l.size {
			l.size, most = size, n
		}
	}
}

// isHeading reports whether the letters of a line are larger than those of the prose, and are words.
func (l *textLine) isHeading(levels map[float64]int) bool {
	return levels[l.size] > 0 && (line.Wordy(l.text, 2) || strings.ContainsFunc(l.text, line.IsHan))
}
