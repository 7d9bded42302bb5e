package several

import (
	"strings"

	"chuchu/retrieval/language"
)

var (
	whichMoreSo        = language.NewPattern(`<which is more so>`)
	whichMoreSoChinese = language.NewPattern(`<which is more so in Chinese>`)
	moreSoOfWhich      = language.NewPattern(`<more so of which in Chinese>`)
	differIn           = language.NewPattern(`<differ in>`)
)

// moreSo returns what is asked of each of two things of which one is more so: what either costs, where the question is which is the
// cheaper. The question alone if it compares nothing.
func moreSo(question string) []string {
	f := newFolded(question)
	if language.IsChinese(f.plain) {
		if m := moreSoOfWhich.FindStringSubmatchIndex(f.plain); m != nil {
			return ofEither(question, "more so in Chinese", f.plain[m[2]:m[3]], f.cut(m[4], m[5]), f.cut(m[6], m[7]))
		}
		if m := whichMoreSoChinese.FindStringSubmatchIndex(f.plain); m != nil {
			return ofEither(question, "more so in Chinese", f.plain[m[6]:m[7]], f.cut(m[2], m[3]), f.cut(m[4], m[5]))
		}
		return []string{question}
	}
	if m := differIn.FindStringSubmatchIndex(f.plain); m != nil {
		what := "What is the " + f.cut(m[2], m[3]) + " of "
		return []string{what + f.cut(m[4], m[5]) + "?", what + f.cut(m[6], m[7]) + "?"}
	}
	m := whichMoreSo.FindStringSubmatchIndex(f.plain)
	switch {
	case m == nil:
		return []string{question}
	case m[2] >= 0:
		return ofEither(question, "more so in English", f.plain[m[2]:m[3]], f.cut(m[4], m[5]), f.cut(m[6], m[7]))
	}
	return ofEither(question, "more so in English", f.plain[m[10]:m[11]], f.cut(m[8], m[9]), f.cut(m[12], m[13]))
}

// ofEither asks of two things what a word of a list compares them in.
func ofEither(question, list, word, first, second string) []string {
	for _, entry := range language.Words(list) {
		if compares, asks, _ := strings.Cut(entry, "="); compares == word {
			ask := func(thing string) string { return asked(language.Capitalized(strings.Replace(asks, "%s", thing, 1))) }
			return []string{ask(first), ask(second)}
		}
	}
	return []string{question}
}
