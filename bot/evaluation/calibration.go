package evaluation

import (
	"fmt"
	"math"
)

// bin is the questions of which the bot was about as sure.
type bin struct {
	Answerable, Unanswerable int
	Right                    int     // the first quote answers
	Confidence               float64 // of all of them together
}

func (b bin) of() int { return b.Answerable + b.Unanswerable }

// binsOf parts the outcomes by confidence into n bins of one width. A confidence between two bins goes into the upper
// one; it is counted in units of its last digit, so that no rounding decides where it goes.
func binsOf(outcomes []Outcome, n int) []bin {
	const units = 1e4
	bins := make([]bin, n)
	for _, o := range outcomes {
		b := &bins[max(0, min(n-1, int(math.Round(o.Confidence*units))*n/units))]
		b.Confidence += o.Confidence
		switch {
		case !o.Answerable():
			b.Unanswerable++
		case o.Right():
			b.Right++
			fallthrough
		default:
			b.Answerable++
		}
	}
	return bins
}

// calibration is the plot that asks: when the bot says 0.8, are 8 in 10 right?
type calibration struct {
	plot
	Both   bool // there are unanswerable questions, so that Held tells something
	Bins   []calibrationBin
	Counts px // where the numbers of questions stand
}

// calibrationBin is a bin at the place of its mean confidence.
type calibrationBin struct {
	X, Right, Low, High px // share whose first quote answers, with its interval
	Held                px // share that the texts answer
	Radius              px // its area grows with the number of questions
	Middle              px
	Count               int
	Title               string
}

const (
	calibrationBins = 10
	countsHeight    = 13 // the row of numbers below the axis
)

func (r *Report) calibration() calibration {
	c := calibration{plot: newPlot("confidence", 1, "share", 0, 1), Both: r.Answerable > 0 && r.Unanswerable > 0}
	c.Height += countsHeight
	c.Counts = c.Bottom + 27
	bins := binsOf(r.Outcomes, calibrationBins)
	most := 0
	for _, b := range bins {
		most = max(most, b.of())
	}
	for i, b := range bins {
		if b.of() == 0 {
			continue
		}
		right, held := Rate{b.Right, b.of()}, Rate{b.Answerable, b.of()}
		low, high := right.Interval()
		mean := b.Confidence / float64(b.of())
		c.Bins = append(c.Bins, calibrationBin{
			X: c.x(mean), Right: c.y(right.Share()), Low: c.y(low), High: c.y(high), Held: c.y(held.Share()),
			Radius: 2 + 4*px(math.Sqrt(float64(b.of())/float64(most))),
			Middle: c.x((float64(i) + 0.5) / calibrationBins), Count: b.of(),
			Title: fmt.Sprintf("confidence %.2f: the first quote answers %s, the texts answer %s", mean, right.Count(), held.Count()),
		})
	}
	return c
}
