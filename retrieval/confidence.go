package retrieval

import "math"

// The confidence is a logistic regression on what the best passage shows. It was fitted on xquad-zh-half and
// xquad-en-half (questions of which half have lost their paragraph while its neighbours are still there), and with a
// share of .3 on the short questions of testdata/first-hour, and rounded; the area under the ROC curve is .948, .957 and
// .954. Without the last, whose words are not the texts', a third more of them is refused in vain, and the others gain
// .001. What it looks at does not depend on the size of a collection. `chuchu eval` on those sets shows a change.
const (
	bias             = -3.55
	passageEvidence  = 2.5
	sentenceEvidence = 2.0
	gapEvidence      = 2.8   // how far the next passage that says something else scores below
	missingEvidence  = -1.45 // words that are not held, however light
	unsaidEvidence   = -0.9  // words that the best sentence does not hold
	namesEvidence    = -0.15
	numbersEvidence  = -1.05
	kindEvidence     = -1.3 // the quote holds no date, if one is asked for; no number, no year
	unlikeEvidence   = -0.5 // nor anything that looks like the person, place or reason, though these may look otherwise
	nounEvidence     = -15  // the share of the question that says what is wanted, if no text has it: set by reading
	wordsEvidence    = 0.8  // a long question that is held is held by no chance
	widestGap        = 1.0

	// Set by reading, as there are too few such questions to be fitted; the others were fitted with these in place.
	kindlessEvidence = -5.0 // nor does the whole paragraph: of 18 such questions there none has an answer
	listEvidence     = 2.0  // it lists what was asked to be listed
	// A name that the lexicon knows and no text holds. The fit says -1.1, but there names are the translator's, and cut
	// from longer ones that the lexicon lacks; in texts and questions by one hand it is fewer. A name that the lexicon
	// does not know tells nothing: it may be spelt in another way.
	absentEvidence = -2.8
)

// What a passage in another language shows of a question tells less, and in another measure: fitted on the questions of the
// one language put to the texts of the other, both ways together, and rounded. The area under the ROC curve is then .838 on
// Chinese texts and .859 on English ones; fitted one way and tried the other, .835 and .850; with the weights above, scaled by
// 0.75, .826 and .854. Absent names, kinds that a whole paragraph lacks and lists are set by reading: the fit gives them
// nothing, for there a dictionary loses them, and what was asked for in vain is answered then.
const (
	foreignBias     = -2.5
	foreignPassage  = 1.1
	foreignSentence = 1.6
	foreignGap      = 3.0
	foreignMissing  = -0.9
	foreignUnsaid   = -2.1
	foreignNames    = -0.6
	foreignAbsent   = -1.0
	foreignNumbers  = -0.3
	foreignKind     = -1.0
	foreignKindless = -4.0
	foreignWords    = 1.3
	foreignList     = 1.5
	foreignNoun     = -6.0 // set by reading, too
)

// Where some of the addends stand in the evidence.
const (
	biasEvidence       = 0
	gapOfEvidence      = 3
	absentOfEvidence   = 7
	kindOfEvidence     = 9
	kindlessOfEvidence = 10
	listOfEvidence     = 12
	nounOfEvidence     = 14
)

// evidence returns what the best passage says for and against the texts holding the answer. passages are those found,
// the best one first, and shown what they were judged by.
func (c *Collection) evidence(q question, shown []judgement, passages []Passage) addends {
	best := shown[0]
	evidence := c.ofWords(q, shown, passages)
	switch {
	case best.match.read != nil:
		return withReading(evidence, best, passages[0].Quoted())
	case best.similar.known && q.beyondWords(best, passages[0].Lang):
		return bySimilarity(evidence, best)
	case best.similar.known:
		return c.withSimilarity(evidence, best)
	case best.view.foreign:
		return c.ofForeign(evidence, best.view)
	}
	return evidence
}

func (c *Collection) ofWords(q question, shown []judgement, passages []Passage) addends {
	best := shown[0]
	v := best.view
	open := best.asked == nil // what a table has in the column that is asked for answers, whatever it looks like
	return addends{
		{"intercept", 1, bias},
		{"coverage by the paragraph", best.passage, passageEvidence},
		{"by its best sentence", best.sentence, sentenceEvidence},
		{"gap to the next passage", math.Min(widestGap, best.score-next(shown)), gapEvidence},
		{"share of words missing", best.missing, missingEvidence},
		{"missing in its best sentence", best.unsaid, unsaidEvidence},
		{"share of names missing", best.names, namesEvidence},
		{"a known name that is in no text", indicator(v.absent(&best.context)), absentEvidence},
		{"share of numbers missing", best.numbers, numbersEvidence},
		{"no date or number, though asked for", indicator(open && !q.answersKind(passages[0].Quoted(), passages[0].Date) && !c.ofYear(q, best)), kindEvidence},
		{"nor in the whole paragraph", indicator(best.stray || open && q.lacksKind(passages[0]) && !c.ofYear(q, best)), kindlessEvidence},
		{"words of the question, logarithm", math.Log(float64(max(1, v.length()))), wordsEvidence},
		{"lists what is asked for", best.list, listEvidence},
		{"nothing like the person, place or reason asked for", indicator(open && !q.looksLike(passages[0].Text)), unlikeEvidence},
		{"what is asked for is in no text", v.absentMatter(q.text) * indicator(open), nounEvidence},
	}
}

// ofForeign weighs the evidence of a passage in another language.
func (c *Collection) ofForeign(evidence addends, v *view) addends {
	for i, weight := range [...]float64{
		foreignBias, foreignPassage, foreignSentence, foreignGap, foreignMissing, foreignUnsaid, foreignNames, foreignAbsent,
		foreignNumbers, foreignKind, foreignKindless, foreignWords, foreignList, unlikeEvidence, foreignNoun,
	} {
		evidence[i].Weight = weight
	}
	return append(evidence, Addend{"how few texts are in its language, logarithm", c.prior(v.script), 1})
}

// confidence turns evidence into a probability. Without any word of the question there is none. Where nothing in the passage reads
// like a reason, who asks why is told so with caution: that it is so is not why. So is who asks for a name.
func (q question) confidence(evidence addends, best Passage) float64 {
	sure := 1 / (1 + math.Exp(-evidence.sum()))
	if (q.asks == reason || q.asks == name) && !q.looksLike(best.Text) {
		return min(sure, unreasoned)
	}
	return sure
}

// unreasoned is the most that an answer to "why" counts with no reason in sight, or to what something is called with no name: short of Sure.
const unreasoned = 0.55

// The bands of confidence: from Sure on a passage can be shown as the answer, from Bar on with a word of caution; below
// it the texts do not hold the answer, and below Near nothing in them is worth showing. At Bar, 7 % of what the half sets
// answer is refused, and 19 % of what they do not is answered.
const (
	Sure = 0.60
	Bar  = 0.26
	Near = 0.10
)
