package reading

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
)

// The page of a newspaper, or a file of what an agency reported on a day, holds several articles, each opened by a formula:
// 本报讯, 新华社北京1月24日电. In the text of such a page, headlines stand wherever the layout put them: before their
// article, behind it, or all together at the end. But a headline shares words with its article: each goes to the article
// that holds the greatest share of its pairs of characters, and pairs that several articles hold count for less.

const (
	// minArticles is how many openers make a page of articles; one alone is just the beginning of a text.
	minArticles = 2
	// longArticle is how many paragraphs and headings the articles of a page have at most, on average.
	longArticle = 40
	// maxOwn is how many headlines an article has: its own, one above and some below.
	maxOwn = 5
	// reachArticles is how many articles away from a headline its article may be: a page holds no more.
	reachArticles = 8
	// nextBonus favours the article that begins right below a headline, sameBonus that of the headline right above. Both
	// only decide between articles that share about as much with it.
	nextBonus = 0.1
	sameBonus = 0.1
	// minShared is the share below which a headline belongs to no article by its words.
	minShared = 0.2
)

// article is what stands between one opener and the next.
type article struct {
	pairs     charPairs // of those that some headline has
	headlines []*draft
}

// isOpener reports whether a line opens an article.
func isOpener(s string) bool {
	if beginsWith(s, "article opening") {
		return true
	}
	lead := leading(strings.TrimLeft(s, "（(【[ \u3000"))
	if beginsWith(lead, "news agency") {
		return containing(lead, "reported") > 0
	}
	for _, agency := range language.Words("English news agency") {
		if i := strings.Index(lead, agency); i > 0 {
			return strings.ToUpper(lead[:3]) == lead[:3]
		}
	}
	return false
}

// leadRunes is how long the formula that opens an article may be.
const leadRunes = 40

// leading returns the beginning of a line up to its first Chinese comma or full stop.
func leading(s string) string {
	n := 0
	for i, r := range s {
		if strings.ContainsRune("，。", r) || n == leadRunes {
			return s[:i]
		}
		n++
	}
	return s
}

// hasArticles reports whether a text is a page of articles. One whose format knows headings is not, and neither is a book
// that quotes two reports: its articles would be too long, or much would stand before the first.
func (p *page) hasArticles() bool {
	if p.levels > maxTitles {
		return false
	}
	first, n := 0, 0
	for i, d := range p.drafts {
		if d.kind == Paragraph && isOpener(d.text) {
			if n++; n == 1 {
				first = i
			}
		}
	}
	return n >= minArticles && len(p.drafts) <= longArticle*n && first <= longArticle
}

// articles puts each article under its own headlines. It reports whether the text is a page of articles.
func (p *page) articles() bool {
	if !p.hasArticles() {
		return false
	}
	var all []*article
	in := make([]int, len(p.drafts)) // by drafts, which article they stand in; -1 before the first
	wanted := charPairs{}
	for i, d := range p.drafts {
		if d.kind == Paragraph && isOpener(d.text) {
			all = append(all, &article{pairs: charPairs{}})
		}
		if in[i] = len(all) - 1; d.kind == Heading || isCaption(d.text) {
			wanted.add(d.text, nil)
		}
	}
	for i, d := range p.drafts {
		if in[i] >= 0 && d.kind == Paragraph && !isCaption(d.text) {
			all[in[i]].pairs.add(d.text, wanted)
		}
	}
	p.place(all, in)
	return true
}

// place gives headlines and captions to their articles, then all blocks their trails.
func (p *page) place(all []*article, in []int) {
	owners := make([]*article, len(p.drafts)) // of headlines and captions
	before := -1
	for i, d := range p.drafts {
		headline := d.kind == Heading && d.numeral.Rank == line.Unranked
		if !headline && !(d.kind == Paragraph && isCaption(d.text)) {
			before = -1
			continue
		}
		next := p.below(i)
		opens := isOpener(next)
		n := closest(all, d.text, in[i], before, headline && opens)
		if before = n; n < 0 {
			continue
		}
		a := all[n]
		if headline && (len(a.headlines) == maxOwn || n == in[i] && len(a.headlines) > 0 && next != "" && !opens && !isCaption(next)) {
			continue // a heading within its article, which runs on below it
		}
		owners[i] = a
		if headline {
			a.headlines = append(a.headlines, d)
		}
	}
	p.placeProse(all, in, owners)
}

// placeProse gives each block its trail: the headlines of its article and the headings within it.
func (p *page) placeProse(all []*article, in []int, owners []*article) {
	var inner []*draft // headings within the article
	for i, d := range p.drafts {
		if i > 0 && in[i] > in[i-1] {
			inner = nil
		}
		switch {
		case owners[i] != nil && d.kind == Paragraph:
			d.trail = trailOf(owners[i].headlines)
		case owners[i] != nil:
			if j := slices.Index(owners[i].headlines, d); j > 0 {
				d.trail = trailOf(owners[i].headlines[:j])
			}
		case in[i] < 0:
		default:
			if d.kind == Heading {
				for len(inner) > 0 && inner[len(inner)-1].numeral.Rank >= d.numeral.Rank {
					inner = inner[:len(inner)-1]
				}
			}
			d.trail = append(trailOf(all[in[i]].headlines), trailOf(inner)...)
			if d.kind == Heading {
				inner = append(inner, d)
			}
		}
	}
}

// below returns the first paragraph below a headline, with at most other headlines between; "" if none is near.
func (p *page) below(i int) string {
	for _, d := range p.drafts[i+1 : min(len(p.drafts), i+1+maxOwn)] {
		if d.kind == Paragraph {
			return d.text
		}
	}
	return ""
}

// closest returns the article that a headline belongs to; -1 if it shares too little with any.
func closest(all []*article, headline string, here, before int, opens bool) int {
	from, to := max(0, here-reachArticles), min(len(all), here+1+reachArticles)
	wanted := charPairs{}
	wanted.add(headline, nil)
	shares := make([]float64, to-from)
	for pair := range wanted {
		holders := 0
		for _, a := range all[from:to] {
			holders += count(a.pairs[pair])
		}
		for i, a := range all[from:to] {
			if a.pairs[pair] {
				shares[i] += 1 / float64(holders) / float64(len(wanted))
			}
		}
	}
	best, most := -1, minShared
	for i, share := range shares {
		if opens && from+i == here+1 {
			share += nextBonus
		}
		if before >= 0 && from+i == before {
			share += sameBonus
		}
		if share > most {
			best, most = from+i, share
		}
	}
	if best < 0 && opens {
		return here + 1
	}
	return best
}

// charPairs is a set of pairs of neighbouring letters.
type charPairs map[uint64]bool

// add adds the pairs of a string: all if wanted is nil, else those that are wanted.
func (c charPairs) add(s string, wanted charPairs) {
	var last rune
	for _, r := range s {
		if strength(r) == weak {
			continue
		}
		if pair := uint64(last)<<32 | uint64(r); last != 0 && (wanted == nil || wanted[pair]) {
			c[pair] = true
		}
		last = r
	}
}
