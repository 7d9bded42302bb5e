package followup

import (
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// fragment is a question that only names something: "what about Anhui?" "and in 2025?"
type fragment struct {
	utterance        // the name alone
	before    string // the English preposition in front of it, folded, or ""
	bare      bool   // nothing but the name and a question mark: it must fit a part of the last question very well
}

// Fragment returns what a question names that does nothing else (那安徽呢？), "" for any other.
func Fragment(question string) string {
	if f, ok := fragmentIn(newUtterance(question)); ok && !f.bare {
		return f.raw(f.whole())
	}
	return ""
}

// fragmentIn returns the fragment that a question is. Something must introduce it ("and", "what about"), or a
// preposition or question mark show that it is no search for the name itself. It neither asks nor says anything.
func fragmentIn(u utterance) (fragment, bool) {
	for _, form := range fragmentForms {
		found := u.first(form.pattern)
		if found == nil {
			continue
		}
		f := fragment{utterance: newUtterance(u.raw(u.bare(lastOf(found)))), bare: form.bare}
		if p := f.first(preposition); p != nil {
			f.before = strings.TrimSpace(f.plain(p[0]))
			f.utterance = newUtterance(f.raw(span{p[0].to, len(f.runes)}))
		}
		return f, f.names()
	}
	return fragment{}, false
}

// lastOf returns the last of the groups that took part in a match.
func lastOf(groups []span) span {
	for i := len(groups) - 1; ; i-- {
		if groups[i].from >= 0 { // the match itself always is
			return groups[i]
		}
	}
}

// fragmentForms, the surest first: the last group that took part is the name. "That" before a measure word points, and does not
// introduce.
var fragmentForms = []struct {
	pattern *language.Pattern
	bare    bool
}{
	{language.NewPattern(`<name led in or out>`), false},
	{language.NewPattern(`<name led in>`), false},
	{language.NewPattern(`<name led in in English>`), false},
	{language.NewPattern(`<name joined in English>`), false},
	{language.NewPattern(`<name behind a preposition>`), false},
	{language.NewPattern(`<name and a question mark>`), true},
}

var preposition = language.NewPattern(`^<preposition>\s+`)

// The longest fragment, in characters of Chinese and in words of English. What is longer says something of its own.
const (
	longestChinese = 14
	longestEnglish = 6
)

// names reports whether the fragment is a name and not a remark ("and then?").
func (f fragment) names() bool {
	if f.first(remark) != nil || f.first(askingWord) != nil || len(strings.Fields(f.text)) > longestEnglish {
		return false
	}
	return f.text != "" && (!f.chinese() || utf8.RuneCountInString(f.text) <= longestChinese)
}

var remark = language.NewPattern(`<remark>`)

// complete puts the fragment into the last question. A name may lean on an earlier question, if only that one has a
// part of its kind; a date or a number leans on the last.
func (f fragment) complete(turns []Turn, known evidence) (Meaning, bool) {
	last := turns[0].question
	phrase := f.raw(f.whole())
	for _, exchange := range []func(utterance) (string, bool){f.inDate, f.inNumber} {
		if question, ok := exchange(last); ok {
			return Meaning{Question: question, Phrase: phrase, Sure: true}, true
		}
	}
	if whenIn(f.utterance).whole.length() == len(f.runes) {
		return f.added(last, true)
	}
	for _, t := range turns {
		if question, ok := f.inName(t.question, known); ok {
			return Meaning{Question: question, Phrase: phrase, Sure: true}, true
		}
	}
	if f.bare {
		return Meaning{}, false
	}
	if r, ok := f.alike(last); ok && !isPerson(f.utterance, known) {
		return Meaning{Question: agreeing(last, r, f.utterance), Phrase: phrase, Sure: f.parallel(last, r)}, true
	}
	return f.added(last, false)
}

// added puts the fragment beside the last question: a date or what has a preposition where a speaker would put it, any
// other as a topic in front.
func (f fragment) added(last utterance, date bool) (Meaning, bool) {
	said, mark := last.asked()
	phrase := f.raw(f.whole())
	m := Meaning{Phrase: phrase, Sure: date}
	switch {
	case strings.Contains(last.text, f.text):
		return Meaning{}, false
	case last.chinese() && date:
		m.Question = phrase + said + mark
	case last.chinese():
		m.Question = phrase + "：" + said + mark
	case date && f.before == "" && yearOnly.MatchString(f.text):
		m.Question = said + " in " + phrase + mark
	case f.before != "":
		m.Question = said + " " + f.before + " " + phrase + mark
	case date:
		m.Question = said + " " + phrase + mark
	default:
		m.Question = phrase + ": " + said + mark
	}
	return m, true
}

var yearOnly = language.NewPattern(`^\d{4}$`)
