package checking

import (
	"strings"

	"chuchu/retrieval/language"
)

// spliced returns two phrases of the sentence that stand together, where the stored sentence goes on otherwise behind the
// first, has another phrase before the second, and parts the two: "A's secretary D" of "A's secretary C, B's secretary D".
// If only one end of what was left out is amid a phrase, or the phrases before are not alike, something was left out.
func (c *claim) spliced(p *passage, matched []int, from int) string {
	before := none
	for i, m := range matched {
		if m == none {
			if !c.tokens[i].little {
				before = none
			}
			continue
		}
		if before != none && c.tokens[before].clause == c.tokens[i].clause && c.together(before, i) {
			if p.text.amid(from+matched[before]+1, from+m) && p.text.parallel(from+matched[before], from+m-1) {
				return c.raw[c.tokens[max(0, before-1)].start:c.tokens[min(i+1, len(c.tokens)-1)].end]
			}
		}
		before = i
	}
	return ""
}

// parallel reports whether two phrases end alike: the secretary of Jiangsu, the secretary of Zhejiang.
func (t *text) parallel(i, j int) bool {
	n := 0
	for i >= 0 && j > i && t.tokens[i].folded == t.tokens[j].folded {
		if !t.tokens[i].little {
			n++
		}
		if !t.tokens[i].han && n > 0 {
			return true
		}
		i, j = i-1, j-1
	}
	return n >= minNeighbours
}

// together reports whether nothing but blanks and little words stands between two tokens.
func (t *text) together(i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if !t.adjoins(k) {
			return false
		}
	}
	return true
}

// adjoins reports whether nothing but a blank parts a token from the one before.
func (t *text) adjoins(i int) bool {
	return i > 0 && strings.TrimSpace(t.gap(i)) == ""
}

// amid reports whether the tokens of the span begin and end amid phrases, and a mark within parts them.
func (t *text) amid(from, to int) bool {
	if to-from < 2 || !t.adjoins(from) || !t.adjoins(to) {
		return false
	}
	for i := from + 1; i < to; i++ {
		if strings.ContainsAny(t.gap(i), language.ListMark+"，,；;") {
			return true
		}
	}
	return false
}
