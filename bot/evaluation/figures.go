package evaluation

import (
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// Figures are what some outcomes come to. A share of no questions is absent, not zero.
type Figures struct {
	Questions    int `json:"questions"`
	Answerable   int `json:"answerable"`
	Unanswerable int `json:"unanswerable"`

	// Of the answerable questions, whether the bot answered or refused:
	Passage1      Rate   `json:"passage1,omitzero"` // the right passage came first
	Passage5      Rate   `json:"passage5,omitzero"` // it was among the first five
	MRR           Mean   `json:"mrr,omitzero"`      // one over its rank; 0 if it was not found
	Quote1        Rate   `json:"quote1,omitzero"`   // the first quote holds an answer
	Quote3        Rate   `json:"quote3,omitzero"`   // one of the first three does
	FalseRefusals Rate   `json:"false_refusals,omitzero"`
	QuoteChars    Length `json:"mean_quote_chars,omitzero"` // of the first three quotes

	FalseAnswers Rate `json:"false_answers,omitzero"` // of the unanswerable questions

	// How well confidence tells the answerable from the unanswerable, wherever the bar is put:
	AUROC      Mean `json:"auroc,omitzero"`                          // pairs of the two that it orders rightly; ties count half
	RefusedAt5 Rate `json:"refused_at_5pct_false_refusals,omitzero"` // of the unanswerable, where the bar refuses 5 % of the others

	P50 Milliseconds `json:"p50_ms"`
	P99 Milliseconds `json:"p99_ms"`
}

func figuresOf(outcomes []Outcome) Figures {
	var held, missing []Outcome
	for _, o := range outcomes {
		if o.Answerable() {
			held = append(held, o)
		} else {
			missing = append(missing, o)
		}
	}
	yes, no := confidences(held), confidences(missing)
	return Figures{
		Questions: len(outcomes), Answerable: len(held), Unanswerable: len(missing),
		Passage1:      rate(held, func(o Outcome) bool { return o.Passage == 1 }),
		Passage5:      rate(held, func(o Outcome) bool { return 1 <= o.Passage && o.Passage <= 5 }),
		MRR:           reciprocalRank(held),
		Quote1:        rate(held, Outcome.Right),
		Quote3:        rate(held, func(o Outcome) bool { return o.Quote > 0 }),
		FalseRefusals: rate(held, func(o Outcome) bool { return !o.Answered }),
		QuoteChars:    quoteChars(held),
		FalseAnswers:  rate(missing, func(o Outcome) bool { return o.Answered }),
		AUROC:         auroc(yes, no),
		RefusedAt5:    refusedAt5(yes, no),
		P50:           quantile(outcomes, 50),
		P99:           quantile(outcomes, 99),
	}
}

func reciprocalRank(outcomes []Outcome) Mean {
	m := Mean{Of: len(outcomes)}
	for _, o := range outcomes {
		if o.Passage > 0 {
			m.Sum += 1 / float64(o.Passage)
		}
	}
	return m
}

// quoteChars is 0 if nothing was quoted, and absent if nothing could be.
func quoteChars(outcomes []Outcome) Length {
	chars, quotes := 0, 0
	for _, o := range outcomes {
		for _, said := range o.Said {
			chars += utf8.RuneCountInString(said.Quote)
			quotes++
		}
	}
	if len(outcomes) > 0 {
		quotes = max(1, quotes)
	}
	return Length{Mean{float64(chars), quotes}}
}

// confidences returns the confidences in ascending order.
func confidences(outcomes []Outcome) []float64 {
	out := make([]float64, len(outcomes))
	for i, o := range outcomes {
		out[i] = o.Confidence
	}
	slices.Sort(out)
	return out
}

// auroc is the area under the ROC curve: how many of the pairs of an answerable and an unanswerable question have the
// answerable one ahead. Both are in ascending order.
func auroc(yes, no []float64) Mean {
	m := Mean{Of: len(yes) * len(no)}
	for _, c := range yes {
		below, _ := slices.BinarySearch(no, c)
		upTo, _ := slices.BinarySearch(no, math.Nextafter(c, 2))
		m.Sum += float64(below+upTo) / 2
	}
	return m
}

// refusedAt5 puts the bar where one in twenty of the answerable questions is below it, and counts the unanswerable
// ones there. Both are in ascending order.
func refusedAt5(yes, no []float64) Rate {
	if len(yes) == 0 || len(no) == 0 {
		return Rate{}
	}
	below, _ := slices.BinarySearch(no, yes[len(yes)/20])
	return Rate{below, len(no)}
}

// Milliseconds is a time that an answer took.
type Milliseconds float64

// String writes it to the thousandth.
func (m Milliseconds) String() string { return strconv.FormatFloat(float64(m), 'f', 3, 64) }

// quantile returns the time within which that many in a hundred answers came, all but the slowest of them.
func quantile(outcomes []Outcome, percent int) Milliseconds {
	if len(outcomes) == 0 {
		return 0
	}
	times := make([]time.Duration, len(outcomes))
	for i, o := range outcomes {
		times[i] = o.Elapsed
	}
	slices.Sort(times)
	return Milliseconds(rounded(times[len(times)*percent/100].Seconds()*1000, 3))
}
