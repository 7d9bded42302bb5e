package outline

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chuchu/retrieval/language"
)

// TestCoverage measures outlines on what CHUCHU_EVAL names, folders of texts: how much of the words of a text's first paragraph
// an outline of the others has, which is not shown that paragraph; beside their first sentences and random ones, of the same
// width. Without CHUCHU_EVAL it is skipped.
func TestCoverage(t *testing.T) {
	folders := os.Getenv("CHUCHU_EVAL")
	if folders == "" {
		t.Skip("CHUCHU_EVAL names no folders of texts")
	}
	for _, folder := range filepath.SplitList(folders) {
		names, err := filepath.Glob(filepath.Join(folder, "texts", "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		var outlined, lead, random, texts float64
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			paragraphs := strings.Split(strings.TrimSpace(string(content)), "\n\n")
			if len(paragraphs[0]) < 100 { // a title
				paragraphs = paragraphs[1:]
			}
			if len(paragraphs) < 3 {
				continue
			}
			reference, rest := contentWords(paragraphs[0]), paragraphs[1:]
			var picked []string
			width := 0
			for _, s := range Of(rest, Room{4, 1800}) {
				picked = append(picked, rest[s.Paragraph][s.Span.Start:s.Span.End])
				width += Width(picked[len(picked)-1])
			}
			var all []string
			for _, c := range candidates(rest) {
				all = append(all, c.text)
			}
			texts++
			outlined += held(reference, picked)
			lead += held(reference, within(all, width))
			r := rand.New(rand.NewPCG(1, 2))
			for range 50 {
				r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
				random += held(reference, within(all, width)) / 50
			}
		}
		t.Logf("%s: %.0f texts: outline %.3f, lead %.3f, random %.3f", folder, texts, outlined/texts, lead/texts, random/texts)
		if outlined < random {
			t.Errorf("%s: an outline has less of the first paragraph than random sentences", folder)
		}
	}
}

// within returns the first sentences, as many as come nearest to a width.
func within(sentences []string, width int) []string {
	for i, s := range sentences {
		if width -= Width(s); width <= -Width(s)/2 {
			return sentences[:i]
		}
	}
	return sentences
}

func contentWords(s string) []string {
	var words []string
	for _, t := range language.Of(s) {
		if t.Kind == language.Bigram || t.Kind == language.Word && !language.StopWord(s[t.Start:t.End]) {
			words = append(words, t.Text)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func held(reference, sentences []string) float64 {
	in := contentWords(strings.Join(sentences, "\n"))
	n := 0.0
	for _, w := range reference {
		if _, ok := slices.BinarySearch(in, w); ok {
			n++
		}
	}
	return n / float64(len(reference))
}
