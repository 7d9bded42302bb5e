package retrieval

import (
	"unicode/utf8"

	"chuchu/retrieval/language/lexicon"
)

// synonymSureness is what a synonym by the dictionary counts of the word that is said, where the two mean the same; synonymWeight is
// what the word then weighs in the question, as a share of that: more, as it is held by half. With both the area under the ROC curve
// on xquad-zh-half goes from .944 to .947, a sixth fewer questions are refused in vain, and .215 answered so for .200.
const (
	synonymSureness = 0.7
	synonymWeight   = 1.2
)

// otherWords adds a unit for each word of the question that no text has, where some text has a synonym of it by the dictionary, and
// returns the question without them.
func (b *builder) otherWords(words *lexicon.Lexicon, text string, units []lexicon.Unit) (rest string, err error) {
	rest = text
	for _, word := range units {
		if rest[word.Start] == ' ' || utf8.RuneCountInString(word.Source) == 1 || b.saidInTexts(word.Source) {
			continue
		}
		u := unit{source: text[word.Start:word.End]}
		for _, same := range words.Synonyms(word.Source, b.saidInTexts) {
			if err := b.addWay(&u, same.Text, same.Sureness*synonymSureness); err != nil {
				return "", err
			}
		}
		for _, w := range u.ways {
			u.weight = max(u.weight, synonymWeight*w.worth())
		}
		if len(u.ways) == 0 {
			continue
		}
		b.add(u, 0)
		rest = blanked(rest, word.Start, word.End)
	}
	return rest, nil
}
