package retrieval

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// view is a question as it is put to the paragraphs of one script: in its own words, or in words of the other language
// that may mean the same. It is made of units, and of each unit the best way of saying it counts.
type view struct {
	script   script
	analyzer language.Analyzer
	foreign  bool   // the words are not the question's own
	pinyin   bool   // they are what the question's syllables may be read as
	units    []unit // the weightiest first
	terms    []viewTerm
	byText   map[string]int // index in terms
	total    float64        // sum of the units' weights
	matcher  *language.Matcher
	found    []language.Match // room for what it finds, used again from one paragraph to the next
	counts   []int            // likewise, by term
	wants    *counted         // what the question wants listed, or nil
	words    [][]int          // the words of a question in its own language, each by its terms
	exact    []exact          // the names and numbers of the question
	listed   termSet          // the terms that such a list says without saying them
}

// viewTerm is a term that some unit may be said with.
type viewTerm struct {
	text      string
	kind      language.Kind
	gain      float64 // the most that it counts in any unit
	alone     float64 // what it would weigh by this collection alone, as a share of its weight
	frequency int     // paragraphs that hold it
}

// absent reports whether no paragraph holds the term.
func (t viewTerm) absent() bool { return t.frequency == 0 }

// unit is a part of the question that is held or not: a term of it, or a word with its translations.
type unit struct {
	source string  // the words of the question, if the unit is foreign
	weight float64 // what it counts when it is held whole
	talk   bool    // it is not of the question, but of what was said before
	ways   []way
}

// way is one way of saying a unit: terms that together say it.
type way struct {
	text  string // as it is shown
	terms []int  // of the view
	gains []float64
}

// maxTerms bounds what one question costs: the weightiest terms of a very long one decide.
const maxTerms = 512

// writing is how the paragraphs are written that the view is for.
func (v *view) writing() language.Writing {
	return language.Writing{Script: v.script, Analyzer: v.analyzer}
}

// termSet is a set of terms of a view, by their index.
type termSet [maxTerms / 64]uint64

func (s *termSet) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s *termSet) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

func (s *termSet) empty() bool { return *s == termSet{} }

func (s *termSet) union(t *termSet) (u termSet) {
	for i := range s {
		u[i] = s[i] | t[i]
	}
	return u
}

// share returns how much of s is in t as well, 0 to 1; 1 if s is empty.
func (s *termSet) share(t *termSet) float64 {
	all, both := 0, 0
	for i := range s {
		all += bits.OnesCount64(s[i])
		both += bits.OnesCount64(s[i] & t[i])
	}
	if all == 0 {
		return 1
	}
	return float64(both) / float64(all)
}

// value sums over the units what the best way of saying each is worth, where held says how far a term is there, 0 to 1.
func (v *view) value(held func(term int) float64) float64 {
	sum := 0.0
	for i := range v.units {
		sum += v.units[i].value(held)
	}
	return sum
}

func (u *unit) value(held func(term int) float64) float64 {
	best := 0.0
	for k := range u.ways {
		w := &u.ways[k]
		worth := 0.0
		for i, t := range w.terms {
			worth += w.gains[i] * held(t)
		}
		best = max(best, worth)
	}
	return best
}

// coverage is the share of the question's weight that is said with the terms of the set, 0 to 1.
func (v *view) coverage(s *termSet) float64 {
	if v.total == 0 {
		return 0
	}
	sum := 0.0
	for i := range v.units {
		sum += v.units[i].heldIn(s)
	}
	return sum / v.total
}

// heldIn is value where a term of the set is held, and no other.
func (u *unit) heldIn(s *termSet) float64 {
	best := 0.0
	for k := range u.ways {
		w := &u.ways[k]
		worth := 0.0
		for i, t := range w.terms {
			if s.has(t) {
				worth += w.gains[i]
			}
		}
		best = max(best, worth)
	}
	return best
}

// weighted returns the terms as the engine takes them, the weightiest first.
func (v *view) weighted() []index.QueryTerm {
	out := make([]index.QueryTerm, len(v.terms))
	for i, t := range v.terms {
		out[i] = index.QueryTerm{Term: t.text, Weight: t.gain}
	}
	slices.SortStableFunc(out, func(a, b index.QueryTerm) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

// builder puts a view together.
type builder struct {
	view
	frequency func(term string) (int, error)
	stands    func(text string) (bool, error)      // whether some paragraph says it, letter for letter but for folding
	named     func(surname rune) ([]string, error) // how the names begin that some paragraphs have with it
	checked   int                                  // times that stands was asked for one name
	size      int                                  // paragraphs of the collection
	known     map[string]known                     // terms that have been looked up
	words     []lexicon.Unit                       // of a question in its own language
	sureness  float64                              // scales what every way is worth; 0 leaves it
	// withinTalk is whether the question is asked beside those before it: then words weigh by the collection alone, as what is said
	// all over the talk is what it is about, however rare elsewhere.
	withinTalk bool
}

// known is how many paragraphs hold a term, what it weighs by that, and would weigh by this collection alone.
type known struct {
	frequency     int
	weight, alone float64
}

// idf returns the weight of a term by how few paragraphs hold it, here and elsewhere, and how many here do.
func (b *builder) idf(term string) (weight float64, frequency int, err error) {
	k, ok := b.known[term]
	if !ok {
		if k.frequency, err = b.frequency(term); err != nil {
			return 0, 0, err
		}
		k.alone = index.IDF(k.frequency, b.size)
		k.weight = k.alone
		if !b.withinTalk {
			k.weight = index.IDFWithPrior(k.frequency, b.size, language.Commonness(term))
		}
		b.known[term] = k
	}
	return k.weight, k.frequency, nil
}

// mostWeight is what a term weighs that no paragraph holds, and that is rare.
func (b *builder) mostWeight() float64 {
	if b.withinTalk {
		return index.IDF(0, b.size)
	}
	return index.IDFWithPrior(0, b.size, language.Rare)
}

// way makes a way of saying a unit of the terms that the text has; sureness scales what they are worth. ok is false
// if no paragraph holds any of them.
func (b *builder) way(text string, found []language.Term, sureness float64) (w way, ok bool, err error) {
	w.text = text
	for _, t := range found {
		weight, frequency, err := b.idf(t.Text)
		if err != nil {
			return way{}, false, err
		}
		i := b.term(t)
		if i < 0 {
			continue
		}
		b.terms[i].frequency, b.terms[i].alone = frequency, b.known[t.Text].alone/weight
		gain := weight * b.share(t) * sureness * cmp.Or(b.sureness, 1)
		b.terms[i].gain = max(b.terms[i].gain, gain)
		w.terms, w.gains = append(w.terms, i), append(w.gains, gain)
		ok = ok || frequency > 0
	}
	return w, ok, nil
}

// term returns the index of a term in the view, -1 if the view is full.
func (b *builder) term(t language.Term) int {
	if i, ok := b.byText[t.Text]; ok {
		return i
	}
	if len(b.terms) == maxTerms {
		return -1
	}
	i := len(b.terms)
	b.byText[t.Text] = i
	b.terms = append(b.terms, viewTerm{text: t.Text, kind: t.Kind})
	return i
}

// worth is what a way counts when all of it is held.
func (w way) worth() float64 {
	sum := 0.0
	for _, g := range w.gains {
		sum += g
	}
	return sum
}

// dampen lowers what a way of n terms counts by a power of n: a translation that takes more characters is not as much
// more wanted. Else the full name of an institution outweighs its short one and all the rest of a question.
func (w way) dampen() {
	for i := range w.gains {
		w.gains[i] /= math.Pow(float64(len(w.gains)), wayDamping)
	}
}

// wayDamping of 0.4 lifts passage@1 of English questions on xquad-zh from .745 to .756, and of Chinese ones on xquad-en
// from .789 to .800; 0.3 and 0.5 are within .003 of that.
const wayDamping = 0.4

// add adds a unit; it counts what its best way is worth, or as much as unknown says where it has none.
func (b *builder) add(u unit, unknown float64) {
	for _, w := range u.ways {
		u.weight = max(u.weight, w.worth())
	}
	if len(u.ways) == 0 {
		u.weight = unknown
	}
	if u.weight > 0 {
		b.units = append(b.units, u)
	}
}

// finish returns the view.
func (b *builder) finish() *view {
	v := b.view
	slices.SortStableFunc(v.units, func(x, y unit) int { return cmp.Compare(y.weight, x.weight) })
	texts := make([]string, len(v.terms))
	for i, t := range v.terms {
		texts[i] = t.text
	}
	for _, u := range v.units {
		v.total += u.weight
	}
	v.matcher, v.counts = language.NewMatcher(texts, v.analyzer), make([]int, len(texts))
	return &v
}

// The share of a term's idf that counts, by its kind. A single character says little beside the pair it stands in, but
// it still finds what is worded a little differently. On xquad-zh passage@1 is .932 with 0, .941 with 0.3, .939 with
// 0.5.
const (
	unigramShare = 0.3
	bigramShare  = 1
	wordShare    = 1
	finerShare   = 0.7 // language/analyzer.go has the figures
)

func share(k language.Kind) float64 {
	switch k {
	case language.Unigram:
		return unigramShare
	case language.Bigram:
		return bigramShare
	case language.Finer:
		return finerShare
	}
	return wordShare
}
