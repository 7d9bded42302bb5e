package retrieval

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// pinyin adds a unit for each pair of neighbouring syllables: any pair of characters that is so read and stands in some
// paragraph. A question of one syllable is looked for by its characters.
func (b *builder) pinyin(words *lexicon.Lexicon, syllables []string) (*view, error) {
	b.view.pinyin = true
	if len(syllables) == 1 {
		u := unit{source: syllables[0]}
		for _, r := range words.Characters(syllables[0]) {
			if err := b.addWay(&u, string(r), 1); err != nil {
				return nil, err
			}
		}
		b.add(u, unknownShare*b.mostWeight())
	}
	for i := 1; i < len(syllables); i++ {
		u := unit{source: syllables[i-1] + " " + syllables[i]}
		if err := b.pairs(&u, words.Characters(syllables[i-1]), words.Characters(syllables[i])); err != nil {
			return nil, err
		}
		b.add(u, unknownShare*b.mostWeight())
	}
	return b.finish(), nil
}

// A Chinese name has two to four syllables.
const (
	minSyllables = 2
	maxSyllables = 4
)

// romanised adds the units of a Chinese name that the words of an English question begin with, spelt in pinyin, in one
// word or several: Xin Changxing, Xinchangxing. It returns how many words that takes, 0 if there is no such name.
func (b *builder) romanised(words *lexicon.Lexicon, text string, found []lexicon.Unit) (int, error) {
	if b.script != han {
		return 0, nil
	}
	n, syllables := nameIn(text, found)
	var said [][]string
	for i := 1; i < len(syllables); i++ {
		pairs, err := b.heldPairs(words.Characters(syllables[i-1]), words.Characters(syllables[i]))
		if err != nil || len(pairs) == 0 {
			return 0, err // no paragraph says it, so it is rather something else
		}
		named := func(pair string) bool { return language.Surname(pair) > 0 } // Li Qiang is 李强 rather than 力强
		if i == 1 && slices.ContainsFunc(pairs, named) {
			pairs = slices.DeleteFunc(pairs, func(p string) bool { return !named(p) })
		}
		said = append(said, pairs)
	}
	for _, pairs := range said {
		u := unit{source: text[found[0].Start:found[n-1].End]}
		if err := b.addPairs(&u, pairs); err != nil {
			return 0, err
		}
		b.addExact(u, false)
		b.add(u, 0)
	}
	return n, nil
}

// nameIn returns how many words a question begins with that may be one name in pinyin, and its syllables: words that are
// syllables, and either all in capitals, for so names are written, or one of them no English that the lexicon knows.
func nameIn(text string, found []lexicon.Unit) (n int, syllables []string) {
	capitals, unknown := true, false
	for ; n < len(found) && (n == 0 || text[found[n-1].End:found[n].Start] == " "); n++ {
		word := text[found[n].Start:found[n].End]
		more := lexicon.Syllables(word)
		if len(more) == 0 || len(syllables)+len(more) > maxSyllables {
			break
		}
		syllables = append(syllables, more...)
		capitals = capitals && capital(word)
		unknown = unknown || len(found[n].Translations) == 0
	}
	if len(syllables) < minSyllables || !unknown && !(capitals && n > 1) {
		return 0, nil
	}
	return n, syllables
}

// surnames adds to a word that is one syllable in capitals, and that nothing else is known of, the names that the texts have
// with such a surname: When did Xi visit Shanghai?
func (b *builder) surnames(words *lexicon.Lexicon, u *unit) error {
	if syllables := lexicon.Syllables(u.source); b.script != han || len(syllables) != 1 || !capital(u.source) {
		return nil
	}
	for _, r := range words.Characters(strings.ToLower(u.source)) {
		if language.Surname(string(r)) == 0 {
			continue
		}
		pairs, err := b.named(r)
		if err != nil {
			return err
		}
		if err := b.addPairs(u, pairs); err != nil {
			return err
		}
	}
	return nil
}

// named returns the pairs that names in the texts begin with which have a surname: the character behind it is one that
// stands there again and again, and neither it nor the one before makes a word with it.
func (c *Collection) named(ctx context.Context, surname rune) ([]string, error) {
	hits, err := c.index.Terms.Search(ctx, []index.QueryTerm{{Term: string(surname), Weight: 1}}, candidates)
	if err != nil {
		return nil, err
	}
	words, err := c.lexicon()
	if err != nil {
		return nil, err
	}
	times := map[string]int{}
	for _, hit := range hits {
		block, err := c.block(hit.DocID)
		if err != nil {
			return nil, err
		}
		for _, u := range words.Translate(block.Text) {
			if first, size := utf8.DecodeRuneInString(u.Source); first == surname {
				after, _ := utf8.DecodeRuneInString(block.Text[u.Start+size:])
				if name := len(u.Translations) > 0 && capital(u.Translations[0].Text); name || len(u.Source) == size && unicode.Is(unicode.Han, after) {
					times[string(surname)+string(language.Fold(after))]++
				}
			}
		}
	}
	var pairs []string
	for pair, n := range times {
		if n >= minNamed {
			pairs = append(pairs, pair)
		}
	}
	slices.Sort(pairs)
	return pairs, nil
}

// minNamed is how often a name stands in the texts at least where its surname alone may mean it.
const minNamed = 3

// pairs adds each pair of a left and a right character that some paragraph holds.
func (b *builder) pairs(u *unit, left, right []rune) error {
	pairs, err := b.heldPairs(left, right)
	if err != nil {
		return err
	}
	return b.addPairs(u, pairs)
}

// addPairs adds pairs of characters as ways of saying the unit.
func (b *builder) addPairs(u *unit, pairs []string) error {
	for _, pair := range pairs {
		w, _, err := b.way(pair, []language.Term{{Text: pair, Kind: language.Bigram}}, 1)
		if err != nil {
			return err
		}
		if len(w.terms) > 0 {
			u.ways = append(u.ways, w)
		}
	}
	return nil
}

// heldPairs returns the pairs of a left and a right character that some paragraph holds.
func (b *builder) heldPairs(left, right []rune) ([]string, error) {
	var pairs []string
	for _, l := range left {
		if _, frequency, err := b.idf(string(l)); err != nil || frequency == 0 {
			if err != nil {
				return nil, err
			}
			continue // no paragraph holds the character, so none holds a pair of it
		}
		for _, r := range right {
			pair := string(l) + string(r)
			_, frequency, err := b.idf(pair)
			if err != nil {
				return nil, err
			}
			if frequency > 0 {
				pairs = append(pairs, pair)
			}
		}
	}
	return pairs, nil
}
