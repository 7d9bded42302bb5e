package several

import (
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// subject is what the questions of a message are about so far.
type subject struct {
	topic string // 2024年的专题会
	scope string // what a question with a subject of its own may share: a year at its beginning, or an owner
	dated bool   // the scope is a date
}

var (
	topical   = language.NewPattern(`<topic>`)            // what a Chinese question is about: what stands before what is said of it
	happened  = language.NewPattern(`<happened>`)         // a verb at the end of a topic, with what says that it is over
	acted     = language.NewPattern(`<asks who did>`)     // who did something, with what it was done to
	event     = language.NewPattern(`<asks of an event>`) // when, where or why something happened; the second group is what happened
	opensVerb = language.NewPattern(`<begins with a verb alone>`)
	year      = language.NewPattern(`<begins with a year>`)
	owner     = language.NewPattern(`<owner>`)
	lacking   = language.NewPattern(`<lacks a subject>`)
	onlyAsks  = language.NewPattern(`<only asks>`)
)

const longSubject = 24 // characters of a topic that is repeated; a longer one is a sentence of its own

// subjectless reports whether a Chinese question has no subject of its own.
func subjectless(plain string) bool { return lacking.MatchString(plain) }

// complete returns a question with the subject of those before it, if it has none; joined reports that it stands in one
// sentence with the one before.
func (s subject) complete(said string, joined bool) Part {
	p := Part{Said: said}
	plain := language.FoldString(said)
	switch {
	case !language.IsChinese(plain):
	case subjectless(plain):
		if s.topic != "" {
			p.Whole, p.Leaning = s.topic+bare(said), joined || onlyAsks.MatchString(plain)
		}
	case s.scope != "" && !year.MatchString(plain) && !strings.Contains(plain, language.FoldString(s.scope)):
		p.Whole, p.Leaning = s.scope+bare(said), s.dated
	}
	return p
}

// bare returns a question without the words that link it to the one before.
func bare(said string) string {
	f := newFolded(said)
	if at := links.FindStringIndex(f.plain); at != nil {
		return f.cut(at[1], len(f.plain))
	}
	return said
}

// next returns the subject after another question.
func (s subject) next(said string) subject {
	f := newFolded(said)
	if !language.IsChinese(f.plain) {
		return subject{}
	}
	if subjectless(f.plain) {
		if match := acted.FindStringSubmatchIndex(f.plain); match != nil && s.topic == "" {
			return subject{topic: strings.TrimRight(f.cut(match[2], match[3]), "，,的")}
		}
		return s
	}
	match := topical.FindStringSubmatchIndex(f.plain)
	if match == nil {
		return s
	}
	end := match[3]
	if at := happened.FindStringIndex(f.plain[:end]); at != nil && at[0] > 0 {
		end = at[0]
	}
	topic := strings.TrimRight(f.cut(0, end), "，, ")
	if at := event.FindStringSubmatchIndex(f.plain); at != nil && at[3] == match[3] && !opensVerb.MatchString(f.plain[at[4]:]) {
		topic += f.cut(at[4], at[5])
	}
	if utf8.RuneCountInString(topic) > longSubject {
		return subject{}
	}
	next := subject{topic: topic}
	if at := year.FindStringSubmatchIndex(f.plain[:end]); at != nil {
		next.scope, next.dated = strings.TrimSuffix(f.cut(at[2], at[3]), "的")+"的", true
	} else if at := owner.FindStringSubmatchIndex(f.plain[:end]); at != nil {
		next.scope = f.cut(0, at[1])
	}
	return next
}
