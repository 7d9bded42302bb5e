package followup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// utterance is something said, with its folded form: one rune for one rune, so that what is recognised in the folded
// form, whatever its script, is cut out of what was said as it was written.
type utterance struct {
	runes  []rune
	folded []rune
	text   string // the folded form again
}

func newUtterance(s string) utterance {
	u := utterance{runes: []rune(s), text: language.FoldString(s)}
	u.folded = []rune(u.text)
	return u
}

// span is a part of an utterance, in runes, half-open.
type span struct{ from, to int }

func (r span) length() int { return r.to - r.from }

// raw returns a span as it was written.
func (u utterance) raw(r span) string { return string(u.runes[r.from:r.to]) }

// plain returns a span folded.
func (u utterance) plain(r span) string { return string(u.folded[r.from:r.to]) }

// with returns what is said when a span is replaced.
func (u utterance) with(r span, by string) string {
	return string(u.runes[:r.from]) + by + string(u.runes[r.to:])
}

// all returns the spans that a pattern of folded text matches: of each match the whole and its groups; a group that
// took no part is {-1, -1}.
func (u utterance) all(pattern *language.Pattern) [][]span {
	var found [][]span
	for _, match := range pattern.FindAllStringSubmatchIndex(u.text, -1) {
		spans := make([]span, len(match)/2)
		for i := range spans {
			spans[i] = span{-1, -1}
			if from, to := match[2*i], match[2*i+1]; from >= 0 {
				start := utf8.RuneCountInString(u.text[:from])
				spans[i] = span{start, start + utf8.RuneCountInString(u.text[from:to])}
			}
		}
		found = append(found, spans)
	}
	return found
}

// first is the first match of all, or nil.
func (u utterance) first(pattern *language.Pattern) []span {
	if found := u.all(pattern); len(found) > 0 {
		return found[0]
	}
	return nil
}

// bare returns the span without the blanks and marks at its ends, quotation marks apart.
func (u utterance) bare(r span) span {
	outside := func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune("?？!！.。,，;；:：、…~", c)
	}
	for r.from < r.to && outside(u.runes[r.from]) {
		r.from++
	}
	for r.from < r.to && outside(u.runes[r.to-1]) {
		r.to--
	}
	return r
}

func (u utterance) whole() span { return span{0, len(u.runes)} }

// asked returns the utterance without the mark at its end, and that mark, a question mark where there is none.
func (u utterance) asked() (said, mark string) {
	r := u.bare(u.whole())
	if mark = strings.TrimSpace(string(u.runes[r.to:])); mark == "" {
		mark = "?"
		if u.chinese() {
			mark = "？"
		}
	}
	return u.raw(r), mark
}

// chinese reports whether any of it is.
func (u utterance) chinese() bool { return language.IsChinese(u.text) }

// segments returns the spans of Chinese that carry what a question is about: those between marks, question words and
// the little words. What a question word itself asks for ("demands" in "what demands") is none of them.
func (u utterance) segments() []span {
	var found []span
	from := 0
	cut := append(u.all(separator), []span{{len(u.runes), len(u.runes)}})
	asked := false
	for _, match := range cut {
		if r := u.bare(span{from, match[0].from}); r.length() > 0 && !asked {
			found = append(found, r)
		}
		asked = len(match) > 1 && match[1].from >= 0
		from = match[0].to
	}
	return found
}

// separator matches what parts the segments; its group what asks for a kind of thing, which the next segment names.
var (
	separator  = language.NewPattern(`<parts of a question>`)
	askingWord = language.NewPattern(`<question word>`)
)

// Asks reports whether there is a question word in a text, of either language.
func Asks(text string) bool { return askingWord.MatchString(language.FoldString(text)) }
