// Package checking reads what a model writes while it writes it, and lets no sentence pass as supported that the passages
// which it cites do not support. It asks no model; what it shows of a passage is what is stored.
//
// The way through it: [Checker.Write] takes the stream, from which thinking, markup, links and template tokens are taken
// out (strainer.go) and which is cut into sentences with their citations (cutter.go, marker.go). Each becomes a claim
// against the passages that it cites (evidence.go): its numbers, names and new words (words.go), words and
// characters that turn its meaning (alteration.go), unless they say in other words what a passage says (restating.go), its quotations, its
// denials (negation.go), what stands in the place of what (substitution.go, splice.go, opposite.go), among whose words its numbers and
// parties stand (rival.go), what its lists have and lack (enumeration.go), whether two passages have half of it each (merging.go), and
// whether its answer stands where the question points (binding.go). An item is read on
// from what leads it in, and a bare answer from the question (list.go). What in a passage speaks to the model and not to its
// readers bears nothing out (order.go). A sentence in another language than its passages is compared by numbers, names and the
// lexicon (translation.go). [Checker.Summary] tells what became of the answer, and gives for each source the stored sentence
// that carries it.
//
// What cannot be told by words: a paraphrase in words of its own, which is marked though it may be true, and an answer
// that stands in the right sentence in the wrong role. Three in ten of the swapped roles pass, fewer of all else; the
// citation benchmark of package evaluation has the rates. That is why each source is shown with its sentence.
package checking

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// Checker checks one answer while a model writes it. It is for one goroutine.
type Checker struct {
	evidence *Evidence
	refusals []string // folded
	strainer *strainer
	cutter   *cutter
	fresh    []Verdict       // not yet handed out
	said     map[string]bool // sentences, folded
	listing  bool            // the sources at its end
	leadIn   string          // what leads in the items that follow; "" if there are none
	taken    int             // runes
	carrying map[int][]int   // passages → their sentences that carry what was shown
	summary  Summary
}

// How much of an answer is taken. Nobody reads more on a phone, and a model that says so much, or the same again and
// again, has lost its way.
const (
	maxRunes    = 60_000 // thinking included
	maxShown    = 12_000
	maxRepeated = 5 // sentences
)

// NewChecker begins an answer. The refusals are the sentences by which the model was told to say that the passages do
// not hold the answer; others to the same effect are known by their form.
func (e *Evidence) NewChecker(refusals ...string) *Checker {
	c := &Checker{evidence: e, said: map[string]bool{}, carrying: map[int][]int{}}
	for _, r := range refusals {
		c.refusals = append(c.refusals, letters(r))
	}
	c.cutter = newCutter(c.sentence)
	c.strainer = &strainer{out: c.take, onStray: c.cutter.drop}
	return c
}

// Write takes the next delta of the stream, cut anywhere, and returns the verdicts on the sentences that it completes.
// After Full it takes nothing more.
func (c *Checker) Write(delta string) []Verdict {
	if !c.summary.Full {
		c.taken += utf8.RuneCountInString(delta)
		c.strainer.write(delta)
		c.summary.Full = c.summary.Full || c.taken >= maxRunes
	}
	return c.verdicts()
}

// Full reports whether the answer has become longer than any, or turns in circles: the stream can be ended.
func (c *Checker) Full() bool { return c.summary.Full }

// Close ends the answer and returns the verdict on what was left. If the model was cut off within a sentence, call
// Cut first.
func (c *Checker) Close() []Verdict {
	if !c.summary.Full {
		c.strainer.close()
		c.cutter.end()
	}
	return c.verdicts()
}

// Cut forgets the sentence in the making: the stream broke off within it.
func (c *Checker) Cut() {
	c.strainer.held, c.strainer.state, c.strainer.partial = nil, nothing, nil
	c.cutter.drop()
}

func (c *Checker) take(r rune) {
	if !c.summary.Full {
		c.cutter.push(r)
	}
}

func (c *Checker) verdicts() []Verdict {
	fresh := c.fresh
	c.fresh = nil
	return fresh
}

// sentence judges a sentence and counts what became of it. One that was torn cannot be borne out: what it lacks may deny it.
func (c *Checker) sentence(raw string, whole bool) {
	if c.citesOnly(raw) {
		return
	}
	said, numbers := cited(raw, len(c.evidence.passages))
	said = plainText(said)
	if letters(said) == "" {
		return // a rule, a picture, a marker alone
	}
	v := Verdict{Text: said}
	switch key := letters(said); {
	case c.said[key], asks(said):
		v.Status = Repeated
	case c.refuses(said):
		v.Status = Refusal
	default:
		c.said[key] = true
		c.judge(&v, numbers, whole && !tabular(said))
	}
	if !item.MatchString(raw) || leadsIn(said) {
		c.leadIn = ""
	}
	if leadsIn(said) && v.Status.Shown() {
		c.leadIn = withoutOrdinal(said)
	}
	c.count(v)
	c.fresh = append(c.fresh, v)
}

// judge finds the status of a sentence that says something, and the passages that it rests on.
// Of what is not whole not even all of it says that it is borne out.
func (c *Checker) judge(v *Verdict, numbers []int, whole bool) {
	said := withoutOrdinal(v.Text)
	claim := c.evidence.claimOf(said)
	if claim.circles() {
		v.Status = Repeated
		return
	}
	if len(numbers) == 0 && claim.meta(v.Text) {
		v.Status = Meta
		return
	}
	if len(numbers) > 0 {
		for _, n := range numbers {
			claim.passages = append(claim.passages, c.evidence.passages[n-1])
		}
		v.Reasons = claim.check()
		if !whole {
			v.Reasons = append(v.Reasons, Reason{Coverage, v.Text})
		}
		v.Reasons = append(v.Reasons, c.evidence.ledBy(c.leading(claim), said, claim.passages)...)
		v.Status = statusOf(v.Reasons)
	} else if n, ok := claim.supporter(c.evidence.passages); ok && whole && len(c.evidence.ledBy(c.leading(claim), said, claim.passages)) == 0 {
		v.Status, numbers = ByProgram, []int{n}
	} else {
		v.Status, v.Reasons = Uncited, []Reason{{Citation, v.Text}}
	}
	v.Text = withoutFalseQuotes(v.Text, v.Reasons)
	if v.Status == Unverified {
		v.Stored = claim.stored
	}
	if !v.Status.Shown() {
		return
	}
	for _, n := range numbers {
		v.Sources = append(v.Sources, c.number(n-1))
		c.carry(n-1, claim)
	}
}

// asks reports whether a sentence is a question. Small models give back what they were asked, and who asked wants an answer.
func asks(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "。.！! ")) // …？！！。
	return last == '?' || last == '？'                                     // one within quotation marks is told, not asked
}

// circles reports whether a sentence says the same again and again within itself: three times on the whole, and not in a
// few words.
func (t *text) circles() bool {
	const longEnough, again = 24, 3
	different := map[string]bool{}
	for _, f := range t.features {
		different[f.text] = true
	}
	return len(t.features) >= longEnough && len(t.features) >= again*len(different)
}

func statusOf(reasons []Reason) Status {
	switch {
	case len(reasons) == 0:
		return Supported
	case slices.ContainsFunc(reasons, func(r Reason) bool { return r.Kind.contradicts() }):
		return Contradicted
	}
	return Unverified
}

// count keeps the summary, and sees when there is enough.
func (c *Checker) count(v Verdict) {
	s := &c.summary
	switch v.Status {
	case Contradicted, Uncited:
		s.Dropped++
	case Repeated:
		s.repeated++
	case Supported, ByProgram:
		s.Supported++
	}
	if v.Status.Shown() {
		s.shown += utf8.RuneCountInString(v.Text)
	}
	s.Full = s.Full || s.repeated >= maxRepeated || s.shown >= maxShown
}

// number returns the number that a passage is shown with: they are given out in the order of first use.
func (c *Checker) number(passage int) int {
	s := &c.summary
	at := slices.IndexFunc(s.Sources, func(source Source) bool { return source.Passage == passage })
	if at < 0 {
		at = len(s.Sources)
		s.Sources = append(s.Sources, Source{Passage: passage})
	}
	return at + 1
}

// carry notes the stored sentence that carries the claim.
func (c *Checker) carry(passage int, claim *claim) {
	p := c.evidence.passages[passage]
	if len(p.sentences) == 0 {
		return
	}
	s := claim.carrier(p)
	if !slices.Contains(c.carrying[passage], s) {
		c.carrying[passage] = append(c.carrying[passage], s)
	}
}

// letters folds a text and leaves letters and digits only, by which two sentences are known as the same.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return language.Fold(r)
		}
		return -1
	}, s)
}
