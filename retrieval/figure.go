package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// measured are the numbers that a unit tells, by what the question asks with.
var measured = []struct {
	asked *regexp.Regexp
	forms [2]*regexp.Regexp // by script
}{
	{regexp.MustCompile(`百分|比例|\b(?:what|which) percent`), [2]*regexp.Regexp{
		latin: regexp.MustCompile(latinAbout + digits + `(?:(?:\s*[-–]\s*| to )` + digits + `)?\s*(?:%|per ?cent\b)`),
		han:   regexp.MustCompile(hanAbout + `(?:` + digits + `\s*[%％]|百分之` + hanNumeral + `+(?:点` + hanNumeral + `+)?)`),
	}},
	{regexp.MustCompile(`多大(?:年纪|年龄|岁|\PL|$)|多少岁|几岁|\bhow old\b`), [2]*regexp.Regexp{
		latin: regexp.MustCompile(`(?:` + latinFigure + `)(?: years? old\b|-year-old\b)|\baged? \d{1,3}\b`),
		han:   regexp.MustCompile(hanFigure + `\s*周?岁`),
	}},
	{regexp.MustCompile(`多[高远深宽]|有多长(?:\PL|$)|\bhow (?:tall|high|far|deep|wide)\b`), [2]*regexp.Regexp{
		latin: regexp.MustCompile(latinAbout + latinFigure + `\s?(?:km|m|cm|mm|mi|ft|feet|foot|inch(?:es)?|miles?|kilomet(?:re|er)s?|met(?:re|er)s?|yards?)\b`),
		han:   regexp.MustCompile(hanAbout + hanFigure + `\s*[多余]?(?:公里|千米|厘米|毫米|米|英里|英尺|英寸|海里)`),
	}},
	{regexp.MustCompile(`多少(?:钱|资金|美元|英镑|欧元|元)|\bhow much (?:money|did .* (?:cost|pay)|does .* cost)\b`), [2]*regexp.Regexp{
		latin: regexp.MustCompile(latinAbout + `(?:[$£€¥]\s?` + digits + `(?: (?:thousand|million|billion|trillion))?|` + latinFigure + ` (?:dollars|pounds|euros|yuan)\b)`),
		han:   regexp.MustCompile(hanAbout + hanFigure + `\s*[多余]?(?:美元|英镑|欧元|日元|港元|元)`),
	}},
}

var numberPatterns = [...]*regexp.Regexp{
	latin: regexp.MustCompile(latinAbout + latinFigure + `(?:(?:\s*[-–]\s*| to )` + latinFigure + `)?`),
	han:   regexp.MustCompile(hanAbout + hanFigure + `(?:\s*[至到—–~～-]\s*` + hanFigure + `)?`),
}

// numbers returns where s has a number with the unit that the question asks for, or the noun that it counts.
func (q question) numbers(s string, in script) []reading.Span {
	asked := fold(q.text)
	for _, k := range measured {
		if !k.asked.MatchString(asked) {
			continue
		}
		var found []reading.Span
		for _, at := range k.forms[in].FindAllStringIndex(s, -1) {
			found = append(found, trimmed(s, at[0], at[1]))
		}
		return found
	}
	if of := hanCounted.FindStringSubmatch(asked); of != nil && in == han {
		return countedHan(s, of[1], of[2])
	}
	if of := latinCounted.FindStringSubmatch(asked); of != nil && in == latin {
		return countedLatin(s, of[1])
	}
	return nil
}

// The measure word and the noun that a question counts, as far as it names them: 多少名|球员, 几|次, 多少|客人.
var (
	countWord    = `[个名位次种条项家座所场部首篇只头人户层级间辆艘架件台本张枚颗届]`
	unitWord     = `(?:平方公里|平方千米|平方英里|平方米|立方米|公里|千米|厘米|英里|英尺|公顷|公斤|小时|分钟|[米亩斤克吨分秒天月年])`
	hanCounted   = regexp.MustCompile(`(?:多少|几)\s*((?:` + unitWord + `|` + countWord + `)?)\s*的?(\p{Han}{0,2})`)
	latinCounted = regexp.MustCompile(`\bhow many ([\pL -]+)`)
	aCountWord   = regexp.MustCompile(`^\s*` + countWord)
	inBrackets   = regexp.MustCompile(`^\s*[(（][^()（）]*[)）]`) // 68,511 (43.3%)户
)

// countedHan returns the numbers that stand before that measure word and noun; where none has both, those before the
// measure word.
func countedHan(s, measure, noun string) []reading.Span {
	var both, either []reading.Span
	for _, at := range numberPatterns[han].FindAllStringIndex(s, -1) {
		f := trimmed(s, at[0], at[1])
		if s[f.Start:f.End] == "一" || aYear.MatchString(s[f.Start:]) { // 一种 is "a", not "one"
			continue
		}
		aside := inBrackets.FindString(s[f.End:])
		rest := s[f.End+len(aside):]
		had := len(aCountWord.FindString(rest))
		if measure != "" {
			if had = strings.Index(rest, measure) + len(measure); had < len(measure) || strings.TrimSpace(rest[:had]) != measure {
				continue
			}
		}
		if aside == "" {
			f.End += had
		}
		switch {
		case utf8.RuneCountInString(noun) == 2 && strings.HasPrefix(strings.TrimSpace(rest[had:]), noun):
			both = append(both, f)
		case measure != "":
			either = append(either, f)
		}
	}
	if len(both) > 0 {
		return both
	}
	return either
}

// countedLatin returns the numbers that stand at most nounRoom words before the noun that a question counts, the last
// word of what follows "how many".
func countedLatin(s, counted string) []reading.Span {
	noun := ""
	for _, w := range strings.Fields(counted) {
		if language.StopWord(w) {
			break
		}
		noun = language.Stem(w)
	}
	var found []reading.Span
	for _, at := range numberPatterns[latin].FindAllStringIndex(s, -1) {
		f := trimmed(s, at[0], at[1])
		after, _, _ := strings.Cut(s[f.End:], ",")
		words := strings.FieldsFunc(after[:clauseLength(after)], func(r rune) bool { return r == ' ' || r == '-' })
		words = words[:min(nounRoom, len(words))]
		if stop := slices.IndexFunc(words, func(w string) bool { return language.StopWord(w) }); stop >= 0 {
			words = words[:stop]
		}
		// "from 415,000 to 587,000" is two numbers, and "of which 68,511" counts what was named before.
		said := slices.ContainsFunc(words, func(w string) bool { return language.Stem(w) == noun }) || ofThem.MatchString(s[:f.Start])
		if noun != "" && said && !strings.HasSuffix(s[:f.Start], "from ") {
			found = append(found, f)
		}
	}
	return found
}

const nounRoom = 4

var ofThem = regexp.MustCompile(`\b(?:of which|of whom|of these|of them|another) (?:only )?$`)

// clauseLength returns how much of s there is up to a mark.
func clauseLength(s string) int {
	if i := strings.IndexAny(s, ".,;:()—0123456789"); i >= 0 {
		return i
	}
	return len(s)
}
