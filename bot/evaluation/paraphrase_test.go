package evaluation

import (
	"regexp"
	"strings"

	"chuchu/retrieval/language"
)

// paraphrased returns a sentence with what surrounds its answer said lightly otherwise: asides in parentheses and one
// outer clause left out, connectives exchanged. It is the sentence itself if it has none of these.
func paraphrased(sentence, answer string) string {
	out := aside.ReplaceAllStringFunc(sentence, func(s string) string {
		if strings.Contains(s, answer) {
			return s
		}
		return ""
	})
	out = withoutClause(out, answer)
	for _, pair := range connectives {
		if !strings.Contains(answer, pair[0]) {
			out = strings.Replace(out, pair[0], pair[1], 1)
		}
	}
	return strings.TrimSpace(out)
}

var (
	aside       = regexp.MustCompile(`\s*[（(][^（()）]{1,80}[)）]`)
	connectives = [][2]string{{"因此", "所以"}, {"但是", "不过"}, {"并且", "而且"}, {"以及", "和"}, {"由于", "因为"}, {"同时", "并"}, {"例如", "比如"},
		{"其中包括", "包括"}, {"目前", "现在"}, {" but ", " though "}, {" while ", " whereas "}, {"However, ", ""}, {" such as ", " like "},
		{" in order to ", " to "}, {" due to ", " because of "}, {" also ", " "}, {"approximately", "about"}, {" upon ", " on "}}
)

// withoutClause leaves out the first clause, or else the last, if the answer is in neither and three stay.
func withoutClause(sentence, answer string) string {
	mark, end := "，", "。"
	if !language.IsChinese(sentence) {
		mark, end = ", ", "."
	}
	clauses := strings.Split(sentence, mark)
	switch last := len(clauses) - 1; {
	case len(clauses) < 3 || !strings.Contains(sentence, answer):
	case !strings.Contains(clauses[last], answer) && strings.Contains(strings.Join(clauses[:last], mark), answer):
		return strings.Join(clauses[:last], mark) + end
	case strings.Contains(strings.Join(clauses[1:], mark), answer):
		return language.Capitalized(strings.Join(clauses[1:], mark))
	}
	return sentence
}
