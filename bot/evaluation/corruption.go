package evaluation

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Corruption is a way of making a true statement a false one. Each changes one thing, so that all else speaks for it.
type Corruption string

const (
	True            Corruption = "true"      // none
	NumberChanged   Corruption = "number"    // a number or date became one that neither passage nor question has
	AnswerInvented  Corruption = "answer"    // the answer became one of its kind from elsewhere, that the passage does not have
	WrongPassage    Corruption = "passage"   // another of the passages found is cited, that does not hold the answer
	NegationFlipped Corruption = "negation"  // a not was put in or taken out
	RolesSwapped    Corruption = "roles"     // another answer of the same passage and kind, or two of a sentence exchanged
	DateMoved       Corruption = "date"      // the date became another date of the same passage
	Invention       Corruption = "invention" // a clause from elsewhere was added
)

// Corruptions are all of them, in the order in which they are reported.
var Corruptions = []Corruption{NumberChanged, AnswerInvented, WrongPassage, NegationFlipped, RolesSwapped, DateMoved, Invention}

// corruptor makes false statements of the true ones of a question. What it draws depends on the question alone, so that
// a set gives the same statements every time, and a question the same in every set of the same answers.
type corruptor struct {
	specimen
	others []specimen // of all questions
	random *rand.Rand
}

// statements returns the true statements of a question and what they are corrupted to.
func (c *corruptor) statements() []Statement {
	var all []Statement
	add := func(form Form, made Corruption, text string, cites int) {
		if text != "" {
			all = append(all, Statement{c.ID, form, made, text, cites})
		}
	}
	for _, base := range []struct {
		form Form
		text string
	}{{Filled, c.filled}, {Sentence, c.sentence}} {
		if base.text == "" {
			continue
		}
		add(base.form, True, base.text, c.gold)
		add(base.form, NumberChanged, c.numberChanged(base.text), c.gold)
		add(base.form, AnswerInvented, c.answerInvented(base.text), c.gold)
		if other := c.wrongPassage(); other >= 0 {
			add(base.form, WrongPassage, base.text, other)
		}
		add(base.form, NegationFlipped, negated(base.text), c.gold)
		add(base.form, RolesSwapped, c.swapped(base.form, base.text), c.gold)
		add(base.form, DateMoved, c.dateMoved(base.text), c.gold)
	}
	if c.sentence != "" {
		if said := paraphrased(c.sentence, c.answer); said != c.sentence {
			add(Paraphrase, True, said, c.gold)
		}
		add(Sentence, Invention, c.withClause(c.sentence), c.gold)
	}
	return all
}

func (c *corruptor) passage() string { return c.passages[c.gold].Text }

var (
	digits         = regexp.MustCompile(`\d+(?:[,.]\d+)*`)
	chineseNumeral = regexp.MustCompile(`[一二两三四五六七八九十百千万亿]+`)
	countedNumeral = regexp.MustCompile(`([一二两三四五六七八九十百千万亿]{2,}|[二两三四五六七八九十])\s*[年月日个名位次人条项种座家支只场倍岁届艘分天周级层]`)
	numberName     = regexp.MustCompile(`(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b`)
	numberNames    = strings.Fields("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty")
	numeralDigits  = []rune("二三四五六七八九")
)

// numberChanged changes one number, one of the answer where it has any.
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

// sameValue tells whether the passage or question has a number that is written otherwise.
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

// otherNumber changes one character of a number; it returns the number itself where there is none to change.
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

// answerInvented puts the answer of another question in the place of the right one.
func (c *corruptor) answerInvented(s string) string {
	if !strings.Contains(s, c.answer) {
		return ""
	}
	for range 200 {
		other := c.others[c.random.IntN(len(c.others))]
		if other.kind == c.kind && other.File != c.File && chinese(other.answer) == chinese(c.answer) &&
			utf8.RuneCountInString(other.answer) <= 40 && !c.held(other.answer) {
			return strings.Replace(s, c.answer, other.answer, 1)
		}
	}
	return ""
}

// held tells whether the passage or the question has the words, or for names any of them.
func (c *corruptor) held(answer string) bool {
	return strings.Contains(fold(c.passage()+c.Text), fold(answer))
}

// wrongPassage returns the best of the other passages that does not hold the answer.
func (c *corruptor) wrongPassage() int {
	for i, p := range c.passages {
		if i != c.gold && !strings.Contains(fold(p.Text), fold(c.answer)) {
			return i
		}
	}
	return -1
}

// swapped gives the statement another role: the filled question another answer of the same passage and kind; in a
// sentence, two answers or names change places.
func (c *corruptor) swapped(form Form, s string) string {
	if c.kind == aDate {
		return ""
	}
	if form == Filled {
		for _, other := range c.others {
			if c.samePassage(other) && other.kind == c.kind && fold(other.answer) != fold(c.answer) &&
				!strings.Contains(fold(c.Text), fold(other.answer)) && !alike(other.answer, c.answer) && strings.Contains(s, c.answer) {
				return strings.Replace(s, c.answer, other.answer, 1)
			}
		}
		return ""
	}
	var names []string
	for _, other := range c.others {
		if c.samePassage(other) && (other.kind == aName || other.kind == aNumber) {
			names = append(names, other.answer)
		}
	}
	names = append(names, properName.FindAllString(s, -1)...)
	for i, a := range names {
		for _, b := range names[i+1:] {
			if swapped := exchanged(s, a, b); swapped != "" && kindOfAnswer("", a) == kindOfAnswer("", b) {
				return swapped
			}
		}
	}
	return ""
}

func (c *corruptor) samePassage(other specimen) bool {
	return other.passages[other.gold].ID == c.passages[c.gold].ID
}

// alike tells whether two answers may name the same thing: Short for Kawann Short.
func alike(a, b string) bool {
	a, b = fold(a), fold(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

var properName = regexp.MustCompile(`\p{Han}{2,6}(?:·\p{Han}{1,6})+|[a-z,] ([A-Z][a-z]+(?: [A-Z][a-z]+)+)`)

// exchanged lets two phrases of a sentence change places; "" where either is not there, they overlap, or nothing but a
// list stands between them, which says the same in any order.
func exchanged(s, a, b string) string {
	a, b = strings.TrimLeft(a, "abcdefghijklmnopqrstuvwxyz, "), strings.TrimLeft(b, "abcdefghijklmnopqrstuvwxyz, ")
	if a == "" || b == "" || alike(a, b) {
		return ""
	}
	i, j := strings.Index(s, a), strings.Index(s, b)
	if i < 0 || j < 0 {
		return ""
	}
	if i > j {
		a, b, i, j = b, a, j, i
	}
	if i+len(a) > j || strings.Count(s, a) > 1 || strings.Count(s, b) > 1 {
		return ""
	}
	between := s[i+len(a) : j]
	if listed.MatchString(between) {
		return ""
	}
	return s[:i] + b + between + a + s[j+len(b):]
}

// listed matches what stands between the parts of a list, or between a name and the same in other words.
var listed = regexp.MustCompile(`^(?:\(the|[\s、，,;；&/·\-–—()（）“”"]|和|与|及|以及|或|and|or|(?:\p{Han}{2,6}·)?\p{Han}{2,5}、|[A-Z]\w+)*$`)

// dateMoved exchanges a date of the statement for another of its shape that the passage has elsewhere.
func (c *corruptor) dateMoved(s string) string {
	for _, pattern := range datePatterns {
		for _, mine := range pattern.FindAllString(s, -1) {
			for _, other := range pattern.FindAllString(c.passage(), -1) {
				if fold(other) != fold(mine) && !strings.Contains(s, other) && !strings.Contains(c.Text, other) {
					return strings.Replace(s, mine, other, 1)
				}
			}
		}
	}
	return ""
}

var datePatterns = []*regexp.Regexp{
	regexp.MustCompile(`\d{1,2}\s?月\s?\d{1,2}\s?日`),
	regexp.MustCompile(`(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b`),
	regexp.MustCompile(`\b(?:1[0-9]{3}|20[0-9]{2})(?:\s?年|\b)`),
}

// withClause adds a clause of another text to a sentence.
func (c *corruptor) withClause(s string) string {
	for range 50 {
		other := c.others[c.random.IntN(len(c.others))]
		if other.File == c.File || other.sentence == "" || chinese(other.sentence) != chinese(s) {
			continue
		}
		mark, end, least := "，", "。", 8
		if !chinese(s) {
			mark, end, least = ", ", ".", 25
		}
		for _, clause := range strings.Split(strings.TrimRight(other.sentence, "。.!?！？\"”"), mark) {
			if n := utf8.RuneCountInString(clause); n >= least && n <= 80 && !c.held(clause) {
				return fmt.Sprintf("%s%s%s%s", strings.TrimRight(s, "。.!?！？\"”"), mark, clause, end)
			}
		}
	}
	return ""
}
