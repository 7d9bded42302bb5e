package evaluation

import (
	"fmt"
	"slices"

	"chuchu/retrieval"
)

// band is the questions with a confidence from a bound up to the next, and what a bar at that bound would give.
type band struct {
	From, To                 float64 // To belongs to the next band; 1 to the last
	IsBar                    bool    // From is the bar that the bot has
	Answerable, Unanswerable int
	Right                    Rate // of the band, whose first quote answers: calibrated, it is about the confidence
	Coverage                 Rate // of all questions, those with From or more
	Risk                     Rate // of these, those whose first quote does not answer
}

// bandsOf returns the bands that hold questions, the surest first: tenths, and a bound more at the bar.
func bandsOf(outcomes []Outcome) []band {
	bounds := []float64{retrieval.Bar}
	for tenth := range 10 {
		bounds = append(bounds, float64(tenth)/10)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	var bands []band
	for i, from := range slices.Backward(bounds) {
		to := 1.0
		if i+1 < len(bounds) {
			to = bounds[i+1]
		}
		b := band{From: from, To: to, IsBar: from == retrieval.Bar}
		for _, o := range outcomes {
			b.add(o)
		}
		if b.Coverage.Of = len(outcomes); !b.Right.IsZero() || b.IsBar && len(outcomes) > 0 {
			bands = append(bands, b)
		}
	}
	return bands
}

func (b *band) add(o Outcome) {
	if o.Confidence < b.From {
		return
	}
	b.Coverage.Hits++
	b.Risk.add(!o.Right())
	if o.Confidence >= b.To && b.To < 1 {
		return
	}
	b.Right.add(o.Right())
	if o.Answerable() {
		b.Answerable++
	} else {
		b.Unanswerable++
	}
}

// Range writes the bounds as "0.30–0.40".
func (b band) Range() string { return fmt.Sprintf("%.2f–%.2f", b.From, b.To) }
