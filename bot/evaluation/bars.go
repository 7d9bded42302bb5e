package evaluation

import "fmt"

// bars is the plot of the kinds, each with a bar or two from 0 to 1.
type bars struct {
	plot
	Kinds []kindBars
}

type kindBars struct {
	Label string
	Y     px // of the label's foot
	Bars  []kindBar
}

// kindBar is a rate as a bar, its interval as a line along the middle, and its value beside it.
type kindBar struct {
	Series           string // the class of its colour
	What             string
	Y, Width, Height px
	Low, High        px
	Middle, Foot     px // of the interval, of the value
	Value, Count     string
}

// What the bars of a kind take up, from its label to the next one's.
const (
	kindLabel  = 17
	kindBarTop = 15 // from one bar to the next
	kindGap    = 8
	barHeight  = 11
	longKind   = 25 // characters of a kind that the plot has room for, Chinese ones
)

func (r *Report) bars() bars {
	b := bars{plot: newPlot("", 1, "", 0, 1)}
	b.Left, b.Right = 0, plotWidth-46 // behind the bars, the values
	y := px(0)
	for _, kind := range r.Kinds {
		y += kindLabel
		k := kindBars{Label: fmt.Sprintf("%d · %s", kind.Questions, shortened(kind.Name, longKind)), Y: y - 4}
		add := func(series, what string, rate Rate) {
			k.Bars = append(k.Bars, b.kindBar(series, what, rate, y))
			y += kindBarTop
		}
		if kind.Answerable > 0 {
			add("passage", "passage@1", kind.Passage1)
			add("quote", "quote@1", kind.Quote1)
		} else {
			add("missing", "refused", Rate{kind.FalseAnswers.Of - kind.FalseAnswers.Hits, kind.FalseAnswers.Of})
		}
		y += kindGap
		b.Kinds = append(b.Kinds, k)
	}
	b.Bottom, b.Height = y, y+2
	return b
}

func (p plot) kindBar(series, what string, rate Rate, y px) kindBar {
	bar := kindBar{
		Series: series, What: what, Y: y, Width: p.x(rate.Share()) - p.Left, Height: barHeight,
		Middle: y + barHeight/2.0, Foot: y + barHeight - 1.5, Value: rate.String(), Count: rate.Count(),
	}
	low, high := rate.Interval()
	bar.Low, bar.High = p.x(low), p.x(high)
	return bar
}

// Span returns the width of the area.
func (b bars) Span() px { return b.Right - b.Left }

// shortened returns s, cut with an ellipsis after n characters.
func shortened(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}
