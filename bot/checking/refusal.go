package checking

import (
	"chuchu/retrieval/language"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestRefusal is how long a sentence can be, in characters, that only says that the answer is not there.
const longestRefusal = 80

// refuses tells whether a sentence says that the passages do not hold the answer: in the words that the model was given
// for it, or others. One with a number or name that the question does not have says more.
func (c *Checker) refuses(s string) bool {
	said := letters(s)
	for _, refusal := range c.refusals {
		if refusal != "" && strings.Contains(said, refusal) && len(said) <= 2*len(refusal) {
			return true
		}
	}
	if !refusalForm.MatchString(s) || utf8.RuneCountInString(s) > longestRefusal || turn.MatchString(s) {
		return false
	}
	t := newText(s)
	return !slices.ContainsFunc(t.tokens, func(tok token) bool {
		return (language.BeginsWithDigit(tok.folded) || tok.capital && !tok.opens) && !c.evidence.question.says(tok.folded)
	})
}

var (
	refusalForm = regexp.MustCompile(`(?i)(?:资料|文章|段落|原文|文中|文本|材料|文档|上下文|提供的|資料|段落|文檔).{0,16}(?:没有|沒有|未|无|無|不).{0,12}(?:提到|提及|说明|說明|找到|答案|信息|資訊|包含|涉及|回答|记载|記載|说|說)|` +
		`(?:无法|不能|無法).{0,8}(?:回答|确定|得知|確定)|` +
		`\b(?:passages?|texts?|documents?|sources?|context|information provided)\b.{0,30}\b(?:do(?:es)? not|don't|doesn't|no|not|never|cannot)\b.{0,30}\b(?:mention|contain|hold|say|provide|answer|include|state|specif|information)|` +
		`\b(?:cannot|can't|unable to|not able to) (?:answer|find|determine)\b|\bthere is no (?:mention|information|answer)\b|\bno (?:mention|information) of\b`)
	turn = regexp.MustCompile(`(?i)但|不过|不過|然而|\bbut\b|\bhowever\b`)
)
