package act

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// Reference is how a text, or a part of one, is named: "the second", "the English report", "chapter three of the rules". What is
// not said is zero.
type Reference struct {
	Said     string
	Number   int      // in the list of the texts, from 1; from the end, -1 being the last
	Extreme  What     // Newest, Oldest, Longest or Shortest
	Language string   // the primary subtag: "zh" or "en"
	Date     string   // the beginning of an ISO 8601 date, or a month ("-01") or day ("-01-24") of any year
	This     bool     // the text that is spoken of
	Called   bool     // it is called a text, whatever it is: 那篇, "the text about"
	Part     int      // a part of the text: the chapter, section or article of that number; from the end if negative
	Unit     string   // what the part is called: "章"; "" for any
	Kinds    []string // what kind of text it is, as references.txt calls them: "report"
	Words    []string // further words of its title or of a heading, as they were said
}

// None reports whether no text is named.
func (r Reference) None() bool { return r.Said == "" }

// Text reports whether it says that it names a text, and not what a text may be about: by its number or place, its language or
// kind.
func (r Reference) Text() bool {
	return r.Number != 0 || r.Part != 0 || r.Extreme != "" || r.Language != "" || r.This || len(r.Kinds) > 0
}

// Bare reports whether a text is named by nothing but its kind: "the report", "this contract".
func (r Reference) Bare() bool {
	return r.Number == 0 && r.Extreme == "" && r.Language == "" && r.Date == "" && r.Part == 0 && len(r.Words) == 0
}

// ReferenceOf reads how a text is named.
func ReferenceOf(said string) Reference {
	r := Reference{Said: said}
	tokens := r.takeDate(said, tokensOf(said))
	l := lists()
	for at := 0; at < len(tokens); at++ {
		f, found, length := l.references.at(tokens[at:])
		if length == 0 || inner(f.name) {
			continue
		}
		n := 0
		if where, ok := found["n"]; ok {
			n = numberOf(tokens[at+where[0] : at+where[1]])
		}
		r.take(f.name, n)
		tokens = slices.Concat(tokens[:at], []token{gap}, tokens[at+length:])
	}
	from := 0
	for i := 0; i <= len(tokens); i++ {
		if i < len(tokens) && tokens[i] != gap {
			continue
		}
		if left := r.trim(l, tokens[from:i]); len(left) > 0 {
			r.Words = append(r.Words, said[left[0].start:left[len(left)-1].end])
		}
		from = i + 1
	}
	r.Called = r.Called || r.This && len(r.Words) > 0 // 讲长三角的那篇
	return r
}

// trim takes off what tells nothing at either end of tokens, and what kind of text is named: in Chinese at the end only
// (考勤制度, but 法院), in English at either (the report on tea).
func (r *Reference) trim(l *list, tokens []token) []token {
	for len(tokens) > 0 {
		last := tokens[len(tokens)-1]
		f, begins := l.references.suffix(tokens, lead)
		if begins < len(tokens) && inner(f.name) && (f.name == nothing || f.name == aText || len(r.Kinds) == 0 || !han(last.text)) { // 水表 is no kind
			r.take(f.name, 0)
			tokens = tokens[:begins]
			continue
		}
		f, length := l.references.prefix(tokens, "")
		if length == 0 || !inner(f.name) || f.name == lead && tokens[0].start > 0 || strings.HasPrefix(f.name, kind) && han(tokens[0].text) && last != tokens[length-1] {
			break
		}
		r.take(f.name, 0)
		tokens = tokens[length:]
	}
	return tokens
}

// The names of the forms in references.txt that count at the ends of what is said only.
const (
	nothing = "nothing"
	aText   = "text"
	lead    = "lead"
	kind    = "kind "
)

func inner(name string) bool {
	return name == nothing || name == aText || name == lead || strings.HasPrefix(name, kind)
}

func han(token string) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return unicode.Is(unicode.Han, r)
}

// gap stands for tokens that were taken out.
var gap = token{}

// take adds what a form of references.txt says.
func (r *Reference) take(form string, n int) {
	name, value, _ := strings.Cut(form, " ")
	switch name {
	case "number":
		r.Number = n
	case "from-the-end":
		r.Number = -max(1, n)
	case "part":
		r.Part, r.Unit = n, value
	case "last-part":
		r.Part, r.Unit = -1, value
	case "language":
		r.Language = value
	case "this":
		r.This = true
	case aText:
		r.Called = true
	case "kind":
		r.Kinds = append(r.Kinds, value)
	case string(Newest), string(Oldest), string(Longest), string(Shortest):
		r.Extreme = What(name)
	}
}

var (
	datePattern  = language.NewPattern(`<date of a text>`)
	dayPattern   = language.NewPattern(`<day of a text>`)
	monthPattern = language.NewPattern(`<English date of a text>`)
)

// KindsOf returns the kinds of text that a title names.
func KindsOf(title string) []string {
	var found []string
	tokens, l := tokensOf(title), lists()
	for at := range tokens {
		f, length := l.references.prefix(tokens[at:], nothing)
		if strings.HasPrefix(f.name, kind) && (length > 1 || !han(tokens[at].text) || at == len(tokens)-1) { // 代表 is no 表
			found = append(found, strings.TrimPrefix(f.name, kind))
		}
	}
	return found
}

// takeDate takes a date out of what is said and returns the tokens around it.
func (r *Reference) takeDate(said string, tokens []token) []token {
	var at []int
	if at = monthPattern.FindStringSubmatchIndex(said); at != nil {
		group := func(i int) string { return group(said, at, i) }
		months := language.Words("month name")
		month := 1 + slices.IndexFunc(months, func(m string) bool { return strings.EqualFold(m, group(2)) })
		r.Date = fmt.Sprintf("%s-%02d", group(4), month)
		if day := group(1) + group(3); day != "" {
			r.Date += fmt.Sprintf("-%02d", atoi(day))
		}
	} else if at = datePattern.FindStringSubmatchIndex(said); at != nil {
		r.Date = group(said, at, 1)
		for i := 2; i <= 3 && group(said, at, i) != ""; i++ {
			r.Date += fmt.Sprintf("-%02d", atoi(group(said, at, i)))
		}
	} else if at = dayPattern.FindStringSubmatchIndex(said); at != nil {
		r.Date = fmt.Sprintf("-%02d", Number(group(said, at, 1)))
		if day := group(said, at, 2); day != "" {
			r.Date += fmt.Sprintf("-%02d", Number(day))
		}
	}
	if at == nil {
		return tokens
	}
	var left []token
	for _, t := range tokens {
		switch {
		case t.end <= at[0] || t.start >= at[1]:
			left = append(left, t)
		case len(left) == 0 || left[len(left)-1] != gap:
			left = append(left, gap)
		}
	}
	return left
}

// group returns a group of a match, or "".
func group(s string, at []int, n int) string {
	if at[2*n] < 0 {
		return ""
	}
	return s[at[2*n]:at[2*n+1]]
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }
