package evaluation

import (
	"regexp"

	"chuchu/retrieval/language"
)

// negated returns the statement with a negation taken out, or put in at the first verb that is known to take one; ""
// if there is none of either.
func negated(s string) string {
	rules := englishNegations
	if language.IsChinese(s) {
		rules = chineseNegations
	}
	for _, rule := range rules {
		if at := rule.pattern.FindStringSubmatchIndex(s); at != nil {
			var out []byte
			out = append(out, s[:at[0]]...)
			out = rule.pattern.ExpandString(out, rule.by, s, at)
			return string(append(out, s[at[1]:]...))
		}
	}
	return ""
}

type negation struct {
	pattern *regexp.Regexp
	by      string
}

func negations(pairs ...string) []negation {
	var rules []negation
	for i := 0; i+1 < len(pairs); i += 2 {
		rules = append(rules, negation{regexp.MustCompile(pairs[i]), pairs[i+1]})
	}
	return rules
}

var (
	chineseNegations = negations(
		`没有(\p{Han})`, `$1`,
		`不([是能会可再需应允])([^是得])`, `$1$2`,
		`(?:并未|从未|尚未)(\p{Han})`, `$1`,
		`禁止`, `允许`,
		`无法`, `能够`,
		`([^可还但就于只总凡或要])是([^否不])`, `${1}不是$2`,
		`(可以|能够)`, `不能`,
		`(需要|应该|应当)`, `不$1`,
		`([^植])被([^告])`, `${1}没有被$2`,
		`(拥有|具有|含有|存在|包括|包含|属于|位于|成为|导致)`, `不$1`,
		`(击败|获得|赢得|发现|建立|成立|发表|创立|创建|开始|进入|失去|接受|参加|参与|完成|出版|提出|通过|采用|发明|影响|改变|增加|减少|造成|引起|使用|设计|建造|占领|征服|拿下|带领|推出|入选|贡献|创造|开发|制定|颁布|签署|支持|包括|形成|产生|控制|统治|摧毁|吸引|开|写|丢|买)了`, `没有$1`,
		`([^所没只还享占国私公尽惟唯])有([^的些关效权时人限利所着趣名])`, `${1}没有$2`,
	)
	englishNegations = negations(
		`\b(?:did|does|do) not (\w+)`, `$1`,
		`\b(is|are|was|were|can|could|will|would|should|may|must|has|have|had) not\b`, `$1`,
		`\b(?:didn't|doesn't|don't) (\w+)`, `$1`,
		`\bcannot\b`, `can`,
		`\bwithout\b`, `with`,
		`\bnever `, ``,
		`\b(is|are|was|were|can|could|will|would|should|may|must)\b`, `$1 not`,
		`\b(did|does|do) `, `$1 not `,
		`\b(has|have|had) (\w+ed|been|become|made)\b`, `$1 not $2`,
		`([a-z]+|[A-Z]\w+) (\w{3,}ed) (the|a|an|his|her|its|their|to|that|two|three|many)\b`, `$1 never $2 $3`,
	)
)
