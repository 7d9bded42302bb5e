package checking

import (
	"math"
	"strings"

	"chuchu/retrieval/language"
)

// A sentence may take all its words from a passage and still put them together wrongly: it gives one man's office to
// another, or one event's date to the next. Two measures tell. One looks for a phrase in the place of another, between
// the same neighbours (see substituted). The other takes the sentence as an answer: what it has of the question says
// where in the passage the answer should stand, and what it has besides is the answer, which should stand there.

// minBound is the least that the three shares of binding may come to together, 3 at most. A fit of filled questions
// against other answers of the same passage gave the first two about the same weight on xquad-zh and on xquad-en alike; the
// third, which few sentences have, stands for itself. The bound was set on xquad-zh, where 95 in 100 of all true statements
// stay unmarked with it, and tried on xquad-en (96 in 100). 0.02 more marks a seventh of a point more of the true ones and
// three quarters of a point more of the swapped roles. The citation benchmark notices.
const minBound = 2.18

// minAsked is how many features of the question a sentence has to repeat to be compared as an answer to it: one alone
// points anywhere.
const minAsked = 2

// Distances, in tokens, over which words belong together; the next sentence or clause is so much farther. Set on both
// xquads by how well each share parts the true from the swapped alone; 15 and 8 in place of 25 do about as well.
const (
	nearness        = 25.0
	clauseFarther   = 8.0
	numberNearness  = 12.0
	numberFarther   = 3.0
	sentenceFarther = 10.0
)

// weighed is a feature that sentence and passage share.
type weighed struct {
	text   string
	weight float64
}

// parts returns what a sentence has of the question, and what it has besides, so far as the passage holds it.
func (c *claim) parts(p *passage) (asked, answering []weighed) {
	seen := map[string]bool{}
	var alone []weighed
	add := func(feature string, single bool) {
		if seen[feature] || !p.holds(feature) {
			return
		}
		seen[feature] = true
		w := weighed{feature, p.weight(feature)}
		switch {
		case c.question.says(feature) && p.context.says(feature): // what all of the text is about points nowhere
		case c.question.says(feature):
			asked = append(asked, w)
		case single:
			alone = append(alone, w)
		default:
			answering = append(answering, w)
		}
	}
	for _, f := range c.features {
		add(f.text, false)
	}
	for _, q := range c.quantities {
		if !strings.Contains(p.text.letters, letters(c.raw[q.Start:q.End])) {
			add(valueOf(q), false)
		}
	}
	for _, tok := range c.tokens { // a character tells where the question points, and seldom what answers it
		if tok.han && !tok.little {
			add(tok.folded, true)
		}
	}
	if len(answering) == 0 {
		answering = alone
	}
	return asked, answering
}

// bound returns how well the answer that the sentence gives stands where the passage answers the question: 0 to 3, 3
// also if the sentence is no answer to it.
func (c *claim) bound(p *passage) float64 {
	asked, answering := c.parts(p)
	if len(asked) < minAsked || len(answering) == 0 {
		return 3
	}
	return sentenceShare(p, asked, answering) + c.nearShare(p, asked, answering) + c.numberShare(p, asked)
}

// shareBefore is how much counts of what the sentence before has of the question, for that names what this one calls "he". A
// half lets a point and a half more of the swapped roles pass, for a fifth of a point more of the true statements.
const shareBefore = 1.0 / 3

// sentenceShare compares what the sentences of the answer have of the question with what the best sentence has.
func sentenceShare(p *passage, asked, answering []weighed) float64 {
	question, answer := p.bySentence(asked), p.bySentence(answering)
	most := 0.0
	for _, sum := range answer {
		most = max(most, sum)
	}
	const maxOfAnswer = 0.8
	best, here := 0.0, 0.0
	for s := range question {
		sum := question[s]
		if s > 0 {
			sum += shareBefore * question[s-1]
		}
		best = max(best, sum)
		if answer[s] >= maxOfAnswer*most {
			here = max(here, sum)
		}
	}
	return here / best
}

// near returns for each token of the passage how near the features are, 0 to the sum of their weights.
func near(p *passage, features []weighed, reach, otherClause float64) []float64 {
	sums := make([]float64, len(p.text.tokens))
	fade := math.Exp(-1 / reach)
	sentenceFade, clauseFade := math.Exp(-sentenceFarther/reach), math.Exp(-otherClause/reach)
	parted := func(i, j int) float64 {
		by := 1.0
		if p.sentence[i] != p.sentence[j] {
			by = sentenceFade
		}
		if p.text.tokens[i].clause != p.text.tokens[j].clause {
			by *= clauseFade
		}
		return by
	}
	closeness := make([]float64, len(sums))
	for _, f := range features {
		clear(closeness)
		for _, at := range p.at[f.text] {
			value := 1.0
			for i := at; i >= 0 && value > 1e-3; i-- {
				closeness[i] = max(closeness[i], value*parted(i, at))
				value *= fade
			}
			value = 1
			for i := at; i < len(sums) && value > 1e-3; i++ {
				closeness[i] = max(closeness[i], value*parted(i, at))
				value *= fade
			}
		}
		for i, v := range closeness {
			sums[i] += f.weight * v
		}
	}
	return sums
}

// nearShare compares how near the question's words are to the answer, where most of it stands together, with how near
// they are to whatever else of the passage could answer: to what the question does not have.
func (c *claim) nearShare(p *passage, asked, answering []weighed) float64 {
	sums := near(p, asked, nearness, clauseFarther)
	weights := make([]float64, len(sums))
	for _, f := range answering {
		for _, at := range p.at[f.text] {
			weights[at] += f.weight
		}
	}
	const together = 8 // tokens to either side
	mine, most := 0.0, 0.0
	for i, w := range weights {
		if w == 0 {
			continue
		}
		sum, weight := 0.0, 0.0
		for j := max(0, i-together); j < min(len(sums), i+together); j++ {
			sum += weights[j] * sums[j]
			weight += weights[j]
		}
		if weight > most || weight == most && sum/weight > mine {
			most, mine = weight, sum/weight
		}
	}
	nearest := mine
	for i, tok := range p.text.tokens {
		if !tok.little && !c.question.says(tok.folded) {
			nearest = max(nearest, sums[i])
		}
	}
	if nearest == 0 { // nothing of the question is anywhere near
		return 0
	}
	return mine / nearest
}

// numberShare compares how near the question's words are to the numbers of the sentence with how near they are to other
// numbers of the passage, years with years and shares with shares; the least counts.
func (c *claim) numberShare(p *passage, asked []weighed) float64 {
	share := 1.0
	var sums []float64
	for _, q := range c.quantities {
		if c.question.counts(q.Value) {
			continue
		}
		if sums == nil {
			sums = near(p, asked, numberNearness, numberFarther)
		}
		mine, other := 0.0, 0.0
		for _, held := range p.text.quantities {
			closeness := sums[p.text.tokenAt(held.Start)]
			switch {
			case held.Value == q.Value:
				mine = max(mine, closeness)
			case year(held.Value) == year(q.Value) && (held.Unit == "%") == (q.Unit == "%") && !c.question.counts(held.Value):
				other = max(other, closeness)
			}
		}
		if mine > 0 && other > 0 {
			share = min(share, mine/other)
		}
	}
	return share
}

func year(value float64) bool { return 1000 <= value && value < 2100 }

// datesYear reports whether a number is most likely a year.
func datesYear(q language.Quantity) bool { return year(q.Value) && (q.Unit == "" || q.Unit == "year") }

// bindings are what the sentence binds to other things than the passage does that has most of it.
func (c *claim) bindings() []Reason {
	var best *passage
	most := 0.0
	for _, p := range c.passages {
		held := 0.0
		for _, f := range c.features {
			if p.holds(f.text) {
				held += p.weight(f.text)
			}
		}
		if best == nil || held > most {
			best, most = p, held
		}
	}
	if best == nil {
		return nil
	}
	words, verbatim := c.substituted(best)
	if words == "" {
		words = c.exchanged()
	}
	for _, wrong := range []func() string{c.rivalled, c.merged, c.misListed, c.inverted} {
		if words == "" {
			words = wrong()
		}
	}
	if words == "" && !verbatim && c.bound(best) < minBound {
		words = c.raw
	}
	if words == "" {
		return nil
	}
	return []Reason{{Binding, words}}
}
