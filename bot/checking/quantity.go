package checking

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// quantity is a number that a text names, however it is written: 752,400, 75.24万 and "752.4 thousand" are one.
type quantity struct {
	value      float64
	unit       string // one of those in units, "" where it is none
	start, end int    // bytes
	small      bool   // a word for a number up to ten: a sentence may count up what a passage lists
}

// quantities returns the numbers of a text in their order. Plain and Chinese ones are read as terms are; English words,
// large units, per cents and measures are read here. A lone 一 or "one" is an article as often as a number, and none.
func quantities(s string, found []language.Term) []quantity {
	var all []quantity
	for _, t := range found {
		if t.Kind != language.Number && (t.Kind != language.Word || !startsWithDigit(t.Text)) {
			continue
		}
		if value, ok := plain(t.Text); ok {
			all = append(all, quantity{value: value, start: t.Start, end: t.End, small: !startsWithDigit(s[t.Start:])})
		}
	}
	all = append(all, loneNumerals(s)...)
	all = append(all, englishNumbers(s, found)...)
	slices.SortFunc(all, func(a, b quantity) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	kept := all[:0]
	for _, q := range all {
		if n := len(kept); n > 0 && q.start < kept[n-1].end { // 75 and 24 of 75.24万
			continue
		}
		q.scale(s)
		q.small = q.small && q.value <= 10
		if !articles.MatchString(s[q.start:q.end]) {
			kept = append(kept, q)
		}
	}
	return kept
}

var articles = regexp.MustCompile(`(?i)^(?:一|one)$`)

func startsWithDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	r = language.Fold(r)
	return '0' <= r && r <= '9'
}

// plain reads digits with what may be written onto them: 1990s, 20th, 4x, 5km. Other words with digits (A380, 3d2y) are
// names.
func plain(word string) (float64, bool) {
	digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz")
	value, err := strconv.ParseFloat(digits, 64)
	return value, err == nil && value < 1e15
}

// scale takes up what stands around a number: a large unit behind it, its measure, a per cent.
func (q *quantity) scale(s string) {
	before, rest := s[:q.start], s[q.end:]
	if m := magnitude.FindStringSubmatch(rest); m != nil {
		q.value = math.Round(q.value*magnitudes[strings.ToLower(m[1])]*1000) / 1000
		q.end += len(m[0])
		q.small = false
		rest = s[q.end:]
	}
	switch {
	case strings.HasSuffix(before, "百分之"):
		q.unit = "%"
	case strings.HasSuffix(strings.TrimRight(before, " "), "$"):
		q.unit = "dollar"
	default:
		if m := measure.FindString(rest); m != "" {
			q.unit = units[strings.ToLower(strings.TrimLeft(m, " -\u00a0"))]
		}
	}
}

var (
	magnitude  = regexp.MustCompile(`(?i)^[ -]?(hundred|thousand|million|billion|trillion|万亿|[万亿])`)
	magnitudes = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
		"万": 1e4, "亿": 1e8, "万亿": 1e12}
)

// units names the measures that are told apart. A measure that is not here tells nothing: 个 and 名 count the same people.
var units = func() map[string]string {
	named := map[string]string{}
	for unit, words := range map[string]string{
		"%":      "% ％ percent 个百分点",
		"m":      "米 公尺 m metre metres meter meters",
		"km":     "公里 千米 km kilometre kilometres kilometer kilometers",
		"mile":   "英里 mile miles",
		"foot":   "英尺 foot feet ft",
		"km2":    "平方公里 平方千米",
		"m2":     "平方米",
		"kg":     "公斤 千克 kg kilogram kilograms",
		"g":      "克 gram grams",
		"t":      "吨 ton tons tonne tonnes",
		"pound":  "磅 英镑 pound pounds",
		"yuan":   "元 人民币 yuan rmb",
		"dollar": "美元 dollar dollars",
		"euro":   "欧元 euro euros",
		"year":   "年 年间 year years",
		"month":  "个月 month months",
		"week":   "周 星期 个星期 week weeks",
		"day":    "天 day days",
		"hour":   "小时 个小时 hour hours",
		"minute": "分钟 minute minutes",
		"second": "秒 seconds",
		"degree": "度 ℃ °c degrees",
	} {
		for _, word := range strings.Fields(words) {
			named[word] = unit
		}
	}
	return named
}()

var measure = func() *regexp.Regexp {
	var latin, other []string
	for word := range units {
		if 'a' <= word[0] && word[0] <= 'z' {
			latin = append(latin, word)
		} else {
			other = append(other, regexp.QuoteMeta(word))
		}
	}
	longest := func(a, b string) int { return len(b) - len(a) }
	slices.SortFunc(latin, longest)
	slices.SortFunc(other, longest)
	return regexp.MustCompile(`(?i)^[ \x{a0}-]?(?:` + strings.Join(other, "|") + `|(?:` + strings.Join(latin, "|") + `)\b)`)
}()

// loneNumerals finds lone Chinese numerals before measures that terms does not read them with: 四支, 六所.
func loneNumerals(s string) []quantity {
	var all []quantity
	for _, m := range loneNumeral.FindAllStringSubmatchIndex(s, -1) {
		value := float64(strings.Index("零一二三四五六七八九十", s[m[2]:m[3]]) / len("零"))
		if strings.ContainsAny(s[m[2]:m[3]], "两兩") {
			value = 2
		}
		all = append(all, quantity{value: value, start: m[2], end: m[3], small: true})
	}
	return all
}

var loneNumeral = regexp.MustCompile(`(?:^|[^零一二三四五六七八九十百千万亿两])([二三四五六七八九十两兩])(?:[支只张張家座场場艘架幅句段部本门門件具块塊根股批笔筆枚颗顆台臺辆輛所间間节節类類组組对對双雙款份成方道轮輪队隊字大周度者国國])`)

// englishNumbers reads numbers in words: four, twenty-one, "two hundred and five thousand", and ordinals from the second
// on.
func englishNumbers(s string, found []language.Term) []quantity {
	var all []quantity
	if !slices.ContainsFunc(found, func(t language.Term) bool { return numberStems[t.Text] }) {
		return nil
	}
	for _, m := range numberWords.FindAllStringIndex(s, -1) {
		total, section := 0.0, 0.0
		words := numberWord.FindAllString(strings.ToLower(s[m[0]:m[1]]), -1)
		for _, word := range words {
			value := cardinals[word]
			switch {
			case word == "and":
			case value >= 1000:
				total += max(section, 1) * value
				section = 0
			case value == 100:
				section = max(section, 1) * 100
			default:
				section += value
			}
		}
		if value := total + section; value > 1 {
			all = append(all, quantity{value: value, start: m[0], end: m[1], small: true})
		}
	}
	return all
}

var cardinals = func() map[string]float64 {
	named := map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
	for i, words := range strings.Split(`zero|one|two second twice|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|nine ninth|ten tenth|
eleven eleventh|twelve twelfth dozen|thirteen thirteenth|fourteen fourteenth|fifteen fifteenth|sixteen sixteenth|seventeen seventeenth|eighteen eighteenth|nineteen nineteenth`, "|") {
		for _, word := range strings.Fields(words) {
			named[word] = float64(i)
		}
	}
	for i, words := range strings.Split("twenty twentieth|thirty thirtieth|forty fortieth|fifty fiftieth|sixty sixtieth|seventy|eighty|ninety", "|") {
		for _, word := range strings.Fields(words) {
			named[word] = float64(20 + 10*i)
		}
	}
	return named
}()

// numberStems are the stems of cardinals, by which a text without any is soon told.
var numberStems = func() map[string]bool {
	set := map[string]bool{}
	for word := range cardinals {
		set[language.Of(word)[0].Text] = true
	}
	return set
}()

var numberWord, numberWords = func() (*regexp.Regexp, *regexp.Regexp) {
	var words []string
	for word := range cardinals {
		words = append(words, word)
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	one := `(?:` + strings.Join(words, "|") + `)`
	return regexp.MustCompile(one + `|and`), regexp.MustCompile(`(?i)\b` + one + `(?: (?:hundred|thousand) and ` + one + `|[ -]` + one + `)*\b`)
}()
