package evaluation

import (
	"fmt"
	"slices"
	"strings"

	"chuchu/retrieval"
)

// histogram is the plot of how sure the bot was: of answerable questions upwards, of unanswerable ones downwards. What
// stands on the wrong side of the bar is refused or answered falsely.
type histogram struct {
	plot
	Bar   barLine
	Zero  px
	Bands []band
}

// barLine is the program's bar: from it on the bot answers.
type barLine struct {
	At    px
	Label string
}

func (p plot) barLine() barLine { return barLine{p.x(retrieval.Bar), "bar " + label(retrieval.Bar)} }

// band is a bin of the histogram as a rectangle.
type band struct {
	X, Y, Width, Height px
	Answerable          bool
	Title               string
}

const histogramBins = 20

func (r *Report) histogram() histogram {
	bins := binsOf(r.Outcomes, histogramBins)
	up, down := 0, 0
	for _, b := range bins {
		up, down = max(up, b.Answerable), max(down, b.Unanswerable)
	}
	h := histogram{plot: newPlot("confidence", 1, "questions", -float64(down), float64(max(1, up)))}
	h.YTicks = slices.DeleteFunc(h.YTicks, func(t tick) bool { return strings.Contains(t.Label, ".") }) // half a question
	h.Bar, h.Zero = h.barLine(), h.y(0)
	for i, b := range bins {
		from, to := float64(i)/histogramBins, float64(i+1)/histogramBins
		x, width := h.x(from)+0.5, h.x(to)-h.x(from)-1
		where := fmt.Sprintf("confidence %.2f to %.2f", from, to)
		if n := b.Answerable; n > 0 {
			top := h.y(float64(n))
			h.Bands = append(h.Bands, band{x, top, width, h.Zero - top, true, fmt.Sprintf("%s: %d answerable", where, n)})
		}
		if n := b.Unanswerable; n > 0 {
			height := h.y(-float64(n)) - h.Zero
			h.Bands = append(h.Bands, band{x, h.Zero, width, height, false, fmt.Sprintf("%s: %d unanswerable", where, n)})
		}
	}
	return h
}
