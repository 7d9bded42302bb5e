package several

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// subject is what the questions of a message are about so far.
type subject struct {
	topic string // 2024年的专题会
	scope string // what a question with a subject of its own may share: a year at its beginning, or 合同的
	dated bool   // the scope is a date
}

var (
	// topical takes from a Chinese question what it is about: what stands before what is said of it.
	topical = pattern(`^(.+?)(?:<after topics>|谁|什么|哪|多少|多[久长大高远]|几|怎么|怎样|如何|为何|何时|何处)`)
	// happened is a verb at the end of a topic, with 了: 会议开了 多久.
	happened = pattern(`(?:(?:召开|举行|举办|持续|开始|结束|成立|发生|参加|出席|主持|发言|增长|下降|.)[了过]|一共|总共|共|分别|各自|到底|究竟|都|的)+$`)
	// acted is a question about who did something, with what it was done to.
	acted = pattern(`^(?:谁|哪位|哪些人|什么人)(?:<verbs>|<short verbs>|..?)[了过](.+?)[?？]*$`)
	// event is a question about when, where or why something happened; the second group is what happened (考察上海).
	event       = pattern(`^(.+?)(?:什么时[候间]|何时|哪一?[年天]|几月几[日号]|为什么|为何|怎么|如何|在哪里|在哪儿)(.{3,}?)(?:的|了)?[?？]*$`)
	opensVerb   = pattern(`^(?:<verbs>|<short verbs>[了过的])`)
	year        = regexp.MustCompile(`^(?:在)?((?:\d{4}|[一二三四五六七八九〇零]{4})年(?:度|版|的)?|今年|去年|前年|明年)`)
	owner       = regexp.MustCompile(`^(.{2,}?)的`)
	lacking     = pattern(`^(?:<before verbs>|[，,\s])*(?:<verbs>|<short verbs>[了过]?(?:谁|什么|哪|多|几|在|到)|<short verbs>[了过]|[能要会可得].+吗|谁|什么|哪|多少|多[久长大高远]|几|怎么|怎样|如何|为何|何时|何处)`)
	onlyAsks    = pattern(`^(?:<before verbs>|[，,\s])*(?:<verbs>|<short verbs>)?[了过]?(?:谁|什么时候|什么地方|哪里|哪儿|哪一?[年天]|多少[人钱次天年]?|多[久长大高远](?:时间)?|几[个位名次天年]?|为什么|怎么样?)[^\p{L}]*$`)
	longSubject = 24 // characters of a topic that is repeated; a longer one is a sentence of its own
)

// subjectless reports whether a Chinese question has no subject of its own.
func subjectless(plain string) bool { return lacking().MatchString(plain) }

// complete returns a question with the subject of those before it, where it has none; joined reports that it stands in one
// sentence with the one before.
func (s subject) complete(said string, joined bool) Part {
	p := Part{Said: said}
	plain := fold(said)
	switch {
	case !chinese(plain):
	case subjectless(plain):
		if s.topic != "" {
			p.Whole, p.Leaning = s.topic+bare(said), joined || onlyAsks().MatchString(plain)
		}
	case s.scope != "" && !year.MatchString(plain) && !strings.Contains(plain, fold(s.scope)):
		p.Whole, p.Leaning = s.scope+bare(said), s.dated
	}
	return p
}

// bare returns a question without the words that link it to the one before.
func bare(said string) string {
	f := newFolded(said)
	if at := links().FindStringIndex(f.plain); at != nil {
		return f.cut(at[1], len(f.plain))
	}
	return said
}

// next returns the subject after another question.
func (s subject) next(said string) subject {
	f := newFolded(said)
	if !chinese(f.plain) {
		return subject{}
	}
	if subjectless(f.plain) {
		if match := acted().FindStringSubmatchIndex(f.plain); match != nil && s.topic == "" {
			return subject{topic: strings.TrimRight(f.cut(match[2], match[3]), "，,的")}
		}
		return s
	}
	match := topical().FindStringSubmatchIndex(f.plain)
	if match == nil {
		return s
	}
	end := match[3]
	if at := happened().FindStringIndex(f.plain[:end]); at != nil && at[0] > 0 {
		end = at[0]
	}
	topic := strings.TrimRight(f.cut(0, end), "，, ")
	if at := event().FindStringSubmatchIndex(f.plain); at != nil && at[3] == match[3] && !opensVerb().MatchString(f.plain[at[4]:]) {
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
