package language

import (
	"maps"
	"math"
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// prefilter rules out, with one look at each character, most texts that an expression does not match: of whatever matches,
// some character is in single or some two neighbours are in pairs. Running the expression takes a hundred times as long.
type prefilter struct {
	any    bool // nothing is ruled out
	single charset
	ends   charset // second characters of pairs
	pairs  map[[2]rune]bool
}

func (f *prefilter) mayMatch(s string) bool {
	if f.any {
		return true
	}
	before := rune(0)
	for _, r := range s {
		if f.single.has(r) || f.ends.has(r) && f.pairs[[2]rune{before, r}] {
			return true
		}
		before = r
	}
	return false
}

// prefilterOf derives the filter of an expression from its syntax.
func prefilterOf(expr string) prefilter {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return prefilter{any: true}
	}
	needed := required(tree)
	f := prefilter{any: needed == nil, pairs: map[[2]rune]bool{}}
	for _, s := range needed {
		r := []rune(s)
		if len(r) == 1 {
			f.single.add(r[0])
			continue
		}
		f.ends.add(r[1])
		f.pairs[[2]rune{r[0], r[1]}] = true
	}
	return f
}

// maxRequired is how many strings may be required at most: more rule out little.
const maxRequired = 1000

// required returns strings of one character or more, one of which stands in whatever the expression matches; nil if it
// requires none.
func required(re *syntax.Regexp) []string {
	if all := language(re); all != nil {
		if cost(all) == everything {
			return nil
		}
		return all
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpAlternate:
		return union(re.Sub, required)
	case syntax.OpConcat:
		return requiredOf(re.Sub)
	}
	return nil
}

// requiredOf returns what rules out the most of what the parts of a whole require.
func requiredOf(parts []*syntax.Regexp) []string {
	var best []string
	consider := func(strings []string) {
		if cost(strings) < cost(best) {
			best = strings
		}
	}
	joined := []string{""} // of parts that are neighbours
	for _, part := range parts {
		all := language(part)
		if all == nil {
			consider(joined)
			consider(required(part))
			joined = []string{""}
			continue
		}
		if longer := product(joined, all); longer != nil {
			joined = longer
			continue
		}
		consider(joined)
		joined = all
	}
	consider(joined)
	return best
}

const (
	// singleCost is how many pairs let as much through as one character does.
	singleCost = 50
	everything = math.MaxInt
)

// cost is how much strings let through that are required.
func cost(strings []string) int {
	if strings == nil || slices.Contains(strings, "") {
		return everything
	}
	sum := 0
	for _, s := range strings {
		if utf8.RuneCountInString(s) == 1 {
			sum += singleCost
		} else {
			sum++
		}
	}
	return sum
}

// union returns what some parts have of which one is matched; nil if that is too much, or one has none.
func union(parts []*syntax.Regexp, of func(*syntax.Regexp) []string) []string {
	var all []string
	for _, part := range parts {
		some := of(part)
		if some == nil || len(all)+len(some) > maxRequired {
			return nil
		}
		all = append(all, some...)
	}
	return all
}

// language returns all that an expression matches, its beginnings of two characters at least; nil if that is too much.
func language(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}
	case syntax.OpLiteral:
		all := []string{""}
		for _, r := range re.Rune {
			if all = product(all, alike(r, re.Flags)); all == nil {
				return nil
			}
		}
		return all
	case syntax.OpCharClass:
		return members(re.Rune)
	case syntax.OpCapture:
		return language(re.Sub[0])
	case syntax.OpQuest:
		if all := language(re.Sub[0]); all != nil {
			return append([]string{""}, all...)
		}
	case syntax.OpAlternate:
		return union(re.Sub, language)
	case syntax.OpConcat:
		all := []string{""}
		for _, sub := range re.Sub {
			some := language(sub)
			if some == nil {
				return nil
			}
			if all = product(all, some); all == nil {
				return nil
			}
		}
		return all
	}
	return nil
}

// product returns each string of the one with each of the other behind it, two characters of that at most; nil if those
// are too many.
func product(front, behind []string) []string {
	seen := map[string]bool{}
	for _, a := range front {
		for _, b := range behind {
			r := []rune(a + b)
			seen[string(r[:min(len(r), 2)])] = true
			if len(seen) > maxRequired {
				return nil
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// alike returns the forms of a character that a literal matches.
func alike(r rune, flags syntax.Flags) []string {
	forms := []string{string(r)}
	if flags&syntax.FoldCase != 0 {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			forms = append(forms, string(f))
		}
	}
	return forms
}

// members returns the characters of a class, nil if they are too many.
func members(ranges []rune) []string {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if len(all)+int(ranges[i+1]-ranges[i]) > maxRequired {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			all = append(all, string(r))
		}
	}
	return all
}

// charset is a set of characters that may say yes for one that is not in it, and never no for one that is.
type charset struct {
	ascii  [2]uint64
	others [32]uint64 // by their last bits
}

func (set *charset) add(r rune) {
	if r < utf8.RuneSelf {
		set.ascii[r>>6] |= 1 << (r & 63)
	} else {
		set.others[r>>6&31] |= 1 << (r & 63)
	}
}

func (set *charset) has(r rune) bool {
	if r < utf8.RuneSelf {
		return set.ascii[r>>6]&(1<<(r&63)) != 0
	}
	return set.others[r>>6&31]&(1<<(r&63)) != 0
}
