package retrieval

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// asked is what kind of thing a question asks for.
type asked uint8

const (
	anything asked = iota
	person
	year
	time
	duration
	place
	number
	money
	age
	origin // where somebody comes from
)

var askedPatterns = []struct {
	asks    asked
	pattern *regexp.Regexp // of the folded question
}{
	{year, regexp.MustCompile(`哪一?年|什么年份|\b(what|which) year\b`)},
	{time, regexp.MustCompile(`什么时候|何时|哪一?天|几月|几号|哪个月|哪个世纪|\b(what|which) (date|day|month|time|century|decade)\b`)},
	{duration, regexp.MustCompile(`多长时间|多久|(?:多少|几)个?(小时|天|年|月|周|星期|分钟)|\bhow (long|many (hours|days|weeks|months|years|minutes))\b`)},
	{money, regexp.MustCompile(`多少钱|价格|售价|房价|票价|花费|\bhow much (?:money|(?:do|does|did|is|was|were|are) .*(?:cost|worth|paid?|earn|spend))\b|\bwhat (?:is|was) the (?:price|cost) of\b`)},
	{age, regexp.MustCompile(`几岁|多大年[纪龄]|多少岁|\bhow old (?:is|was)\b|\bat what age\b`)},
	{number, regexp.MustCompile(`多少|几[个位名次年天岁人种项条]|多[大长高久远]|\bhow (many|much|long|old|tall|far|large|big|often)\b|\bwhat (percent|percentage|number)\b|\bwhat is the (area|population|size|height|length|weight|price|cost|number|distance|speed|temperature) of\b`)},
	{origin, regexp.MustCompile(`[哪何]里人|哪儿人|哪国人|什么地方人|籍贯`)},
	{person, regexp.MustCompile(`谁|哪位|何人|\bwho\b|\bwhom\b|\bwhose\b`)},
	{place, regexp.MustCompile(`哪里|哪儿|何处|什么地方|在哪|\bwhere\b`)},
}

// askedFor tells what a question asks for by its question words.
func askedFor(text string) asked {
	text = fold(text)
	for _, p := range askedPatterns {
		if p.pattern.MatchString(text) {
			return p.asks
		}
	}
	if when.MatchString(text) && !otherAsking.MatchString(text) {
		return time
	}
	return anything
}

// "when" asks for a time where a verb follows, and no other word asks already: "how old was he when he won", "when a ship
// sinks, what …".
var (
	when        = regexp.MustCompile(`\bwhen (?:did|do|does|was|were|is|are|will|would|has|have|had|can|could|should|might)\b|\bsince when\b|\bwhen\W*$`)
	otherAsking = regexp.MustCompile(`\b(?:what|which|who|whom|whose|how|where|why)\b`)
)

// namedScript returns the script of the language that a question wants to be told in, if it names one: 英文报道里怎么说.
func namedScript(text string) (script, bool) {
	switch folded := fold(text); {
	case wantsEnglish.MatchString(folded):
		return latin, true
	case wantsChinese.MatchString(folded):
		return han, true
	}
	return 0, false
}

var (
	wantsEnglish = regexp.MustCompile(`英[文语](?:的)?(?:报道|文章|报纸|资料|原文|文本|里|中|版)|\bin (?:the )?english (?:text|report|article|version)s?\b|\bin english\s*[?.]?$`)
	wantsChinese = regexp.MustCompile(`中文(?:的)?(?:报道|文章|报纸|资料|原文|文本|里|中|版)|\bin (?:the )?chinese (?:text|report|article|version)s?\b|\bin chinese\s*[?.]?$`)
)

// withoutAsking blanks what merely asks, so that it becomes no term and joins no neighbours. All else stays where it is.
func withoutAsking(text string) string {
	folded := fold(text)
	blanked := []byte(text)
	at, foldedAt := 0, 0 // the same character of both
	for _, m := range asking.FindAllStringIndex(folded, -1) {
		for _, r := range text[at:] {
			if foldedAt >= m[1] {
				break
			}
			size := utf8.RuneLen(r)
			if foldedAt >= m[0] {
				copy(blanked[at:at+size], "    ")
			}
			foldedAt += utf8.RuneLen(language.Fold(r))
			at += size
		}
	}
	return string(blanked)
}

func fold(s string) string { return strings.Map(language.Fold, s) }

// asking matches question words and the little words around them, longest first, in folded text.
var asking = regexp.MustCompile(strings.Join([]string{
	`请问一下|请问|我想知道|想知道|告诉我|谁知道|能不能|可不可以|有没有|是不是`,
	`什么时候|什么时间|什么地方|什么样的|什么样|什么人|是什么|为什么|叫什么|什么`,
	`哪一年|哪一天|哪一个|哪一些|哪些人|哪年|哪天|哪些|哪个|哪位|哪里|哪儿|哪种|哪几个?|哪一|哪`,
	`多长时间|多少个|多少|多大|多长|多久|多高|多远|几个|几位|几名|几次|几年`,
	`怎么样|怎么|怎样的|怎样|如何|为何|何时|何处|何人|何种|是否|是谁|谁`,
	`有关于|关于|[吗呢吧么](?:\PL|$)`,
	wantsEnglish.String(), wantsChinese.String(),
	`\bhow (?:many|much|long|far|tall|high|old|often|big|large)\b`,
	`\b(?:what|which) (?:kind|type|sort)s? of\b`,
}, "|"))

// chineseStops are characters that say nothing alone.
const chineseStops = "的了是在和与有为被把对于而及其之以也就都这那个上中下等从到由并或"

// particles are characters that also make a pair say nothing: what stands beside them changes with each wording.
const particles = "的了是在和与被把对于而及其之以也就都这那吗呢指"

// englishStops are words that say nothing alone, stemmed as terms are.
var englishStops = stemmed(`a an the of in on at to for from by with and or as is are was were be been being am do does
did doing done has have had having it its this that these those there here he she they them his her their we us our you
your i my me who whom whose what which when where why how many much will would can could should shall may might must
not no nor so than then into onto over under about between during after before up down out off if but also any some
such each other what's who's tell please`)

func stemmed(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		for _, t := range language.Of(w) {
			set[t.Text] = true
		}
	}
	return set
}
