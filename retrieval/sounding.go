package retrieval

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// addSoundings adds the ways in which a name in Latin letters may be written in Chinese by its sound: Mackinder is 麦金德.
// The lexicon has few persons and not all places, and of those it has, Taiwan and the mainland write many in their own way.
// So it is done for what is written as a name, or not known, if no translation stands in the texts whole.
func (b *builder) addSoundings(u *unit) error {
	if b.script != han || !capital(u.source) || u.source == strings.ToUpper(u.source) || slices.ContainsFunc(u.ways, b.standsWhole) {
		return nil
	}
	b.checked = 0
	named, err := lexicon.Soundings(lettersOf(u.source), b.holds)
	if err != nil {
		return err
	}
	for _, n := range named {
		if err := b.addWay(u, n.Text, math.Exp(n.Likeness-named[0].Likeness)); err != nil {
			return err
		}
	}
	return nil
}

// holds reports whether some paragraph has these characters of Chinese next to each other.
func (b *builder) holds(characters string) (bool, error) {
	if utf8.RuneCountInString(characters) <= 2 {
		_, frequency, err := b.idf(characters)
		return frequency > 0, err
	}
	if b.checked++; b.checked > maxChecked {
		return false, nil
	}
	return b.stands(characters)
}

// maxChecked bounds what one name costs: 50 is the mean, and 100 take 20 ms where 100,000 paragraphs are full of names.
const maxChecked = 100

// stands reports whether some paragraph says a text of Chinese, letter for letter but for folding. If the paragraphs that
// hold the most of its pairs do not, none does.
func (c *Collection) stands(ctx context.Context, text string) (bool, error) {
	var pairs []index.QueryTerm
	for _, t := range language.Of(text) {
		if t.Kind == language.Bigram && !slices.ContainsFunc(pairs, func(p index.QueryTerm) bool { return p.Term == t.Text }) {
			pairs = append(pairs, index.QueryTerm{Term: t.Text, Weight: 1})
		}
	}
	hits, err := c.index.Terms.Search(ctx, pairs, 3)
	if err != nil {
		return false, err
	}
	for _, hit := range hits {
		block, err := c.block(hit.DocID)
		if err != nil || strings.Contains(fold(block.Text), text) {
			return err == nil, err
		}
	}
	return false, nil
}

// standsWhole reports whether each term of a way stands in some paragraph.
func (b *builder) standsWhole(w way) bool {
	return !slices.ContainsFunc(w.terms, func(t int) bool { return b.terms[t].absent() })
}

// lettersOf returns the letters of a name, folded, without the 's of what is its own.
func lettersOf(name string) string {
	name = strings.TrimSuffix(fold(name), "'s")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return language.Fold(r)
		}
		return -1
	}, name)
}
