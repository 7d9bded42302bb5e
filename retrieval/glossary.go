package retrieval

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// Glossary holds an operator's own pairs of words that mean the same: translations that the lexicon lacks, and synonyms
// within a language. Its zero value holds none.
type Glossary struct {
	pairs    [][2]string
	sureness float64 // what the other side of a pair counts of the side that is said; 0 for all of it
}

// everydaySureness is what an everyday synonym counts: less than the word itself, which may be there too.
const everydaySureness = 0.7

// everyday are the synonyms that people use unasked: who loses a book asks about 弄丢, and the rules speak of 遗失.
var everyday = sync.OnceValue(func() Glossary {
	g := Glossary{sureness: everydaySureness}
	for _, group := range slices.Concat(language.Words("same in Chinese"), language.Words("same in English")) {
		words := strings.Split(group, "=")
		for i, word := range words {
			for _, other := range words[i+1:] {
				g.pairs = append(g.pairs, [2]string{word, other})
			}
		}
	}
	return g
})

// ReadGlossary reads a glossary: a pair a line, with a tab or ↔ between its sides; empty lines and such that begin with
// # are passed over. An error names the line, counted from 1.
func ReadGlossary(in io.Reader) (Glossary, error) {
	var g Glossary
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		left, right, ok := strings.Cut(strings.Replace(line, "↔", "\t", 1), "\t")
		left, right = strings.TrimSpace(left), strings.TrimSpace(right)
		if !ok || left == "" || right == "" {
			return Glossary{}, fmt.Errorf("line %d: %q is not two words with a tab or ↔ between them", n, line)
		}
		g.pairs = append(g.pairs, [2]string{left, right})
	}
	if err := lines.Err(); err != nil {
		return Glossary{}, err
	}
	return g, nil
}

// gloss is a phrase of the glossary that a question holds.
type gloss struct {
	start, end int      // bytes of the question
	same       []string // what means the same
}

// find returns the phrases that a text holds, the longest first if two overlap, in no other order.
func (g Glossary) find(text string) []gloss {
	var found []gloss
	folded := fold(text)
	for _, pair := range g.pairs {
		for side, phrase := range pair {
			if !strings.Contains(folded, fold(phrase)) {
				continue
			}
			start, end := locate(text, phrase)
			if start < 0 {
				continue
			}
			if i := slices.IndexFunc(found, func(f gloss) bool { return f.start == start && f.end == end }); i >= 0 {
				found[i].same = append(found[i].same, pair[1-side])
				continue
			}
			found = append(found, gloss{start, end, []string{pair[1-side]}})
		}
	}
	slices.SortStableFunc(found, func(a, b gloss) int { return (b.end - b.start) - (a.end - a.start) })
	var apart []gloss
	for _, f := range found {
		if !slices.ContainsFunc(apart, func(a gloss) bool { return f.start < a.end && a.start < f.end }) {
			apart = append(apart, f)
		}
	}
	return apart
}

// locate returns where a text holds a phrase, whatever the width, case or script of either; -1 if it does not. A
// phrase of letters has to stand between blanks or signs.
func locate(text, phrase string) (start, end int) {
	wanted := []rune(fold(phrase))
	var runes []rune
	var places []int
	for i, r := range text {
		runes, places = append(runes, language.Fold(r)), append(places, i)
	}
	places = append(places, len(text))
	letter := func(i int) bool {
		return i >= 0 && i < len(runes) && unicode.IsLetter(runes[i]) && !unicode.Is(unicode.Han, runes[i])
	}
	for i := 0; i+len(wanted) <= len(runes); i++ {
		last := i + len(wanted)
		if slices.Equal(runes[i:last], wanted) && !(letter(i-1) && letter(i)) && !(letter(last-1) && letter(last)) {
			return places[i], places[last]
		}
	}
	return -1, -1
}

// glossed adds a unit for each phrase of the glossary that the text holds, and returns the text without them. own is
// the phrase's own way, in a view of the question's own words.
func (b *builder) glossed(g Glossary, text string, own bool) (rest string, err error) {
	rest = text
	for _, f := range g.find(text) {
		if g.sureness > 0 && b.saidInTexts(text[f.start:f.end]) {
			continue
		}
		u := unit{source: text[f.start:f.end]}
		ways := f.same
		if own && g.sureness == 0 {
			ways = append([]string{u.source}, ways...)
		}
		for _, w := range ways {
			if g.sureness > 0 && !b.saidInTexts(w) {
				continue
			}
			sureness := 1.0
			if w != u.source {
				sureness = cmp.Or(g.sureness, 1)
			}
			if err := b.addWay(&u, w, sureness); err != nil {
				return "", err
			}
		}
		if len(u.ways) == 0 || !own && !b.says(u) {
			continue
		}
		b.add(u, 0)
		rest = blanked(rest, f.start, f.end)
	}
	return rest, nil
}

// saidInTexts reports whether some paragraphs hold the terms of a phrase, as an everyday synonym is only for what none says. What cannot
// be told counts as said: whoever looks for it next is told why.
func (b *builder) saidInTexts(phrase string) bool {
	said, err := inTexts(phrase, func(term string) (int, error) {
		_, frequency, err := b.idf(term)
		return frequency, err
	})
	return said || err != nil
}

// says reports whether some way of the unit is in the script of the view.
func (b *builder) says(u unit) bool {
	return slices.ContainsFunc(u.ways, func(w way) bool {
		r, _ := utf8.DecodeRuneInString(w.text)
		return unicode.Is(unicode.Han, r) == (b.script == han)
	})
}
