package checking

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A model can say by the form of its answer what no sentence of it says: 江苏省委书记是： and below it, as an item, 易炼红; or
// the two as cells of a row. Each by itself is in the passages.

// item matches the beginning of an item of a list.
var item = regexp.MustCompile(`^\s*(?:[-*•]\s|` + strings.TrimPrefix(ordinal.String(), `^\s*(?:`))

// leadsIn tells whether a sentence leads in what follows it.
func leadsIn(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return last == '：' || last == ':'
}

// ledBy returns what binds the claim otherwise than its passages do once it is read on from what leads it in, as it will be;
// said is its text. Where nothing leads it in, there is nothing.
func (c *claim) ledBy(leadIn, said string) []Reason {
	if leadIn == "" {
		return nil
	}
	led := &claim{text: newText(strings.TrimRight(leadIn, "：: ") + " " + said), question: c.question, words: c.words}
	for _, p := range c.passages {
		if !led.foreign(p) {
			led.passages = append(led.passages, p)
		}
	}
	if len(led.passages) == 0 {
		return nil
	}
	return append(led.negations(), led.bindings()...)
}

// tabular tells whether a sentence is a row of a table: what a cell says of another is nowhere said.
func tabular(s string) bool { return cells.MatchString(s) }

var cells = regexp.MustCompile(`[\pL\pN][^|｜]*[|｜][^|｜]*[\pL\pN]`)
