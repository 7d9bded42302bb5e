package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// Talk is what was said before a question.
type Talk struct {
	Questions []string // the newest first, each as it was understood
	File      string   // of the text that answered last; "" for none
	Leaning   bool     // the question shows a sign that it is not whole ("How does it work?", 那安徽呢？)
}

// Of a question that leans, or has but a few words of its own, a word of the question before counts talkShare of what it
// counts there, and of one further back talkFading times as much. Chosen on mtrag with both
// halves of it in view, so its figures are no hold-out: the right text comes first for .72 of the last turns, .58 alone. talkShare from 0.3 to 0.5 and talkFading from
// 0.7 to 1 change that by .02. What speaks against more are whole questions that follow one about another text: of those of
// xquad-en .94 begin with the right paragraph, .95 alone; of xquad-zh .90, .94 alone.
const (
	talkShare  = 0.4
	talkFading = 0.75
	// A question of wholeFrom words that say something is taken for whole, if it shows no sign of leaning. From scantTill
	// on the talk counts the less, the more there are.
	wholeFrom = 4
	scantTill = 2
	// surelyWhole is the confidence from which on a question of scantTill words is taken for whole too.
	surelyWhole = 0.9
	// stayShare is the share of the first passage's score from which on one of the text that was spoken of comes before it:
	// twins, as two versions of a rule, differ by less.
	stayShare = 0.95
	// maxTalk bounds the terms that one question before brings: the weightiest say what it was about.
	maxTalk = 32
)

// FindWithin returns at most n passages for a question that follows others. If it leans on them, the passages hold its
// words and, beside these, what the talk is about; the best for the question alone is still among the first three. One that
// is whole is found alone, and stays with the text that was spoken of, if another says as much. Errors are those of Find.
func (c *Collection) FindWithin(ctx context.Context, text string, talk Talk, n int) (Finding, error) {
	alone, err := c.Find(ctx, text, n)
	if err != nil || len(talk.Questions) == 0 || alone.Vague {
		return alone, err
	}
	words, err := c.lexicon()
	if err != nil {
		return Finding{}, err
	}
	text = cmp.Or(alone.Meant, text)
	bare := withoutAsking(text)
	units := words.Translate(bare)
	own, asked := telling(bare, units), tellingTerms(bare, units)
	if !talk.Leaning && (own >= wholeFrom || own >= scantTill && alone.Confidence >= surelyWhole) {
		return alone.staying(talk, alone, words, bare, asked), nil
	}
	f, evidence, err := c.find(ctx, text, talk, n)
	if err != nil || len(f.Passages) == 0 {
		return alone, err
	}
	if f.Confidence = alone.Confidence; talk.Leaning || own <= scantTill {
		f.Confidence = evidence.confidence(alone, own)
	}
	f.Meant, f.Within = alone.Meant, true
	f.Passages = withAlone(f.Passages, alone.Passages, n)
	f.unmark()
	return f.staying(talk, alone, words, bare, asked), nil
}

// staying puts a passage of the text that was spoken of first, if the first scores no more than that, or rivals it; bare is
// the question without what merely asks, and asked its terms that say something. Of versions that is the one that the talk named, else
// the newest.
func (f Finding) staying(talk Talk, alone Finding, words *lexicon.Lexicon, bare string, asked []string) Finding {
	if i := f.versionOf(talk, words); i >= 0 {
		f.Passages = slices.Insert(slices.Delete(slices.Clone(f.Passages), i, i+1), 0, f.Passages[i])
		f.Versions, f.Within = 0, f.Within || i > 0
		return f
	}
	for i, p := range f.Passages {
		if f.Versions > 0 {
			break
		}
		if first := f.Passages[0]; p.Place.File == talk.File && (p.Score >= stayShare*first.Score || p.rivals(first, rivalShare, bare, asked)) {
			f.Passages = slices.Insert(slices.Delete(slices.Clone(f.Passages), i, i+1), 0, p)
			f.Within = f.Within || i > 0
			break
		}
	}
	if len(alone.Passages) > 0 && len(f.Passages) > 0 && !f.Passages[0].says(alone.Passages[0]) {
		f.Alone = alone.Passages[0].ID
	}
	return f
}

// versionOf returns which of several versions was spoken of: the one that a question before named, or that of the text that
// answered last, if none is known to be newer; -1 for none.
func (f Finding) versionOf(talk Talk, words *lexicon.Lexicon) int {
	group := f.Passages[:f.Versions]
	for _, question := range talk.Questions {
		bare := withoutAsking(question)
		asked, named := tellingTerms(bare, words.Translate(bare)), markOf(question)
		for i, p := range group {
			alone := func(is func(one, other Passage) bool) bool {
				return !slices.ContainsFunc(group, func(other Passage) bool { return other.ID != p.ID && !is(p, other) })
			}
			if alone(func(one, other Passage) bool {
				return one.is(named) && !other.is(named) || singlesOut(asked, one, other)
			}) {
				return i
			}
		}
	}
	return slices.IndexFunc(group, func(p Passage) bool {
		return p.Place.File == talk.File && (p.ID == group[0].ID || group[0].Edition == "" && p.Superseded == "")
	})
}

// says reports whether a passage is the other one, or is shown for both.
func (p Passage) says(other Passage) bool {
	return p.ID == other.ID || slices.Contains(p.Also, other.Place)
}

// withAlone puts the best passage for the question alone among those in sight.
func withAlone(passages, alone []Passage, n int) []Passage {
	said := func(p Passage) bool { return p.says(alone[0]) }
	if len(alone) == 0 || slices.ContainsFunc(passages[:min(inSight, len(passages))], said) {
		return passages
	}
	passages = slices.DeleteFunc(passages, said)
	passages = slices.Insert(passages, min(inSight-1, len(passages)), alone[0])
	return passages[:min(n, len(passages))]
}

// The confidence of a question that leans, or has no more than scantTill words: what it has alone counts less, and what its
// best passage holds of the talk counts beside it, as logits. Set on the whole of mtrag, so its figures are no hold-out: of
// what is there .08 is refused, .18 alone; of what is not .25, .37 alone. With two questions on the same texts before each, .74
// (en) and .77 (zh) of what is not in the half sets of xquad is refused, .79 and .80 alone: a short question has to be believed
// to lean.
const (
	aloneWeight   = 0.4
	lowestAlone   = -3.0
	talkWeight    = 1.8
	leaningBias   = 0.2
	leaningNoKind = -2.0 // the passage holds no date or number, though asked for
	minOwn        = 0.1
	minAbsent     = 0.25 // where a word of it stands nowhere
	leaningUnsaid = -3.0 // it holds hardly anything of the question itself: "Who is the director?" of a club without one
	leaningNames  = -0.8 // it lacks all names of the question: 那大连呢？
)

// talkEvidence is what the best passage found within a talk shows.
type talkEvidence struct {
	held     float64 // how much it holds of what was said before, 0 to 1
	own      float64 // and of the question itself
	kindless bool    // it holds no date or number, though asked for
	absent   bool    // a word or pair of the question stands nowhere
	names    float64 // share of the question's own names that it lacks
}

// confidence returns how sure a question that leans is answered, which alone finds what it does and has so many words.
func (e talkEvidence) confidence(alone Finding, words int) float64 {
	z := leaningBias + talkWeight*e.held
	if words > 0 {
		z += aloneWeight * max(lowestAlone, math.Log(alone.Confidence/(1-alone.Confidence)))
	}
	if e.kindless {
		z += leaningNoKind
	}
	if e.own < minOwn || e.absent && e.own < minAbsent {
		z += leaningUnsaid
	}
	z += leaningNames * e.names
	return 1 / (1 + math.Exp(-z))
}

// said is a question before, as it counts beside the question.
type said struct {
	text  string // without what merely asks
	share float64
}

// said returns the questions before with what their words count beside those of a question of that many words.
func (t Talk) said(words int) []said {
	share := talkShare
	if !t.Leaning {
		share *= min(1, scantTill/float64(max(1, words)))
	}
	out := make([]said, len(t.Questions))
	for i, q := range t.Questions {
		out[i] = said{withoutAsking(strings.ToValidUTF8(q, " ")), share}
		share *= talkFading
	}
	return out
}

// telling counts the words that say something alone.
func telling(text string, words []lexicon.Unit) int {
	n := 0
	for _, u := range words {
		if slices.ContainsFunc(language.Of(text[u.Start:u.End]), func(t language.Term) bool { return !t.Stop() }) {
			n++
		}
	}
	return n
}

// addTalk adds the terms of the questions before that the question does not have.
func (b *builder) addTalk(talk []said) error {
	b.words = nil // of the question
	for _, said := range talk {
		found := slices.DeleteFunc(b.analyzer.Of(said.text), func(t language.Term) bool {
			_, known := b.byText[t.Text]
			return known || b.analyzer.Stop(t) || t.Kind == language.Unigram // one character is mostly chance, beside other words
		})
		var ways []way
		for i, t := range found {
			w, _, err := b.way(t.Text, found[i:i+1], said.share)
			if err != nil {
				return err
			}
			ways = append(ways, w)
		}
		slices.SortStableFunc(ways, func(x, y way) int { return cmp.Compare(y.worth(), x.worth()) })
		for _, w := range ways[:min(maxTalk, len(ways))] {
			b.add(unit{ways: []way{w}, talk: true}, 0)
		}
	}
	return nil
}

// translateTalk is addTalk in words of the other language.
func (b *builder) translateTalk(words *lexicon.Lexicon, talk []said) error {
	own, exact := len(b.units), len(b.exact)
	for _, said := range talk {
		b.sureness = said.share
		if err := b.addWords(words, said.text, words.Translate(said.text)); err != nil {
			return err
		}
	}
	b.exact = b.exact[:exact] // nobody has to repeat a name
	for i := range b.units[own:] {
		b.units[own+i].talk = true
	}
	return nil
}

// talkEvidence returns what a candidate shows of the talk and of the question.
func (j judgement) talkEvidence(q question, kindless bool) talkEvidence {
	all := j.match.all.union(&j.context)
	var held, total [2]float64 // of the question, of the talk
	for i := range j.view.units {
		u := &j.view.units[i]
		of := int(indicator(u.talk))
		held[of] += u.heldIn(&all)
		total[of] += u.weight
	}
	share := func(of int) float64 {
		if total[of] == 0 {
			return 1
		}
		return held[of] / total[of]
	}
	return talkEvidence{share(1), share(0), kindless, q.holdsAbsent(), j.names}
}
