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

// in returns the compiled expression, nil if a text surely has no match.
func (p *Pattern) in(s string) *regexp.Regexp {
	if c := p.compile(); c.needs.mayMatch(s) {
		return c.Regexp
	}
	return nil
}

func (p *Pattern) MatchString(s string) bool {
	re := p.in(s)
	return re != nil && re.MatchString(s)
}

func (p *Pattern) FindString(s string) string {
	if re := p.in(s); re != nil {
		return re.FindString(s)
	}
	return ""
}

func (p *Pattern) FindStringIndex(s string) []int {
	if re := p.in(s); re != nil {
		return re.FindStringIndex(s)
	}
	return nil
}

func (p *Pattern) FindStringSubmatch(s string) []string {
	if re := p.in(s); re != nil {
		return re.FindStringSubmatch(s)
	}
	return nil
}

func (p *Pattern) FindAllString(s string, n int) []string {
	if re := p.in(s); re != nil {
		return re.FindAllString(s, n)
	}
	return nil
}

func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if re := p.in(s); re != nil {
		return re.FindAllStringIndex(s, n)
	}
	return nil
}

func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if re := p.in(s); re != nil {
		return re.FindStringSubmatchIndex(s)
	}
	return nil
}

func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if re := p.in(s); re != nil {
		return re.FindAllStringSubmatchIndex(s, n)
	}
	return nil
}

func (p *Pattern) Split(s string, n int) []string { return p.compile().Split(s, n) }

func (p *Pattern) ReplaceAllString(s, by string) string {
	if re := p.in(s); re != nil {
		return re.ReplaceAllString(s, by)
	}
	return s
}

// Expand returns a template with $1 and so on replaced by what the groups of a match have in src.
func (p *Pattern) Expand(template, src string, match []int) string {
	return string(p.compile().ExpandString(nil, template, src, match))
}
