package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// enumeration is a list within a sentence. Where its first item begins and its last ends, nothing marks.
type enumeration struct {
	items [][2]int // their tokens; of the first the end, of the last the beginning is sure
}

// How long an item is at most, in tokens: longer ones are clauses.
const (
	longestItem        = 9
	longestEnglishItem = 4
)

// enumerations returns the lists of a text of two items or more.
func (t *text) enumerations() []enumeration {
	var all []enumeration
	var e enumeration
	start, joined := 0, false
	closes := func(end int) {
		if len(e.items) > 0 && (joined || t.tokens[start].han) {
			e.items = append(e.items, [2]int{start, min(end, start+t.longest(start))})
			all = append(all, e)
		}
		e, joined = enumeration{}, false
	}
	for i := 1; i < len(t.tokens); i++ {
		gap := t.gap(i)
		mark := strings.Contains(gap, language.ListMark) || !t.tokens[i].han && !t.tokens[i-1].han && strings.Trim(gap, " ") == ","
		switch joins := joining()[t.word(i)]; {
		case joining()[t.word(i-1)] && !mark:
			start = i
		case mark || joins:
			switch {
			case joined && i > start && !t.tokens[i].han:
				closes(i)
				start = i
				continue
			case len(e.items) > 0 && !t.isItem(start, i):
				closes(start + longestItem)
			}
			if i > start {
				e.items = append(e.items, [2]int{max(start, i-t.longest(i-1)), i})
			}
			start, joined = i, joined || joins
		case strings.ContainsAny(gap, clauseEnds) || strings.Contains(gap, ". "):
			closes(i)
			start = i
		}
	}
	closes(len(t.tokens))
	return all
}

func (t *text) longest(i int) int {
	if t.tokens[i].han {
		return longestItem
	}
	return longestEnglishItem
}

// isItem reports whether tokens between two marks are an item, and no clause.
func (t *text) isItem(from, to int) bool {
	if to-from > t.longest(from) {
		return false
	}
	return t.tokens[from].han || !slices.ContainsFunc(t.tokens[from:to], func(tok token) bool {
		return (tok.little || tok.plain) && tok.folded != "the" && tok.folded != "a" && tok.folded != "of"
	})
}

// span returns all tokens of a list.
func (e enumeration) span() (from, to int) { return e.items[0][0], e.items[len(e.items)-1][1] }

// misListed returns an item that a list of the sentence has and the passage's list, of which the sentence has the others, has not; or
// a list that is told as the whole and is a part.
func (c *claim) misListed() string {
	for _, mine := range c.enumerations() {
		whole := !c.item && c.toldWhole(mine)
		for _, p := range c.passages {
			for _, theirs := range p.lists() {
				shared, strange := c.compared(mine, p, theirs)
				n := len(mine.items)
				switch {
				case shared < minListed:
				case strange != none && n > minListed && (shared > minListed || shared == n-1) && !c.elsewhereListed(mine, p, whole):
					return c.raw[c.tokens[mine.items[strange][0]].start:c.tokens[mine.items[strange][1]-1].end]
				case whole && shared == n && len(theirs.items) > n && !c.elsewhereListed(mine, p, whole):
					from, to := mine.items[0][1]-1, mine.items[n-1][1]
					return c.raw[c.tokens[from].start:c.tokens[to-1].end]
				}
			}
		}
	}
	return ""
}

// toldWhole reports whether a list of the sentence is all there is by its words: "the five are", and nothing like "among others".
func (c *claim) toldWhole(mine enumeration) bool {
	at := mine.items[0][1] - 1
	whole, owned := false, false
	for k := range c.tokens {
		word := c.word(k)
		switch {
		case c.tokens[k].clause != c.tokens[at].clause:
		case partOfList()[c.pairAt(k)], partOfList()[word]:
			return false
		case k > at:
		case makesNoun(word):
			owned = true
		case wholeList()[word], owned && placeOfList()[word]:
			whole = true
		}
	}
	return whole
}

func makesNoun(word string) bool { return nounMarks()[word] || word == "of" || word == "'s" }

var (
	wholeList   = language.Set("a whole list follows")
	placeOfList = language.Set("a list of places follows")
	partOfList  = language.Set("a part of a list follows")
)

const minListed = 2

// compared returns how many items of one list a list of a passage has, and the first that it has not, or none.
func (c *claim) compared(mine enumeration, p *passage, theirs enumeration) (shared, strange int) {
	from, to := theirs.span()
	strange = none
	for i, item := range mine.items {
		word := c.beginning(item)
		if i == 0 {
			word = c.ending(item)
		}
		if p.runIn(word, from, to) {
			shared++
		} else if strange == none && i > 0 && !slices.ContainsFunc(p.at[word[0]], func(at int) bool { return p.sentence[at] == p.sentence[from] && p.text.runAt(at, word) }) {
			strange = i
		}
	}
	return shared, strange
}

// beginning returns the first tokens of an item that say something, and ending the last.
func (c *claim) beginning(item [2]int) []string {
	from := item[0]
	for from < item[1]-1 && (c.tokens[from].little || c.tokens[from].plain) {
		from++
	}
	to := from + 1
	if c.tokens[from].han && to < item[1] {
		to++
	}
	return c.foldedFrom(from, to)
}

func (c *claim) ending(item [2]int) []string {
	from := item[1] - 1
	if c.tokens[from].han && from > item[0] {
		from--
	}
	return c.foldedFrom(from, item[1])
}

func (c *claim) foldedFrom(from, to int) []string {
	var all []string
	for _, tok := range c.tokens[from:to] {
		all = append(all, tok.folded)
	}
	return all
}

// elsewhereListed reports whether some list of a passage has all items; if they are to be the whole, no more than those.
func (c *claim) elsewhereListed(mine enumeration, p *passage, whole bool) bool {
	return slices.ContainsFunc(p.lists(), func(theirs enumeration) bool {
		shared, _ := c.compared(mine, p, theirs)
		return shared == len(mine.items) && (!whole || shared == len(theirs.items))
	})
}
