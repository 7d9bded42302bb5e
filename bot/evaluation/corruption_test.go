package evaluation

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
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

// answerInvented puts the answer of another question in the place of the right one.
func (c *corruptor) answerInvented(s string) string {
	if !strings.Contains(s, c.answer) {
		return ""
	}
	for range 200 {
		other := c.others[c.random.IntN(len(c.others))]
		if other.kind == c.kind && other.file() != c.file() && language.IsChinese(other.answer) == language.IsChinese(c.answer) &&
			utf8.RuneCountInString(other.answer) <= 40 && !c.held(other.answer) {
			return strings.Replace(s, c.answer, other.answer, 1)
		}
	}
	return ""
}

// held reports whether the passage or the question has the words, or for names any of them.
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

// alike reports whether two answers may name the same thing: Short for Kawann Short.
func alike(a, b string) bool {
	a, b = fold(a), fold(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

var properName = regexp.MustCompile(`\p{Han}{2,6}(?:·\p{Han}{1,6})+|[a-z,] ([A-Z][a-z]+(?: [A-Z][a-z]+)+)`)

// exchanged lets two phrases of a sentence change places; "" if either is not there, they overlap, or nothing but a
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
		if other.file() == c.file() || other.sentence == "" || language.IsChinese(other.sentence) != language.IsChinese(s) {
			continue
		}
		mark, end, least := "，", "。", 8
		if !language.IsChinese(s) {
			mark, end, least = ", ", ".", 25
		}
		for clause := range strings.SplitSeq(strings.TrimRight(other.sentence, "。.!?！？\"”"), mark) {
			if n := utf8.RuneCountInString(clause); n >= least && n <= 80 && !c.held(clause) {
				return fmt.Sprintf("%s%s%s%s", strings.TrimRight(s, "。.!?！？\"”"), mark, clause, end)
			}
		}
	}
	return ""
}
