package retrieval

// A question of one word that stands all over the collection asks nothing in particular: 上海. From vagueShare of the
// paragraphs on, and at least minVague, it is answered best by a look at where the texts speak of it.
const (
	vagueShare = 0.1
	minVague   = 5
)

// vague reports whether a question names something that stands all over the collection and asks nothing about it.
func (c *Collection) vague(q question) bool {
	if q.asks != anything || askingWords.MatchString(q.folded) {
		return false
	}
	for _, v := range q.views {
		if !v.foreign && len(v.words) == 1 {
			return c.everywhere(v)
		}
	}
	return false
}

// everywhere reports whether each term of the view's one word stands in many paragraphs.
func (c *Collection) everywhere(v *view) bool {
	for _, t := range v.words[0] {
		if f := v.terms[t].frequency; f < minVague || float64(f) < vagueShare*float64(c.scripts[v.script]) {
			return false
		}
	}
	return true
}

// spread puts the best passage of each text before the second of any.
func spread(passages []Passage) []Passage {
	first, rest := []Passage{}, []Passage{}
	seen := map[string]bool{}
	for _, p := range passages {
		if seen[p.Place.File] {
			rest = append(rest, p)
			continue
		}
		seen[p.Place.File] = true
		first = append(first, p)
	}
	return append(first, rest...)
}
