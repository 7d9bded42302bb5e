package evaluation

import (
	"fmt"
	"math"
	"strconv"
)

// Rate is how many of so many.
type Rate struct{ Hits, Of int }

func rate(outcomes []Outcome, hit func(Outcome) bool) Rate {
	r := Rate{Of: len(outcomes)}
	for _, o := range outcomes {
		if hit(o) {
			r.Hits++
		}
	}
	return r
}

func (r *Rate) add(hit bool) {
	r.Of++
	if hit {
		r.Hits++
	}
}

// Share returns the share of hits, 0 to 1; 0 of none is 0.
func (r Rate) Share() float64 { return Mean{float64(r.Hits), r.Of}.Value() }

// IsZero reports whether there is nothing to take a share of.
func (r Rate) IsZero() bool { return r.Of == 0 }

// String writes the share with four digits, a dash if there is none.
func (r Rate) String() string { return Mean{float64(r.Hits), r.Of}.String() }

// Count writes the rate as "28 of 33".
func (r Rate) Count() string { return fmt.Sprintf("%d of %d", r.Hits, r.Of) }

// MarshalJSON writes the share with four digits.
func (r Rate) MarshalJSON() ([]byte, error) { return Mean{float64(r.Hits), r.Of}.MarshalJSON() }

// Interval returns the bounds between which the share would lie for 95 in 100 sets of this many questions of the same
// sort (Wilson's interval, which holds for few questions and for shares near 0 and 1 too). Two runs whose intervals
// overlap widely have not been told apart.
func (r Rate) Interval() (low, high float64) {
	if r.Of == 0 {
		return 0, 1
	}
	const z = 1.96
	n, p := float64(r.Of), r.Share()
	centre := p + z*z/(2*n)
	spread := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	return max(0, (centre-spread)/scale), min(1, (centre+spread)/scale)
}

// Range writes the interval as "0.69–0.93".
func (r Rate) Range() string {
	low, high := r.Interval()
	return fmt.Sprintf("%.2f–%.2f", low, high)
}

// Mean is a sum over so many.
type Mean struct {
	Sum float64
	Of  int
}

// Value returns the mean; that of none is 0.
func (m Mean) Value() float64 {
	if m.Of == 0 {
		return 0
	}
	return m.Sum / float64(m.Of)
}

// IsZero reports whether there is nothing to take a mean of.
func (m Mean) IsZero() bool { return m.Of == 0 }

// String writes the mean with four digits, a dash if there is none.
func (m Mean) String() string {
	if m.Of == 0 {
		return "–"
	}
	return strconv.FormatFloat(m.Value(), 'f', 4, 64)
}

// MarshalJSON writes the mean with four digits.
func (m Mean) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, rounded(m.Value(), 4), 'g', -1, 64), nil
}

// Length is a mean number of characters.
type Length struct{ Mean }

// MarshalJSON writes the length to a tenth of a character.
func (l Length) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, rounded(l.Value(), 1), 'g', -1, 64), nil
}

// rounded rounds as decimal notation does, half of the last digit to even, where multiplying first would round twice.
func rounded(x float64, digits int) float64 {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'f', digits, 64), 64)
	return x
}
