package examples

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// maker makes questions of a form of sentence: where the pattern matches, the templates of question and answer are
// expanded as [regexp.Regexp.Expand] does.
type maker struct {
	pattern  *language.Pattern // of text with its Chinese folded
	question string
	answer   string
}

//go:embed makers.txt
var makersText string

// makers are those of makers.txt, read on first use.
var makers = sync.OnceValue(func() []maker {
	var all []maker
	for line := range strings.Lines(makersText) {
		template, indented := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "\t")
		switch last := len(all) - 1; {
		case template == "" || template[0] == '#':
		case !indented:
			all = append(all, maker{pattern: language.NewPattern(template)})
		case all[last].question == "":
			all[last].question = template
		default:
			all[last].answer = template
		}
	}
	return all
})

// A question that does not fit a button is none: this many characters of Chinese, and of other languages.
const (
	longestChinese = 24
	longestOther   = 70
)

var poor = language.NewPattern(`<poor question>`)

// made returns what can be made of a paragraph.
func made(paragraph string) []candidate {
	var out []candidate
	folded := language.FoldHan(paragraph)
	for kind, m := range makers() {
		for _, found := range m.pattern.FindAllStringSubmatchIndex(folded, -1) {
			question := m.pattern.Expand(m.question, paragraph, found)
			longest := longestOther
			if language.IsChinese(question) {
				longest = longestChinese
			}
			if utf8.RuneCountInString(question) > longest || poor.MatchString(language.FoldHan(question)) {
				continue
			}
			question = strings.Replace(question, " The ", " the ", 1)
			if language.IsTraditional(question) {
				question = language.TraditionalQuestion(question)
			}
			answer := m.pattern.Expand(m.answer, paragraph, found)
			out = append(out, candidate{question: question, answer: strings.TrimSpace(answer), kind: kind})
		}
	}
	return out
}
