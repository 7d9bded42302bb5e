package retrieval

// Addend is one term of a sum that decides: what was seen, and what it counts.
type Addend struct {
	Name   string
	Value  float64
	Weight float64
}

// addends is a sum with its terms named, so that what decides and what is shown of it are the same.
type addends []Addend

func (a addends) sum() float64 {
	sum := 0.0
	for _, x := range a {
		sum += x.Value * x.Weight
	}
	return sum
}

// indicator is 1 for true, 0 for false.
func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
