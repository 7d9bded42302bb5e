package command

// alike is the share of neighbouring characters that two names have in common, of all that they have.
func alike(a, b string) float64 {
	left, right := pairs(a), pairs(b)
	common := 0
	for pair := range left {
		if right[pair] {
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, len(left)+len(right)))
}

func pairs(name string) map[[2]rune]bool {
	found := map[[2]rune]bool{}
	before := rune(0)
	for _, r := range name {
		found[[2]rune{before, r}] = true
		before = r
	}
	return found
}
