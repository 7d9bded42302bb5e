package evaluation

import (
	"math"
	"strconv"
)

// px is a length on a plot. A tenth of a pixel is as fine as anybody sees.
type px float64

// String writes the length as SVG wants it.
func (p px) String() string { return strconv.FormatFloat(rounded(float64(p), 1), 'f', -1, 64) }

// plot is the frame of a plot: an area with an axis on its left and one below it. Both start at 0, unless low says
// otherwise of the one on the left.
type plot struct {
	Width, Height            px
	Left, Right, Top, Bottom px // the edges of the area
	XTitle, YTitle           string
	XTicks, YTicks           []tick

	low, high, far float64 // the values at Bottom, Top and Right
}

// tick is a labelled place on an axis.
type tick struct {
	At    px
	Label string
}

// Plots are as wide as a phone: on a wide screen they stand beside each other, and their letters stay readable.
const (
	plotWidth  = 360
	plotHeight = 244
	plotTicks  = 5
)

// newPlot frames values from 0 to far, and from low to high.
func newPlot(xTitle string, far float64, yTitle string, low, high float64) plot {
	p := plot{
		Width: plotWidth, Height: plotHeight, Left: 40, Right: plotWidth - 10, Top: 18, Bottom: plotHeight - 38,
		XTitle: xTitle, YTitle: yTitle, low: low, high: high, far: far,
	}
	for _, v := range steps(0, far) {
		p.XTicks = append(p.XTicks, tick{p.x(v), label(v)})
	}
	for _, v := range steps(low, high) {
		p.YTicks = append(p.YTicks, tick{p.y(v), label(math.Abs(v))})
	}
	return p
}

func (p plot) x(v float64) px { return p.Left + (p.Right-p.Left)*px(v/p.far) }

func (p plot) y(v float64) px { return p.Bottom - (p.Bottom-p.Top)*px((v-p.low)/(p.high-p.low)) }

// Middle returns the middle of the area from left to right.
func (p plot) Middle() px { return (p.Left + p.Right) / 2 }

// Centre returns the middle of the area from top to bottom.
func (p plot) Centre() px { return (p.Top + p.Bottom) / 2 }

// steps returns round values from low to high, some plotTicks of them, 0 among them.
func steps(low, high float64) []float64 {
	size := roundUp((high - low) / plotTicks)
	var out []float64
	for i := math.Ceil(low/size - 1e-9); i*size <= high+size*1e-9; i++ {
		out = append(out, i*size+0) // never -0
	}
	return out
}

// roundUp returns the next number of the form 1, 2 or 5 times a power of ten.
func roundUp(v float64) float64 {
	unit := math.Pow10(int(math.Floor(math.Log10(v))))
	for _, factor := range []float64{1, 2, 5} {
		if v <= factor*unit*(1+1e-9) {
			return factor * unit
		}
	}
	return 10 * unit
}

// label writes a value of an axis. Steps are round, so that more digits than these are noise of the arithmetic.
func label(v float64) string { return strconv.FormatFloat(rounded(v, 6), 'f', -1, 64) }

// percent writes a share as "12 %".
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + " %" }
