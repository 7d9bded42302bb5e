package checking

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// A model can say by the form of its answer what no sentence of it says: "The secretary of Jiangsu is:" and below it, as an
// item, a name; or the two as cells of a row; or the name alone, to that question. Each by itself is in the passages.

// item matches the beginning of an item of a list.
var item = language.NewPattern(`^\s*[-*•]\s|<number of an item>`)

// leadsIn reports whether a sentence leads in what follows it.
func leadsIn(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return last == '：' || last == ':'
}

// leading returns what a reader reads a claim on from: what leads it in, or, if it is nothing but the answer, the question.
func (c *Checker) leading(claim *claim) string {
	asked := func(f feature) bool { return c.evidence.question.says(f.text) }
	if c.leadIn != "" && slices.ContainsFunc(newText(c.leadIn).features, asked) {
		return c.leadIn
	}
	if len(claim.features) > maxBare || c.stored(claim) || slices.ContainsFunc(claim.features, asked) {
		return ""
	}
	if question := language.FoldHan(c.evidence.question.raw); questionWord.MatchString(question) {
		return strings.TrimRight(questionWord.ReplaceAllString(question, ""), "?？ ")
	}
	return "" // yes or no
}

// stored reports whether a claim is a stored sentence whole.
func (c *Checker) stored(claim *claim) bool {
	said := letters(claim.raw)
	return slices.ContainsFunc(claim.passages, func(p *passage) bool {
		return slices.ContainsFunc(p.sentences, func(s reading.Span) bool { return letters(p.text.raw[s.Start:s.End]) == said })
	})
}

// maxBare is how many features an answer has at most that is nothing but a name, a date, a number. With it, of the bare
// answers to other questions on the same paragraph 38 in 100 pass on xquad-zh and 42 on xquad-en, where 85 and 99 did without;
// of the true ones 77 and 90 stay unmarked of 87 and 99. 6 does about as well.
const maxBare = 8

// questionWord is left out of the question, so that the answer takes its place.
var questionWord = language.NewPattern(`(?i)<question word>`)

// ledBy returns what binds a sentence otherwise than its passages do once it is read on from what leads it in, as it will be.
// If nothing leads it in, there is nothing.
func (e *Evidence) ledBy(leadIn, said string, passages []*passage) []Reason {
	if leadIn == "" {
		return nil
	}
	led := e.claimOf(strings.TrimRight(leadIn, "：: ") + " " + said)
	led.item = leadsIn(leadIn)
	for _, p := range passages {
		if !led.foreign(p) {
			led.passages = append(led.passages, p)
		}
	}
	if len(led.passages) == 0 {
		return nil
	}
	return append(led.negations(), led.bindings()...)
}

// tabular reports whether a sentence is a row of a table: what a cell says of another is nowhere said.
func tabular(s string) bool { return cells.MatchString(s) }

var cells = regexp.MustCompile(`[\pL\pN][^|｜]*[|｜][^|｜]*[\pL\pN]`)
