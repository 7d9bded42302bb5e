package checking

// likest returns the tokens of the passage's sentence that has most of the sentence's features.
func (c *claim) likest(p *passage) (from, to int) {
	s, ok := c.likely[p]
	if !ok {
		s = p.likest(c.text)
		c.likely[p] = s
	}
	for from < len(p.sentence) && p.sentence[from] < s {
		from++
	}
	for to = from; to < len(p.sentence) && p.sentence[to] == s; to++ {
	}
	return from, to
}

// likest returns the sentence of the passage that has most of a text's features, by weight; the first of equals.
func (p *passage) likest(t *text) int {
	var told []weighed
	seen := map[string]bool{}
	for _, f := range t.features {
		if !seen[f.text] {
			seen[f.text] = true
			told = append(told, weighed{f.text, p.weight(f.text)})
		}
	}
	best, sums := 0, p.bySentence(told)
	for s, sum := range sums {
		if sum > sums[best] {
			best = s
		}
	}
	return best
}

// bySentence returns how much of some features each sentence of the passage has, by weight.
func (p *passage) bySentence(features []weighed) []float64 {
	sums := make([]float64, len(p.sentences))
	for _, f := range features {
		last := none
		for _, at := range p.at[f.text] {
			if s := p.sentence[at]; s != last {
				sums[s] += f.weight
				last = s
			}
		}
	}
	return sums
}

// aligned returns for each token of a which of b it is matched with, or none: the heaviest common subsequence. Names and
// numbers weigh less than what is said of them, so that it is they that are found to have changed places.
func aligned(a, b []token) []int {
	width := len(b) + 1
	weights := make([]uint16, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		weight := weightOf(a[i])
		for j := len(b) - 1; j >= 0; j-- {
			at := i*width + j
			weights[at] = max(weights[at+width], weights[at+1])
			if a[i].folded == b[j].folded {
				weights[at] = max(weights[at], weights[at+width+1]+weight)
			}
		}
	}
	matched := make([]int, len(a))
	for i, j := 0, 0; i < len(a); i++ {
		matched[i] = none
		for j < len(b) {
			at := i*width + j
			if a[i].folded == b[j].folded && weights[at] == weights[at+width+1]+weightOf(a[i]) {
				matched[i] = j
				j++
				break
			}
			if weights[at] == weights[at+width] {
				break
			}
			j++
		}
	}
	gather(matched, a, b)
	for i, m := range matched {
		if m != none && a[i].han && !continues(matched, i-1, i) && !continues(matched, i, i+1) {
			matched[i] = none // a character alone is the same by chance, in the names of two provinces
		}
	}
	return matched
}

// gather moves each row of matches, from the last to the first, to where the next begins, if it is there as well: of two places that are
// as good, the one that goes on.
func gather(matched []int, a, b []token) {
	for end := len(matched) - 1; end > 0; end-- {
		if matched[end] == none || matched[end-1] == none || matched[end] == matched[end-1]+1 {
			continue
		}
		from := end - 1
		for continues(matched, from-1, from) {
			from--
		}
		by, same := matched[end]-1-matched[end-1], true
		for k := from; k < end; k++ {
			same = same && b[matched[k]+by].folded == a[k].folded
		}
		for k := from; same && k < end; k++ {
			matched[k] += by
		}
	}
}

// continues reports whether two neighbours are matched with neighbours.
func continues(matched []int, i, j int) bool {
	return i >= 0 && j < len(matched) && matched[i] != none && matched[j] == matched[i]+1
}

func weightOf(tok token) uint16 {
	if !tok.little && names([]token{tok}) {
		return 2
	}
	return 3
}
