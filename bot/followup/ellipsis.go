package followup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ellipsis returns the question word of a question that holds nothing else: no name, no noun, no verb but "was it".
func ellipsis(u utterance) (word string, ok bool) {
	for _, pattern := range []*regexp.Regexp{chineseEllipsis, englishEllipsis} {
		if found := u.first(pattern); found != nil {
			return u.raw(found[1]), true
		}
	}
	return "", false
}

var (
	chineseEllipsis = regexp.MustCompile(`^(?:那么|那|又|请问|具体|到底|究竟|分别|一共|总共|这|它|他们|都|有|是|从|到|\s|，|,)*` +
		`(为什么|为何|什么时候|什么时间|何时|哪一?年|哪一?天|几月几[日号]|几[月号点]|在?哪里|在?哪儿|在?什么地方|何处|` +
		`谁|哪位|哪些人|哪些|哪几[个位名]|什么人|多少[人个次名位钱]?|几[个位名次]|多久|多长时间|怎么做|怎么|如何)` +
		`(?:发生|开始|结束|成立|召开|开|举行|做|去|说|来)?(?:的|呢|啊|呀|了|吗)*[\s?？!！.。…]*$`)
	englishEllipsis = regexp.MustCompile(`^(?:and|but|so|or|then|ok|exactly|,|\s)*` +
		`((?:since |until |by |at |in |from |with |for )?(?:when|where|why|who|whom|how (?:many|much|long|old|far|big|often)|` +
		`(?:what|which) (?:year|date|day|month|time|place|city)|how))` +
		`(?: (?:is|was|are|were|did|does|do|has|have|had|it|that|this|so|exactly|then|happen|happened|take place|be|been|not))*[\s?？!.…]*$`)
)

// reask asks the last question with another question word. The new word takes the place of the old one where that
// leaves a sentence: 谁主持了会议？ and "What did he visit?" ask as well with 什么时候 and "When". Otherwise it stands at
// the end: 江苏省委书记，什么时候？
func reask(last utterance, word string) (Meaning, bool) {
	said, mark := last.asked()
	body := newUtterance(said)
	var question string
	if last.chinese() {
		question = reaskChinese(body, word)
	} else {
		question = reaskEnglish(body, word)
	}
	if question == "" {
		return Meaning{}, false
	}
	return Meaning{Question: question + mark, Sure: true}, true
}

func reaskChinese(body utterance, word string) string {
	old := body.first(chineseAsked)
	if old == nil {
		return body.raw(body.whole()) + "，" + word
	}
	at := old[0]
	if group := old[1]; group.from >= 0 && at.to < len(body.runes) {
		return body.with(at, word)
	}
	rest := body.bare(body.whole())
	kept := string(body.runes[rest.from:at.from]) + string(body.runes[at.to:rest.to])
	left := newUtterance(kept)
	if kept = left.raw(left.bare(left.whole())); kept == "" {
		return ""
	}
	return kept + "，" + word
}

// chineseAsked matches what asks in a question; its group what can be exchanged where it stands.
var chineseAsked = regexp.MustCompile(`(为什么|为何|什么时候|什么时间|何时|哪一?年|哪一?天|几月几[日号]|在哪里|在哪儿|在什么地方|` +
	`怎么|如何|^谁|^哪位)|是?(?:` + asking + `)`)

func reaskEnglish(body utterance, word string) string {
	old := body.first(englishAsked)
	if old == nil {
		return body.raw(body.whole()) + ", " + word
	}
	rest := body.raw(body.bare(span{old[0].to, len(body.runes)}))
	if rest == "" {
		return ""
	}
	if auxiliary.MatchString(fold(rest)) {
		first, size := utf8.DecodeRuneInString(word)
		return string(unicode.ToUpper(first)) + word[size:] + " " + rest
	}
	return rest + ", " + strings.ToLower(word)
}

var (
	englishAsked = regexp.MustCompile(`^(?:and |so |then )?(?:(?:in|on|at|by|for|with|from|since|until|to) )?(?:who|whom|when|where|why|` +
		`how (?:many|much|long|old|far|big|often)|(?:what|which) (?:year|date|day|month|time|place|city)|how|what|which)\b`)
	auxiliary = regexp.MustCompile(`^(?:is|was|are|were|did|does|do|has|have|had|will|would|can|could|should|must|may)\b`)
)
