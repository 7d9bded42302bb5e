package bot

import (
	"regexp"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
)

// courtesy returns what is said to words that ask nothing: a greeting, thanks, a good-bye. Only the whole of what was
// typed counts, so that 你好是什么意思 is a question like any other.
func courtesy(text string, p Phrases) (string, bool) {
	bare := strings.Join(strings.FieldsFunc(fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\''
	}), " ")
	switch {
	case greeting.MatchString(bare):
		return p.Greeting, true
	case thanks.MatchString(bare):
		return p.Welcome, true
	case goodbye.MatchString(bare):
		return p.Goodbye, true
	}
	return "", false
}

var (
	greeting = regexp.MustCompile(`^(?:你好[啊呀吗]?|您好|你们好|大家好|嗨|哈[喽啰罗]|喂|在吗|早|早上好|上午好|中午好|下午好|晚上好|` +
		`(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|ni ?hao)(?: (?:there|chuchu|bot|all|everyone))?)$`)
	thanks = regexp.MustCompile(`^(?:(?:好的?|ok|嗯)? ?(?:谢谢|多谢|感谢)(?:你|您|你们|了|啦|啊)?|谢了|非常感谢|太感谢了|辛苦了|` +
		`(?:ok |okay |great |many )?(?:thanks|thank you|thx|cheers|xie ?xie)(?: (?:a lot|so much|very much|you|chuchu))?)$`)
	goodbye = regexp.MustCompile(`^(?:再见|拜拜|回头见|晚安|bye|bye bye|goodbye|good bye|good night|see you|zai ?jian)$`)
)

func fold(s string) string { return strings.Map(language.Fold, s) }
