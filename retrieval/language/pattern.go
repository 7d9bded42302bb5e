package language

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression that may name the lists and forms of this room: <surname>\p{Han}. It is compiled on first
// use, and looks at a text with the expression only if a quick look does not rule out a match. Its methods are those of
// [regexp.Regexp].
type Pattern struct{ compile func() compiled }

type compiled struct {
	*regexp.Regexp
	needs prefilter
}

// NewPattern returns the pattern of an expression. One that does not compile panics on first use.
func NewPattern(expr string) *Pattern {
	return &Pattern{sync.OnceValue(func() compiled {
		full := expand(expr)
		return compiled{regexp.MustCompile(full), prefilterOf(full)}
	})}
}

// nothing matches no text.
var nothing = regexp.MustCompile(`[^\x{0}-\x{10FFFF}]`)

// in returns the compiled expression, or one that matches nothing if a text surely has no match.
func (p *Pattern) in(s string) *regexp.Regexp {
	if c := p.compile(); c.needs.mayMatch(s) {
		return c.Regexp
	}
	return nothing
}

func (p *Pattern) MatchString(s string) bool              { return p.in(s).MatchString(s) }
func (p *Pattern) FindString(s string) string             { return p.in(s).FindString(s) }
func (p *Pattern) FindStringIndex(s string) []int         { return p.in(s).FindStringIndex(s) }
func (p *Pattern) FindStringSubmatch(s string) []string   { return p.in(s).FindStringSubmatch(s) }
func (p *Pattern) FindStringSubmatchIndex(s string) []int { return p.in(s).FindStringSubmatchIndex(s) }
func (p *Pattern) FindAllString(s string, n int) []string { return p.in(s).FindAllString(s, n) }
func (p *Pattern) ReplaceAllString(s, by string) string   { return p.in(s).ReplaceAllString(s, by) }
func (p *Pattern) Split(s string, n int) []string         { return p.compile().Split(s, n) }

func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.in(s).FindAllStringIndex(s, n)
}

func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.in(s).FindAllStringSubmatchIndex(s, n)
}

// Expand returns a template with $1 and so on replaced by what the groups of a match have in src.
func (p *Pattern) Expand(template, src string, match []int) string {
	return string(p.compile().ExpandString(nil, template, src, match))
}
