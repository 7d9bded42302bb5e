package retrieval

import (
	"context"
	"slices"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// foreignView is the question in words of the other language: what the lexicon has for its words, or, where it reads
// as pinyin, the characters that are so read. What the lexicon lacks (names, numbers) is looked for as it stands. units
// are the words of bare.
func (c *Collection) foreignView(ctx context.Context, text, bare string, units []lexicon.Unit, w language.Writing, talk []said) (*view, error) {
	words, err := c.lexicon()
	if err != nil {
		return nil, err
	}
	b := c.builder(ctx, w)
	b.withinTalk = len(talk) > 0
	b.foreign = true
	if w.Script == han {
		if syllables, ok := lexicon.Pinyin(text); ok {
			return b.pinyin(words, syllables)
		}
	}
	rest, err := b.glossed(c.glossary, bare, false)
	if err != nil {
		return nil, err
	}
	if rest != bare {
		units = words.Translate(rest)
	}
	if err := b.addWords(words, rest, units); err != nil {
		return nil, err
	}
	if err := b.translateTalk(words, talk); err != nil {
		return nil, err
	}
	return b.finish(), nil
}

// addWords adds a unit for each word of the text.
func (b *builder) addWords(words *lexicon.Lexicon, text string, found []lexicon.Unit) error {
	for i := 0; i < len(found); {
		n, err := b.romanised(words, text, found[i:])
		if err != nil {
			return err
		}
		if n == 0 {
			n, err = 1, b.addWord(words, text, found[i], i == 0)
		}
		if err != nil {
			return err
		}
		i += n
	}
	return nil
}

// addWord adds a unit for a word of the text, with its translations, or as it stands where the lexicon lacks it.
func (b *builder) addWord(words *lexicon.Lexicon, text string, found lexicon.Unit, first bool) error {
	u := unit{source: text[found.Start:found.End]}
	name := len(found.Translations) > 0 && isName(words, u.source, found, first)
	for _, t := range found.Translations {
		if name && (utf8.RuneCountInString(t.Text) == 1 || t.Sureness < nameShare*found.Translations[0].Sureness) {
			continue // 法 is short for France, and is in a hundred other words
		}
		if err := b.addWay(&u, t.Text, t.Sureness); err != nil {
			return err
		}
	}
	if len(found.Translations) == 0 {
		if err := b.addWay(&u, found.Source, 1); err != nil {
			return err
		}
	}
	known := len(u.ways)
	if known == 0 {
		if err := b.surnames(words, &u); err != nil {
			return err
		}
	}
	if err := b.addSoundings(&u); err != nil {
		return err
	}
	if name && len(u.ways) == 0 && !lexiconName(words, u.source, found) { // the Panthers are 豹
		for _, t := range found.Translations {
			if err := b.addWay(&u, t.Text, t.Sureness); err != nil {
				return err
			}
		}
	}
	name = name || len(u.ways) > known
	// A name that the lexicon lacks may stand there all the same, spelt as nobody here knows. One that it has and no
	// paragraph holds is missing, and weighs whole.
	if number := isNumber(u.source); number || name {
		b.addExact(u, number)
	}
	if b.onlyLoneCharacters(u, found) {
		u.weight = unknownShare * b.mostWeight()
	}
	if name {
		b.add(u, b.mostWeight())
	} else {
		b.add(u, unknownShare*b.mostWeight())
	}
	return nil
}

// onlyLoneCharacters reports whether of what a word may mean the texts hold but single characters of Chinese, and the surest is longer:
// the one stands in a thousand words that mean something else.
func (b *builder) onlyLoneCharacters(u unit, word lexicon.Unit) bool {
	return len(u.ways) > 0 && len(word.Translations) > 0 && utf8.RuneCountInString(word.Translations[0].Text) > 1 &&
		!slices.ContainsFunc(u.ways, func(w way) bool { return utf8.RuneCountInString(w.text) > 1 })
}

// addExact makes the unit a part of the question that a passage must say.
func (b *builder) addExact(u unit, number bool) {
	e := exact{number: number, absent: len(u.ways) == 0, known: true}
	for _, w := range u.ways {
		e.ways = append(e.ways, w.terms)
	}
	b.exact = append(b.exact, e)
}

// unknownShare is how much of a term's highest weight a word counts that nothing in the texts can be a translation of.
const unknownShare = 0.5

// nameShare is how sure, against the surest, a translation of a name has to be: a name is not paraphrased.
const nameShare = 0.5

// addWay adds a way of saying the unit, if some paragraph holds part of it.
func (b *builder) addWay(u *unit, text string, sureness float64) error {
	found := essential(language.WholeNumbers(b.analyzer.Of(text)))
	if b.foreign && len(found) == 1 && found[0].Kind == language.Word && found[0].Weak() {
		return nil // 借 is "with" as well, and so is half of English
	}
	if b.foreign && len(found) > 1 && found[0].Text == found[len(found)-1].Text {
		return nil // a "mother's mother" is no mother
	}
	w, ok, err := b.way(text, found, sureness)
	if err == nil && (ok || isNumber(text)) && len(w.terms) > 0 {
		if b.foreign {
			w.dampen()
		}
		u.ways = append(u.ways, w)
	}
	return err
}

// essential leaves out of a translation what says nothing by itself: little words, and characters that stand in a pair.
func essential(found []language.Term) []language.Term {
	if len(found) == 1 {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(t language.Term) bool {
		return t.Kind == language.Word && t.Stop() || t.Kind == language.Unigram &&
			slices.ContainsFunc(found, func(p language.Term) bool {
				return p.Kind == language.Bigram && p.Start <= t.Start && t.End <= p.End
			})
	})
}
