package retrieval

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// Versions are passages of different texts, or of different parts of one, that say the same of one thing but for a number, a name, a
// word that denies or allows: two editions of a rule, two reports of one event. None stands for the other, so they are shown together,
// the newest first, with what differs marked in each. testdata/versions notices a change of what follows.

const (
	// alikeFrom is the share of the words of the longer of two sentences that stand in both from which on they are versions of one
	// another if they disagree; of two editions of one text, rewrittenFrom of the shorter one is enough if the passages score alike. By
	// judgment: a sentence of ten words may have three others.
	alikeFrom     = 0.7
	rewrittenFrom = 0.4
	// reportedShare is the share of the first passage's score from which on one of another text that answers with another value, in
	// other words, contradicts it. None of xquad's texts contradicts another, and with .9 none seems to.
	reportedShare = 0.9
	// versionShare is the share of the first passage's score below which nothing is looked for: the same words score the same, but for
	// what an edition loses that is older where the present is asked for.
	versionShare = 0.5
	// maxVersions is how many are shown together.
	maxVersions = 3
)

// versions puts the versions of the first passage right behind it, and the newest of all first. n is how many passages, the first ones,
// are then versions of one another; 0 if there is but one, or if the question names which is meant: that one is first then.
func (c *Collection) versions(q question, passages []Passage) (out []Passage, n int, err error) {
	group, rest := []Passage{passages[0]}, slices.Clone(passages[1:])
	for _, find := range []func(first, other Passage) (disagreement, bool){q.reworded, q.rewritten, q.contradicted} {
		for i := 0; i < len(rest) && len(group) < maxVersions; i++ {
			other := rest[i]
			beside := func(p Passage) bool { return !p.apart(other) }
			d, ok := find(group[0], other)
			if !ok || slices.ContainsFunc(group, beside) || q.singlesOut(group[0], other) || q.singlesOut(other, group[0]) {
				continue
			}
			if group[0].Quote.Differs == nil {
				group[0].Quote.Differs = d.mine
			}
			group = append(group, other.differing(d.theirs, d.at))
			rest = slices.Delete(rest, i, i+1)
			i--
		}
	}
	if len(group) == 1 {
		return passages, 0, nil
	}
	named, err := c.inOrder(group, markOf(q.text))
	if err != nil {
		return passages, 0, err
	}
	if n = len(group); named {
		n = 0
	}
	return append(group, rest...), n, nil
}

// telling returns the terms of the question that say something.
func (q question) telling() []string {
	bare := withoutAsking(q.text)
	return tellingTerms(bare, q.lexicon.Translate(bare))
}

// apart reports whether two passages are of different texts, of which the other has not the same quote elsewhere, or of parts of one
// that are editions of the same.
func (p Passage) apart(other Passage) bool {
	if slices.ContainsFunc(p.Also, func(at Place) bool { return at.File == other.Place.File }) {
		return false
	}
	if p.Place.File != other.Place.File {
		return true
	}
	mine, theirs := markOf(strings.Join(p.Trail, " ")), markOf(strings.Join(other.Trail, " "))
	return mine.label != theirs.label && mine.bare == theirs.bare
}

// singlesOut reports whether the question names one passage by what stands above it or by its file, as it does not name the other.
func (q question) singlesOut(one, other Passage) bool { return singlesOut(q.telling(), one, other) }

func singlesOut(asked []string, one, other Passage) bool {
	named, others := termsOf(one.standing()), termsOf(other.standing()+"\n"+other.Text)
	return slices.ContainsFunc(asked, func(t string) bool { return named[t] && !others[t] })
}

// standing is what says of which text, and of which part of it, a passage is.
func (p Passage) standing() string {
	return strings.Join(append([]string{p.Title, p.Date, path.Base(p.Place.File)}, p.Trail...), "\n")
}

// disagreement is a sentence of a passage that is a version of the best one of the first, and what differs in both.
type disagreement struct {
	mine, theirs []reading.Span
	at           reading.Span
}

// differing is a passage that quotes a sentence with what differs in it.
func (p Passage) differing(differs []reading.Span, at reading.Span) Passage {
	if !slices.Contains(p.Quote.Sentences, at) {
		p.Quote.Sentences, p.Quote.Answer = []reading.Span{at}, reading.Span{}
	}
	p.Quote.Best, p.Quote.Differs = at, differs
	return p
}

// reworded finds a sentence that says what the best one of the first passage says in much the same words, but for something that
// matters.
func (q question) reworded(first, other Passage) (disagreement, bool) {
	best, said := first.Quote.Best, first.best()
	if other.Score < versionShare*first.Score {
		return disagreement{}, false
	}
	for i, s := range append([]reading.Span{other.Quote.Best}, other.Sentences()...) {
		version := other.Text[s.Start:s.End]
		if 2*min(len(said), len(version)) < max(len(said), len(version)) { // by far not alike
			continue
		}
		ofMine, ofTheirs, alike := language.Differing(said, version, alikeFrom)
		if !alike {
			continue
		}
		d := disagreement{shifted(ofMine, best.Start), shifted(ofTheirs, s.Start), s}
		if q.names(said, ofMine, version, ofTheirs) || first.AnswerWords() != "" && !touches(d.mine, first.Quote.Answer) { // what was asked they say alike
			return d, false
		}
		if (q.asks == person || q.asks == place) && allNumbers(said, ofMine) && allNumbers(version, ofTheirs) {
			return d, false
		}
		answered := i == 0 && first.AnswerWords() != "" && other.AnswerWords() != ""
		edited := sameText(first, other) && len(ofMine) > 0 && len(ofTheirs) > 0
		if answered || edited || !language.SaysSame(said, version) || !sameNumbers(said, version) {
			return d, true
		}
	}
	return disagreement{}, false
}

// contradicted reports whether the best sentence of another text answers with another value, in other words.
func (q question) contradicted(first, other Passage) (disagreement, bool) {
	mine, theirs := first.AnswerWords(), other.AnswerWords()
	d := disagreement{[]reading.Span{first.Quote.Answer}, []reading.Span{other.Quote.Answer}, other.Quote.Best}
	return d, first.Place.File != other.Place.File && mine != "" && theirs != "" && other.Score >= reportedShare*first.Score &&
		q.otherValue(mine, theirs) && holdAll(q.telling(), first, other)
}

// rewritten finds the sentence that says anew what the best one of the first passage says, in another edition of its text. What comes out
// every month has a date in its title, and each time something else to say: that is no edition.
func (q question) rewritten(first, other Passage) (disagreement, bool) {
	said := first.best()
	if first.Place.File == other.Place.File || other.Score < versionShare*first.Score || !sameText(first, other) || !first.edition().named() && !other.edition().named() {
		return disagreement{}, false
	}
	best, shared := disagreement{}, rewrittenFrom
	for i, s := range append([]reading.Span{other.Quote.Best}, other.Sentences()...) {
		version := other.Text[s.Start:s.End]
		if i > 0 && s == other.Quote.Best {
			continue
		}
		if share := language.Shared(said, version); share > shared && (other.Score >= rivalShare*first.Score || share >= alikeFrom) {
			best, shared = disagreement{at: s}, share
		}
	}
	version := other.Text[best.at.Start:best.at.End]
	if version == "" || shared == 1 && language.SaysSame(said, version) && sameNumbers(said, version) { // the longer one merely says more
		return best, false
	}
	_, _, alike := language.Differing(said, version, alikeFrom) // reworded has judged it
	return best, !alike
}

// sameText reports whether two passages are of editions of one text.
func sameText(a, b Passage) bool { return markOf(a.Title).bare == markOf(b.Title).bare }

// holdAll reports whether passages, with what stands above them, hold all terms of a question that has a few.
func holdAll(asked []string, passages ...Passage) bool {
	for _, p := range passages {
		held := termsOf(p.context())
		if slices.ContainsFunc(asked, func(t string) bool { return !held[t] }) {
			return false
		}
	}
	return len(asked) >= minAsked
}

// minAsked is how many terms a question has that says of what it asks; "How much did it cost?" has one.
const minAsked = 2

func touches(spans []reading.Span, at reading.Span) bool {
	return slices.ContainsFunc(spans, func(s reading.Span) bool { return s.Start < at.End && at.Start < s.End })
}

// names reports whether the question says of two sentences what one of them is about, where they differ: 北门分店 of 南门分店 and it. A
// number says so if something else is asked of it: in which year was it 450? And not "is it 450?".
func (q question) names(one string, ofOne []reading.Span, other string, ofOther []reading.Span) bool {
	said := func(s string, spans []reading.Span, in string) bool {
		return slices.ContainsFunc(spans, func(at reading.Span) bool {
			word := s[at.Start:at.End]
			if language.IsChinese(word) { // one character is mostly chance
				_, next := utf8.DecodeRuneInString(s[at.End:])
				word += s[at.End : at.End+next]
			}
			measures := func(n language.Quantity) bool { return n.Unit != "" }
			return len(tellingOf(word)) > 0 && strings.Contains(q.folded, fold(word)) && !strings.Contains(in, word) && !slices.ContainsFunc(language.Quantities(word, language.Of(word)), measures)
		})
	}
	if given := language.Quantities(q.text, language.Of(q.text)); q.asks != anything && len(given) > 0 && lacksNumber(given, other) != lacksNumber(given, one) {
		return true
	}
	return said(one, ofOne, other) != said(other, ofOther, one)
}

func shifted(spans []reading.Span, by int) []reading.Span {
	out := make([]reading.Span, len(spans))
	for i, s := range spans {
		out[i] = reading.Span{Start: s.Start + by, End: s.End + by}
	}
	return out
}
