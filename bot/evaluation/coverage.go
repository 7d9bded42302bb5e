package evaluation

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// point is what a bar somewhere would give: the share of questions answered, and the share of those answered wrongly.
type point struct{ coverage, risk float64 }

// riskCurve returns the points of every bar that could be, the highest first. Questions of one confidence come
// together: no bar can part them.
func riskCurve(outcomes []Outcome) []point {
	sorted := slices.SortedFunc(slices.Values(outcomes), func(a, b Outcome) int {
		return cmp.Compare(b.Confidence, a.Confidence)
	})
	var points []point
	wrong := 0
	for i, o := range sorted {
		if !o.Right() {
			wrong++
		}
		if i+1 == len(sorted) || sorted[i+1].Confidence != o.Confidence {
			points = append(points, point{float64(i+1) / float64(len(sorted)), float64(wrong) / float64(i+1)})
		}
	}
	return points
}

// coverage is the plot of the risk curve, with the bar that the bot has.
type coverage struct {
	plot
	Path string // of SVG
	X, Y px     // how much the bot answered, and how much of that was wrong
	Note string // the same in words
}

const (
	// curveStart is the share of questions at which the curve begins; before it, one wrong answer throws it about.
	curveStart = 0.02
	// curveStep is how far apart its points are at least: closer together, they only make the page heavier.
	curveStep = 0.004
)

func (r *Report) coverage() coverage {
	answered := rate(r.Outcomes, func(o Outcome) bool { return o.Answered })
	wrong := rate(r.Outcomes, func(o Outcome) bool { return o.Answered && !o.Right() })
	here := point{answered.Share(), Rate{wrong.Hits, answered.Hits}.Share()}
	curve := thinned(riskCurve(r.Outcomes))
	top := math.Max(0.1, here.risk)
	for _, p := range curve {
		top = math.Max(top, p.risk)
	}
	top = math.Min(1, math.Ceil(top*10)/10)
	c := coverage{plot: newPlot("coverage: share of all questions answered", 1, "risk: share of those wrong", 0, top)}
	c.Path = c.path(curve)
	c.X, c.Y = c.x(here.coverage), c.y(here.risk)
	c.Note = fmt.Sprintf("%s: %s answered, %s of that wrong", c.barLine().Label, percent(here.coverage), percent(here.risk))
	return c
}

func thinned(curve []point) []point {
	var out []point
	for i, p := range curve {
		last := i == len(curve)-1
		if p.coverage >= curveStart && (len(out) == 0 || p.coverage-out[len(out)-1].coverage >= curveStep) || last {
			out = append(out, p)
		}
	}
	return out
}

func (p plot) path(curve []point) string {
	var d strings.Builder
	for i, at := range curve {
		fmt.Fprintf(&d, "%c%v %v", "ML"[min(i, 1)], p.x(at.coverage), p.y(at.risk))
	}
	return d.String()
}
