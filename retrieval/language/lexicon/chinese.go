package lexicon

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestHeadword bounds how many characters are looked up together; CC-CEDICT's longer headwords are proverbs.
const longestHeadword = 12

// aloneSureness is the share of sureness that a single character's meanings have: alone between longer words it is
// more often part of something that the lexicon lacks. Set by reading, not fitted.
const aloneSureness = 0.7

// formSureness is the share of sureness of an irregular form: "won" where the gloss has "win".
const formSureness = 0.9

// shortestName is the number of single characters in a row from which they are taken for a name: 卡文迪什 is not a card,
// writing, progress and assorted things.
const shortestName = 3

// piece is a unit in the making, from one word of a run to another.
type piece struct {
	from, to int
	entry    string // of the headword, or "" if the lexicon lacks it
}

// fromChinese cuts a run of Chinese and translates it.
func (l *Lexicon) fromChinese(words []word) []Unit {
	var units []Unit
	pieces := l.cut(words)
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		name := i
		for name < len(pieces) && single(words, pieces[name]) {
			name++
		}
		if name-i >= shortestName {
			units = append(units, unitOf(words[p.from:pieces[name-1].to], nil))
			i = name - 1
			continue
		}
		source := joined(words[p.from:p.to])
		if little(source) {
			continue
		}
		units = append(units, unitOf(words[p.from:p.to], l.meanings(p)))
	}
	return units
}

func unitOf(words []word, translations []Translation) Unit {
	return Unit{words[0].start, words[len(words)-1].end, joined(words), translations}
}

func joined(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.folded)
	}
	return b.String()
}

// cut finds the pieces that cover a run: the fewest, and of equally few those that are the commonest words together.
func (l *Lexicon) cut(words []word) []piece {
	type state struct {
		pieces, common int
		last           piece
	}
	best := make([]state, len(words)+1)
	for i := range words {
		try := func(to int, entry string) {
			s := state{best[i].pieces + 1, best[i].common, piece{i, to, entry}}
			if entry != "" {
				s.common += commonness(entry)
			}
			if b := best[to]; b.pieces == 0 || s.pieces < b.pieces || s.pieces == b.pieces && s.common > b.common {
				best[to] = s
			}
		}
		key := ""
		for to := i + 1; to <= min(len(words), i+longestHeadword); to++ {
			key += headwordKey(words[to-1].folded)
			found, ok := l.headwords.find(key)
			if ok {
				try(to, found.value)
			} else if to == i+1 {
				try(to, "")
			}
			if !found.startsWith(key) {
				break
			}
		}
	}
	var pieces []piece
	for at := len(words); at > 0; at = best[at].last.from {
		pieces = append(pieces, best[at].last)
	}
	slices.Reverse(pieces)
	return pieces
}

// single reports whether a piece is one character that may be part of a name.
func single(words []word, p piece) bool {
	w := words[p.from].folded
	r, size := utf8.DecodeRuneInString(w)
	return p.to == p.from+1 && size == len(w) && unicode.Is(unicode.Han, r) && !little(w) &&
		!strings.ContainsRune("〇一二两三四五六七八九十百千万亿年月日第每各说讲问谈", r)
}

// meanings returns the English of a piece, with the irregular forms that a text may have instead.
func (l *Lexicon) meanings(p piece) []Translation {
	var found []Translation
	for _, g := range l.glosses(p.entry) {
		if p.to == p.from+1 {
			g.sureness *= aloneSureness
		}
		found = append(found, Translation{g.text, g.sureness})
		for _, form := range forms(g.text) {
			found = append(found, Translation{form, g.sureness * formSureness})
		}
	}
	slices.SortStableFunc(found, func(a, b Translation) int { return cmp.Compare(b.Sureness, a.Sureness) })
	return found
}
