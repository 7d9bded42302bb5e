package evaluation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

var (
	digits         = regexp.MustCompile(`\d+(?:[,.]\d+)*`)
	countedNumeral = regexp.MustCompile(`([一二两三四五六七八九十百千万亿]{2,}|[二两三四五六七八九十])\s*[年月日个名位次人条项种座家支只场倍岁届艘分天周级层]`)
	numberName     = regexp.MustCompile(`(?i)\b(?:` + strings.Join(numberNames, "|") + `)\b`)
	numberNames    = strings.Fields("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty")
	numeralDigits  = []rune("二三四五六七八九")
)

// numberChanged changes one number, one of the answer if it has any.
func (c *corruptor) numberChanged(s string) string {
	var places [][]int
	for _, pattern := range []*regexp.Regexp{digits, numberName} {
		places = append(places, pattern.FindAllStringIndex(s, -1)...)
	}
	for _, m := range countedNumeral.FindAllStringSubmatchIndex(s, -1) {
		places = append(places, m[2:4])
	}
	if at := strings.Index(s, c.answer); at >= 0 {
		inAnswer := slices.DeleteFunc(slices.Clone(places), func(p []int) bool { return p[0] < at || p[1] > at+len(c.answer) })
		if len(inAnswer) > 0 {
			places = inAnswer
		}
	}
	if len(places) == 0 {
		return ""
	}
	place := places[c.random.IntN(len(places))]
	for range 20 {
		changed := c.otherNumber(s[place[0]:place[1]])
		if !strings.Contains(c.passage(), changed) && !strings.Contains(c.Text, changed) && !c.sameValue(changed) {
			return s[:place[0]] + changed + s[place[1]:]
		}
	}
	return ""
}

// sameValue reports whether the passage or question has a number that is written otherwise.
func (c *corruptor) sameValue(number string) bool {
	names := map[string]string{"two": "2 二 两", "three": "3 三", "four": "4 四", "five": "5 五", "six": "6 六", "seven": "7 七", "eight": "8 八",
		"nine": "9 九", "ten": "10 十", "eleven": "11", "twelve": "12", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50"}
	all := strings.ToLower(c.passage() + " " + c.Text)
	for name, written := range names {
		ways := append(strings.Fields(written), name)
		if !slices.Contains(ways, strings.ToLower(number)) {
			continue
		}
		for _, way := range ways {
			if regexp.MustCompile(`(?:^|[^\d\pL])`+way+`|`+way+`[\p{Han}]`).MatchString(all) && strings.Contains(all, way) {
				return true
			}
		}
	}
	return strings.Contains(strings.ReplaceAll(all, ",", ""), strings.ReplaceAll(number, ",", ""))
}

// otherNumber changes one character of a number; it returns the number itself if there is none to change.
func (c *corruptor) otherNumber(number string) string {
	if i := slices.Index(numberNames, strings.ToLower(number)); i >= 0 {
		return numberNames[(i+1+c.random.IntN(len(numberNames)-1))%len(numberNames)]
	}
	runes := []rune(number)
	for _, i := range c.random.Perm(len(runes)) {
		switch r := runes[i]; {
		case unicode.IsDigit(r):
			digit, _ := strconv.Atoi(string(r))
			runes[i] = rune('0' + (digit+1+c.random.IntN(9))%10)
			if runes[0] == '0' {
				runes[0] = '1' + rune(c.random.IntN(9))
			}
			return string(runes)
		case unicode.Is(unicode.Han, r) && (len(runes) == 1 || !strings.ContainsRune("十百千万亿", r)):
			runes[i] = numeralDigits[c.random.IntN(len(numeralDigits))]
			return string(runes)
		}
	}
	return number
}
