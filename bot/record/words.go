package record

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// sequence returns the words of s as they are compared: characters of Chinese and stemmed words of other scripts, in order.
func sequence(s string) []string {
	var words []string
	for _, t := range inOrder(s) {
		words = append(words, t.Text)
	}
	return words
}

func inOrder(s string) []language.Term {
	terms := slices.DeleteFunc(language.Of(s), func(t language.Term) bool { return t.Kind != language.Unigram && t.Kind != language.Word })
	slices.SortStableFunc(terms, func(a, b language.Term) int { return a.Start - b.Start })
	return terms
}

// surface returns the words of s as they are written, to be counted: folded, without the ending of a plural or a genitive, which
// tell no words apart (the stem of Manning is that of men and manned), and signs that are read as words.
func surface(s string) []string {
	var words []string
	after := 0
	signs := func(end int) {
		for _, r := range s[min(after, end):end] {
			if strings.ContainsRune("%％‰$€£¥￥°℃", r) {
				words = append(words, string(language.Fold(r)))
			}
		}
	}
	for _, t := range inOrder(s) {
		signs(t.Start)
		word := t.Text
		if t.Kind == language.Word {
			word = singular(language.FoldString(s[t.Start:t.End]))
		}
		words = append(words, word)
		after = t.End
	}
	signs(len(s))
	return words
}

// singular returns an English word without the ending of a genitive or a plural.
func singular(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(word, "’", "'"), "'s"), "'")
	if stem, ok := strings.CutSuffix(word, "ies"); ok && len(stem) > 1 {
		return stem + "y"
	}
	for _, ending := range []string{"sses", "shes", "ches", "xes"} {
		if strings.HasSuffix(word, ending) {
			return word[:len(word)-len("es")]
		}
	}
	if stem, ok := strings.CutSuffix(word, "s"); ok && len(stem) > 2 && !strings.ContainsAny(stem[len(stem)-1:], "sui") {
		return stem
	}
	return word
}

// spaced is the words of s with a space around each, to be looked for in one another.
func spaced(s string) string { return " " + strings.Join(sequence(s), " ") + " " }

// contains reports whether s has words, as spaced gives them, one behind the other.
func contains(s, words string) bool {
	return strings.TrimSpace(words) != "" && strings.Contains(spaced(s), words)
}

// units are what the likeness of names is counted by: pairs of characters, and words that are no articles or prepositions.
func units(s string) []string {
	var found, single []string
	for _, t := range language.Of(s) {
		switch {
		case t.Kind == language.Unigram:
			single = append(single, t.Text)
		case t.Kind == language.Bigram || t.Kind == language.Word && !language.StopWord(s[t.Start:t.End]):
			found = append(found, t.Text)
		}
	}
	if len(found) == 0 {
		return single
	}
	return found
}

// share returns how much of the first is in the second.
func share(of, in []string) float64 {
	if len(of) == 0 {
		return 0
	}
	n := 0
	for _, u := range of {
		if slices.Contains(in, u) {
			n++
		}
	}
	return float64(n) / float64(len(of))
}

// withoutBrackets is a title without what stands in brackets: 差旅费管理办法（2022年版）.
func withoutBrackets(s string) string {
	depth := 0
	return strings.Map(func(r rune) rune {
		switch r {
		case '(', '（', '[', '［', '【':
			depth++
		case ')', '）', ']', '］', '】':
			depth = max(0, depth-1)
			return -1
		}
		if depth > 0 {
			return -1
		}
		return r
	}, s)
}
