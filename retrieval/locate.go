package retrieval

import (
	"context"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// Located is where a quotation stands.
type Located struct {
	Passage     // it quotes the sentences that the quotation is in; Also are the other paragraphs that have it, or nearly
	Differs int // how many letters the quotation has otherwise than the text; 0 if it stands there letter for letter
}

// differShare is up to which share of its letters a quotation may differ from what stands in a text: somebody has a word or
// two of ten otherwise, and still means that sentence. A quotation of fewer than five must stand there as it is.
const differShare = 0.2

// Locate finds the sentences that a quotation was taken from, whatever its marks, spaces, capitals and script, and also if some
// letters differ; the closest place first. It reports false if no text has it.
func (c *Collection) Locate(ctx context.Context, quotation string) (found Located, ok bool, err error) {
	wanted := newLetters(quotation)
	if len(wanted.folded) == 0 {
		return Located{}, false, nil
	}
	release, err := c.turn(ctx)
	if err != nil {
		return Located{}, false, err
	}
	defer release()
	q, err := c.analyse(ctx, quotation)
	if err != nil {
		return Located{}, false, err
	}
	judged, err := c.judged(ctx, q)
	if err != nil {
		return Located{}, false, err
	}
	most := int(differShare * float64(len(wanted.folded)))
	var also []Place
	for _, j := range judged {
		at, differs, ok := wanted.in(j.block.Text, most)
		if !ok {
			continue
		}
		place := c.place(j.ordinal, j.block)
		if found.ID != "" && differs >= found.Differs {
			if differs == 0 || language.SaysSame(quotation, j.block.Text) {
				also = append(also, place)
			}
			continue
		}
		if found.ID != "" {
			also = append([]Place{found.Place}, also...)
		}
		found = Located{c.passage(j.ordinal, j.block), differs}
		found.Quote = quoteAround(j.block.Text, at)
	}
	found.Also = also
	return found, found.ID != "", nil
}

// quoteAround quotes the sentences that a span is in.
func quoteAround(text string, at reading.Span) Quote {
	var q Quote
	for _, s := range language.Sentences(text) {
		if s.Start < at.End && at.Start < s.End {
			q.Sentences = append(q.Sentences, s)
		}
	}
	q.Best = q.Sentences[0]
	return q
}

// letters are the letters and digits of a text, folded, and where each stands.
type letters struct {
	folded []rune
	at     []int
}

func newLetters(s string) letters {
	var l letters
	for at, r := range s {
		if r = language.Fold(r); isWord(r) {
			l.folded, l.at = append(l.folded, r), append(l.at, at)
		}
	}
	return l
}

// in returns where a text has the letters, with at most so many of them otherwise, lacking or added, and how many that are.
func (l letters) in(text string, most int) (at reading.Span, differs int, ok bool) {
	all := newLetters(text)
	whole := string(all.folded)
	if byteAt := strings.Index(whole, string(l.folded)); byteAt >= 0 {
		from := utf8.RuneCountInString(whole[:byteAt])
		return all.span(text, from, from+len(l.folded)), 0, true
	}
	if most == 0 || !l.likely(all) {
		return reading.Span{}, 0, false
	}
	from, to, differs := all.nearest(l.folded)
	return all.span(text, from, to), differs, differs <= most && from < to
}

// span returns where some of the letters stand.
func (l letters) span(text string, from, to int) reading.Span {
	last := l.at[to-1]
	_, size := utf8.DecodeRuneInString(text[last:])
	return reading.Span{Start: l.at[from], End: last + size}
}

// likely reports whether a text has half of the pairs of letters, without which it needs no closer look.
func (l letters) likely(in letters) bool {
	pairs := make(map[[2]rune]bool, len(in.folded))
	for i := 1; i < len(in.folded); i++ {
		pairs[[2]rune(in.folded[i-1:i+1])] = true
	}
	held := 0
	for i := 1; i < len(l.folded); i++ {
		if pairs[[2]rune(l.folded[i-1:i+1])] {
			held++
		}
	}
	return 2*held >= len(l.folded)-1
}

// nearest returns the letters that a pattern differs least from, by the edit distance of Sellers ("The Theory and Computation
// of Evolutionary Distances: Pattern Recognition", J. Algorithms 1, 1980): the first row costs nothing, so it may begin anywhere.
func (l letters) nearest(pattern []rune) (from, to, differs int) {
	type cell struct{ cost, from int }
	row := make([]cell, len(pattern)+1) // of the letter before, by letters of the pattern
	for i := range row {
		row[i] = cell{i, 0}
	}
	differs = len(pattern) + 1
	for j, r := range l.folded {
		diagonal := row[0]
		row[0] = cell{0, j + 1}
		for i, p := range pattern {
			best := diagonal
			if p != r {
				best.cost++
			}
			if left := row[i+1]; left.cost+1 < best.cost {
				best = cell{left.cost + 1, left.from}
			}
			if above := row[i]; above.cost+1 < best.cost {
				best = cell{above.cost + 1, above.from}
			}
			diagonal, row[i+1] = row[i+1], best
		}
		if end := row[len(pattern)]; end.cost < differs {
			from, to, differs = end.from, j+1, end.cost
		}
	}
	return from, to, differs
}
