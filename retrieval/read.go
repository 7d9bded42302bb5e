package retrieval

import (
	"cmp"
	"context"
	"slices"

	"chuchu/retrieval/encoder"
	"chuchu/retrieval/reading"
)

// What reading counts, in the logarithm of odds that [encoder.CrossEncoder.Read] gives for the best sentence of a passage. Found on the
// questions of first-hour and on the even articles of xquad, which the network never saw (MODEL.md in the folder reader has the
// figures); from .06 to .1 and from .15 to .25 it is as good within .01. TestFirstHour with -read notices.
const (
	readCandidates = 4    // how many of the best are read; 6 put the right passage first for .005 more
	surelyFirst    = 0.4  // how much the first scores above the next to be read alone, if it has every word: it is right for .94
	readWeight     = 0.08 // in the ranking
	readQuoteShare = 0.25 // for a sentence to be quoted, of what the best sentence scores by its words
	mostRead       = 4.0  // more or less says nothing more
)

// How sure an answer is that was read: the words count less beside it. Fitted on the even articles of the half sets and on texts held out
// in training, and rounded towards what people ask in first-hour: with it .12 of that is refused in vain in place of .18, and as much is
// answered that the texts don't answer. What was set by reading, and not fitted, counts as before, but not where the passage answers as
// read: of 19 questions that it speaks against, 14 are answered there, of those below 16 of 78.
const (
	readBias     = -0.35
	readWords    = 0.75
	readEvidence = 0.35
	answersRead  = 1.0
)

// read has the best candidates read with the question, orders them anew, and reports whether it did. Words say what a passage is about;
// who reads also hears a paraphrase ("can I bring my dog" where pets are not admitted), and that a passage does not say what is asked.
func (c *Collection) read(ctx context.Context, q question, judged []judgement) (bool, error) {
	if c.reader == nil || len(judged) == 0 || judged[0].view.pinyin {
		return false, nil
	}
	judged = judged[:min(readCandidates, len(judged))]
	if len(judged) > 1 && judged[0].missing == 0 && judged[0].score >= judged[1].score+surelyFirst {
		judged = judged[:1]
	}
	passages := make([]encoder.Passage, len(judged))
	for i, j := range judged {
		passages[i].Heading = c.headingOf(j)
		for _, s := range j.match.sentences {
			passages[i].Sentences = append(passages[i].Sentences, j.block.Text[s.Start:s.End])
		}
	}
	scores, err := c.reader.Read(ctx, q.text, passages)
	if scores == nil || err != nil {
		return false, err
	}
	for i := range judged {
		j := &judged[i]
		for _, s := range scores[i] {
			j.match.read = append(j.match.read, max(-mostRead, min(mostRead, s)))
		}
		read := j.match.readAddend()
		j.score += read.Value * read.Weight
	}
	slices.SortStableFunc(judged, func(a, b judgement) int { return cmp.Compare(b.score, a.score) })
	return true, nil
}

// headingOf returns what stands above a candidate: the title of its text, and the heading right above it.
func (c *Collection) headingOf(j judgement) string {
	title, heading := c.textOf(j.ordinal).Title, j.block.Heading()
	if heading == "" || heading == title {
		return title
	}
	return title + ": " + heading
}

// mostRead returns how far the best sentence answers for who reads it.
func (m match) mostRead() float64 {
	if len(m.read) == 0 {
		return -mostRead
	}
	return slices.Max(m.read)
}

// readAddend is what reading counts in the ranking.
func (m match) readAddend() Addend {
	return Addend{"its best sentence answers, as read", m.mostRead(), readWeight}
}

// addReading adds to what sentences score for quoting how far each answers for who reads it. read is nil if nobody did.
func addReading(scores, read []float64) {
	top := slices.Max(scores)
	for i, r := range read {
		scores[i] += readQuoteShare * top * r
	}
}

// heard returns how far the best passage answers as read, in log odds; no more than 0 where a known name of the question is in no text:
// one name sounds like another to who reads.
func heard(evidence addends, best judgement) float64 {
	read := best.match.mostRead()
	if evidence[absentOfEvidence].Value > 0 {
		return min(0, read)
	}
	return read
}

// withReading returns the evidence where the best passage was read.
func withReading(evidence addends, best judgement) addends {
	read := heard(evidence, best)
	for i := range evidence {
		switch i {
		case absentOfEvidence:
		case kindlessOfEvidence, nounOfEvidence:
			evidence[i].Value *= indicator(read < answersRead)
		default:
			evidence[i].Weight *= readWords
		}
	}
	return append(evidence, Addend{"read, beside the words", 1, readBias}, Addend{"its best sentence answers, as read", read, readEvidence})
}

// How sure an answer is whose passage was read and whose similarity is known: the words say less then. But of a long sentence who reads
// hears less, and the words say more: where the quote has fewer than 70 columns, the area under the ROC curve is .92 as read and .75 by the
// words, from 140 on .83 and .88. Chosen from a grid on the questions of first-hour, held-out texts and the even articles of the half sets,
// each counting the same, where as much is answered that they don't answer as before; neighbouring values are as good within .005.
// TestFirstHour with -read notices.
const (
	meantBias       = -1.75
	meantForeign    = 1.2 // in addition, if the passage is in another language
	meantWords      = 0.2
	meantWordsLong  = 0.6 // in addition, of a long quote
	meantGap        = 0.7
	meantSimilarity = 0.9
	meantFor        = 0.25 // as read, what speaks for it
	meantAgainst    = 0.95 // and against it
	meantUnheard    = 0.3  // the share of that which does not count of a long quote
	mostAgainst     = -3.0
	// mostAgainstSaid is where the best sentence, with its headings, holds every word of the question ("what is the rent?"): it is shown as
	// possibly related then, rather than refused. Of first-hour .04 more of what is right is answered, of what is to be refused .06.
	mostAgainstSaid = -1.0

	shortQuote, longQuote = 70.0, 200.0 // columns
)

// length returns how long a quote is, between a short one and a long one: 0 to 1.
func length(quoted string) float64 {
	width := float64(columns(quoted, reading.Span{End: len(quoted)}))
	return max(0, min(1, (width-shortQuote)/(longQuote-shortQuote)))
}

// withMeaning returns the evidence where the best passage was read and its similarity is known.
func withMeaning(evidence addends, best judgement, quoted string) addends {
	read := heard(evidence, best)
	long, most := length(quoted), mostAgainst
	if best.unsaid == 0 {
		most = mostAgainstSaid
	}
	for i := range evidence {
		switch e := &evidence[i]; i {
		case biasEvidence:
			e.Weight = meantBias + meantForeign*indicator(best.view.foreign)
		case gapOfEvidence:
			e.Weight = meantGap
		case absentOfEvidence:
		case kindOfEvidence:
			e.Weight = 0 // who reads hears it
		case kindlessOfEvidence, nounOfEvidence:
			e.Value *= indicator(read < answersRead)
		default:
			e.Weight *= meantWords + meantWordsLong*long
		}
	}
	return append(evidence,
		Addend{"similarity of its most similar sentence", best.similar.sentence, meantSimilarity},
		Addend{"its best sentence answers, as read", max(0, read), meantFor},
		Addend{"it does not, as read", max(most, min(0, read)), meantAgainst * (1 - meantUnheard*long)},
	)
}
