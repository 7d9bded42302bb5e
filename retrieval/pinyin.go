package retrieval

import (
	"chuchu/retrieval/terms"
	"chuchu/retrieval/terms/lexicon"
)

// pinyin adds a unit for each pair of neighbouring syllables: any pair of characters that is so read and stands in some
// paragraph. A question of one syllable is looked for by its characters.
func (b *builder) pinyin(words *lexicon.Lexicon, readings []lexicon.Reading) (*view, error) {
	b.view.pinyin = true
	var syllables []string
	for _, r := range readings {
		if len(r.Splits) > 0 {
			syllables = append(syllables, r.Splits[0]...)
		}
	}
	if len(syllables) == 1 {
		u := unit{source: syllables[0]}
		for _, r := range words.Characters(syllables[0]) {
			if err := b.addWay(&u, string(r), 1); err != nil {
				return nil, err
			}
		}
		b.add(u, unknownShare*idf(0, b.size))
	}
	for i := 1; i < len(syllables); i++ {
		u := unit{source: syllables[i-1] + " " + syllables[i]}
		if err := b.pairs(&u, words.Characters(syllables[i-1]), words.Characters(syllables[i])); err != nil {
			return nil, err
		}
		b.add(u, unknownShare*idf(0, b.size))
	}
	return b.finish(), nil
}

// pairs adds each pair of a left and a right character that some paragraph holds.
func (b *builder) pairs(u *unit, left, right []rune) error {
	for _, l := range left {
		if _, frequency, err := b.idf(string(l)); err != nil || frequency == 0 {
			if err != nil {
				return err
			}
			continue // no paragraph holds the character, so none holds a pair of it
		}
		for _, r := range right {
			pair := string(l) + string(r)
			if _, frequency, err := b.idf(pair); err != nil || frequency == 0 {
				if err != nil {
					return err
				}
				continue
			}
			w, _, err := b.way(pair, []terms.Term{{Text: pair, Kind: terms.Bigram}}, 1)
			if err != nil {
				return err
			}
			if len(w.terms) > 0 {
				u.ways = append(u.ways, w)
			}
		}
	}
	return nil
}
