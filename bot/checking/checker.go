// Package checking reads what a model writes while it writes it, and lets no sentence pass as supported that the cited
// passages do not support.
package checking

import (
	"regexp"
	"slices"
	"strings"
)

// Checker checks one answer of a model. It is for one goroutine.
type Checker struct {
	evidence  *Evidence
	refusals  []string
	strainer  *strainer
	cutter    *cutter
	fresh     []Verdict // not yet handed out
	all       []Verdict
	runes     int
	said      map[string]bool
	numbering []int // passages in the order of first use, indices from 0
	carrying  []string
	unknown   int
	full      bool
}

// NewChecker begins an answer. The refusals are the sentences by which the model was told to say that the passages do
// not hold the answer.
func (e *Evidence) NewChecker(refusals ...string) *Checker {
	c := &Checker{evidence: e, refusals: refusals, said: map[string]bool{}}
	c.cutter = newCutter(c.sentence)
	c.strainer = &strainer{out: c.rune, onStray: c.cutter.drop}
	return c
}

func (c *Checker) rune(r rune) {
	c.cutter.push(r)
}

// Write takes the next delta.
func (c *Checker) Write(delta string) []Verdict {
	c.strainer.write(delta)
	return c.take()
}

// Close ends.
func (c *Checker) Close() []Verdict {
	c.strainer.close()
	c.cutter.end()
	return c.take()
}

func (c *Checker) take() []Verdict {
	fresh := c.fresh
	c.fresh = nil
	return fresh
}

var decoration = regexp.MustCompile("\\*\\*|__|`|^#+\\s*|^>\\s*|^[-*•]\\s+")
var ordinal = regexp.MustCompile(`^\s*(?:\d{1,2}[.、)）]|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、)\s*`)

func (c *Checker) sentence(s string) {
	shown, numbers, _ := cited(s, len(c.evidence.passages))
	shown = strings.TrimSpace(decoration.ReplaceAllString(shown, ""))
	v := Verdict{Text: shown}
	var ps []*passage
	for _, n := range numbers {
		ps = append(ps, c.evidence.passages[n-1])
	}
	claim := &claim{newText(ordinal.ReplaceAllString(shown, "")), c.evidence.question, ps}
	v.Reasons = claim.check()
	v.Status = Supported
	for _, r := range v.Reasons {
		if r.Kind.contradicts() {
			v.Status = Contradicted
		}
	}
	if len(v.Reasons) > 0 && v.Status == Supported {
		v.Status = Unverified
	}
	if v.Status.Shown() {
		for _, n := range numbers {
			if !slices.Contains(c.numbering, n-1) {
				c.numbering = append(c.numbering, n-1)
			}
			v.Sources = append(v.Sources, slices.Index(c.numbering, n-1)+1)
		}
	}
	c.fresh = append(c.fresh, v)
}
