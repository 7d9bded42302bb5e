package retrieval

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// question is what is left of a question when it is put to the collection: a view for each way of writing that there are
// paragraphs in.
type question struct {
	text    string
	folded  string // the text, folded
	asks    asked
	form    *language.Pattern // what an answer looks like; nil if it may look like anything
	defines definition
	views   []*view
	lexicon *lexicon.Lexicon
	sense   *sense // nil if the collection has no embeddings
}

// asking returns what a question's own words say.
func asking(text string) question {
	folded, asks := fold(text), language.AnswerTypeOf(text)
	return question{text: text, folded: folded, asks: asks, form: formOf(asks, folded), defines: definitionIn(folded)}
}

// script tells texts written without spaces from the others: what divides the languages that are known here.
type script = language.Script

const (
	latin = language.Latin
	han   = language.Han
)

// ownScript is the script that a question is put in.
func ownScript(text string) script { return language.ScriptOfQuestion(text) }

// analyse turns a question into its views.
func (c *Collection) analyse(ctx context.Context, text string) (question, error) {
	return c.analyseWithin(ctx, text, Talk{})
}

func (c *Collection) analyseWithin(ctx context.Context, text string, talk Talk) (question, error) {
	text = strings.ToValidUTF8(text, " ")
	words, err := c.lexicon()
	if err != nil {
		return question{}, err
	}
	q := asking(text)
	q.lexicon = words
	own := ownScript(text)
	bare, err := c.withoutUnsaid(ctx, withoutAsking(text), q.asks)
	if err != nil {
		return question{}, err
	}
	bare = withoutOwnNumbers(text, bare)
	found, err := c.parted(ctx, words.Translate(bare))
	if err != nil {
		return question{}, err
	}
	said := talk.said(telling(bare, found))
	named, only := namedScript(text)
	only = only && c.scripts[named] > 0
	writings := c.writings
	if c.scripts[own] == 0 {
		writings = append(slices.Clip(writings), language.Writing{Script: own})
	}
	for _, w := range writings {
		if only && w.Script != named {
			continue
		}
		var v *view
		var err error
		if w.Script == own {
			v, err = c.ownView(ctx, text, bare, found, w, said)
		} else {
			v, err = c.foreignView(ctx, text, bare, found, w, said)
		}
		if err != nil {
			return question{}, err
		}
		q.views = append(q.views, v)
	}
	return q, nil
}

// view returns the view for paragraphs that are written so, or nil.
func (q question) view(w language.Writing) *view {
	for _, v := range q.views {
		if v.writing() == w {
			return v
		}
	}
	return nil
}

// ownView returns the view in the question's own words, of several the first; nil if there is none.
func (q question) ownView() *view {
	for _, v := range q.views {
		if !v.foreign {
			return v
		}
	}
	return nil
}

func (c *Collection) builder(ctx context.Context, w language.Writing) *builder {
	return &builder{
		view:      view{script: w.Script, analyzer: w.Analyzer, byText: map[string]int{}},
		frequency: func(term string) (int, error) { return c.frequency(ctx, term) },
		stands:    func(text string) (bool, error) { return c.stands(ctx, text) },
		named:     func(surname rune) ([]string, error) { return c.named(ctx, surname) },
		size:      c.Size(), known: map[string]known{},
	}
}

// ownView is the question in its own words, a term a unit. What merely asks ("who", "please tell me") is blanked in bare, for a
// text that answers does not say it; if nothing would be left and nothing was said before, everything counts. units are the words of bare.
func (c *Collection) ownView(ctx context.Context, text, bare string, units []lexicon.Unit, w language.Writing, talk []said) (*view, error) {
	words, err := c.lexicon()
	if err != nil {
		return nil, err
	}
	b := c.builder(ctx, w)
	b.withinTalk = len(talk) > 0
	rest, err := b.glossed(c.glossary, bare, true)
	if err != nil {
		return nil, err
	}
	own := len(b.units)
	if rest, err = b.glossed(everyday(), rest, true); err != nil {
		return nil, err
	}
	if rest, err = b.otherWords(words, rest, units); err != nil {
		return nil, err
	}
	otherwise := slices.Clone(b.units[own:])
	b.words = units // from here on: the glossary's phrases above are no parts of the question
	found := slices.DeleteFunc(language.WholeNumbers(b.analyzer.Of(rest)), b.stopTerm)
	if len(found) == 0 && len(b.units) == 0 && len(talk) == 0 {
		found = language.WholeNumbers(b.analyzer.Of(text))
	}
	for _, t := range found {
		if _, _, err := b.idf(t.Text); err != nil {
			return nil, err
		}
	}
	weight := func(t language.Term) float64 {
		w, _, _ := b.idf(t.Text) // cached above
		return w * b.share(t)
	}
	slices.SortStableFunc(found, func(x, y language.Term) int { return cmp.Compare(weight(y), weight(x)) })
	for i, t := range found {
		if slices.ContainsFunc(found[:i], func(u language.Term) bool { return u.Text == t.Text }) {
			continue
		}
		w, _, err := b.way(t.Text, found[i:i+1], 1)
		if err != nil {
			return nil, err
		}
		b.add(unit{ways: []way{w}}, 0)
	}
	if err := b.addTalk(talk); err != nil {
		return nil, err
	}
	v := b.finish()
	if wants, words, ok := countedIn(fold(text)); ok {
		v.wants, v.listed = &wants, v.held(words)
	}
	v.read(rest, units, words)
	for _, u := range otherwise { // a word of the question that the texts say otherwise
		said := slices.MaxFunc(u.ways, func(x, y way) int { return cmp.Compare(x.worth(), y.worth()) })
		v.words = append(v.words, said.terms)
	}
	return v, nil
}

// held returns the view's terms that s holds.
func (v *view) held(s string) termSet {
	var set termSet
	found, _ := v.matcher.Find(nil, s)
	for _, m := range found {
		set.add(m.Term)
	}
	return set
}

// stopTerm reports whether a term is left out of the question. A pair that is of one word stays, whatever its characters
// say alone: 了解, 目的, 和平.
func (b *builder) stopTerm(t language.Term) bool {
	return b.analyzer.Stop(t) && !(t.Kind == language.Bigram && b.inWord(t))
}

// inWord reports whether a term stands in one word of the question.
func (b *builder) inWord(t language.Term) bool {
	return slices.ContainsFunc(b.words, func(u lexicon.Unit) bool { return u.Start <= t.Start && t.End <= u.End })
}

// share is how much of a term's weight counts.
func (b *builder) share(t language.Term) float64 {
	switch {
	case len(b.words) == 0:
	case t.Kind == language.Bigram && !b.inWord(t):
		return acrossShare
	case t.Kind == language.Unigram && b.isWord(t):
		return loneShare
	}
	return share(t.Kind)
}

// isWord reports whether a character is a word of the question: 谁陪他去.
func (b *builder) isWord(t language.Term) bool {
	return slices.ContainsFunc(b.words, func(u lexicon.Unit) bool { return u.Start == t.Start && t.End == u.End })
}

// acrossShare is the share of a pair of characters of two words, which another wording parts; loneShare is that of a character
// that is a word by itself. From .2 to .7 of the first, passage@1 of xquad-zh stays within .004; the second, of which .3 is that
// of any character, lifts sentence1 there by .002.
const (
	acrossShare = 0.2
	loneShare   = 0.5
)
