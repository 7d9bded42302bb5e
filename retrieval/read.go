package retrieval

import (
	"cmp"
	"context"
	"slices"
	"strings"

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

// How sure an answer is whose passage was read. The words count little beside it, and what was set by reading beside them, as the kind
// of thing asked for, counts a third of what it does; how similar the passage is counts nothing. But of a long sentence who reads hears
// less, and the words say more. Chosen on the questions of first-hour, on texts held out in training, on the even articles of the half sets
// and on the texts in seeds, each counting the same, for the most that is rightly answered where a quarter of what they don't answer is:
// .92 in place of .90, and the area under the ROC curve is .916 in place of .893. Neighbouring values are as good within .01.
// TestFirstHour with -read notices.
const (
	readBias        = -0.65
	readForeign     = 0.7  // in addition, if the passage is in another language
	readLong        = -1.0 // in addition, of a long quote
	readWords       = 0.1
	readWordsLong   = 0.45 // in addition, of a long quote
	readRuled       = 0.3
	readGap         = 0.7
	readFor         = 0.5  // as read, what speaks for it
	readAgainst     = 0.95 // and against it
	readAgainstLong = -0.5 // the share of that in addition, of a long quote
	mostAgainst     = -3.0

	shortQuote, longQuote = 70.0, 200.0 // columns
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
		passages[i].Heading = c.headingOf(q, j)
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

// headingOf returns what stands above a candidate: the title of its text, and the heading right above it. A year that the question names
// is that of the text, if the text is of it: who reads can't know otherwise that "the chairman presided" was in 2024.
func (c *Collection) headingOf(q question, j judgement) string {
	title, heading := c.textOf(j.ordinal).Title, j.block.Heading()
	if year := j.date[:min(len(j.date), len("2006"))]; year != "" && strings.Contains(q.text, year) {
		title = year + yearMark[ownScript(title)] + title
	}
	if heading == "" || heading == title {
		return title
	}
	return title + ": " + heading
}

// yearMark is what stands behind a year before a title.
var yearMark = [...]string{latin: ": ", han: "年"}

// mostRead returns how far the best sentence answers for who reads it. What lists what is asked for answers, whatever is heard of it.
func (m match) mostRead() float64 {
	if len(m.read) == 0 {
		return -mostRead
	}
	if m.list != nil {
		return max(0, slices.Max(m.read))
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

// withReading returns the evidence where the best passage was read, of what its words say.
func withReading(evidence addends, best judgement, quoted string) addends {
	long := length(quoted)
	for i := range evidence {
		switch e := &evidence[i]; i {
		case biasEvidence:
			e.Weight = readBias + readForeign*indicator(best.view.foreign) + readLong*long
		case gapEvidence:
			e.Weight = readGap
		case kindEvidence:
			e.Weight = 0 // who reads hears it
		case listEvidence: // it decides, as in the ranking
		case absentEvidence, kindlessEvidence, nounEvidence:
			e.Weight *= readRuled
		default:
			e.Weight *= readWords + readWordsLong*long
		}
	}
	read := best.match.mostRead()
	return append(evidence,
		Addend{"its best sentence answers, as read", max(0, read), readFor},
		Addend{"it does not, as read", max(mostAgainst, min(0, read)), readAgainst * (1 + readAgainstLong*long)},
	)
}

// length returns how long a quote is, between a short one and a long one: 0 to 1.
func length(quoted string) float64 {
	width := float64(columns(quoted, reading.Span{End: len(quoted)}))
	return max(0, min(1, (width-shortQuote)/(longQuote-shortQuote)))
}
