package retrieval

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// answersKind tells whether a quote or paragraph holds the kind of thing that is asked for, a date or a number, other than
// the ones that the question names itself.
func (q question) answersKind(quoted string) bool {
	kind := typePatterns[q.asks]
	if kind == nil || q.asks == person {
		return true // a name may look like anything
	}
	return q.holdsKind(kind, quoted)
}

// kindPattern matches what a question of some kind asks for.
type kindPattern struct {
	pattern *regexp.Regexp
	marks   charset // whatever it matches has one of these, or of the titles
	titles  bool
}

// mayMatch tells whether the pattern may match some of s.
func (k *kindPattern) mayMatch(s string) bool { return k.marks.anyIn(s) || k.titles && titled(s) }

// titled tells whether s has a title of a person.
func titled(s string) bool {
	before := rune(0)
	for _, r := range s {
		if titleEnds.has(r) && titles[[2]rune{before, r}] {
			return true
		}
		before = r
	}
	return false
}

// holdsKind tells whether it holds something that the pattern matches and the question does not say.
func (q question) holdsKind(kind *kindPattern, quoted string) bool {
	if !kind.mayMatch(quoted) {
		return false
	}
	for rest := quoted; ; {
		at := kind.pattern.FindStringIndex(rest)
		if at == nil {
			return false
		}
		found := rest[at[0]:at[1]]
		if !strings.Contains(q.text, found) && !(q.asks == number && ofDate.MatchString(found)) {
			return true
		}
		rest = rest[at[1]:]
	}
}

// ofDate matches a number that is of a date: nobody asks for it by "how many".
var ofDate = regexp.MustCompile(`^(?:1\d{3}|20\d{2})\D?$|[年月日号世届]$`)

// kindNear tells whether a sentence that says, with title, headings and date, at least half as much of the question as the
// best one does has the kind of thing that is asked for.
func (q question) kindNear(j judgement, text string) bool {
	kind := typePatterns[q.asks]
	for i, s := range j.match.sentences {
		said := j.match.held[i].union(&j.context)
		if j.view.coverage(&said) >= j.situated/2 && q.holdsKind(kind, text[s.Start:s.End]) {
			return true
		}
	}
	return false
}

// typePatterns match what a question of that kind asks for. They are wide: what they miss counts against an answer that
// is there.
var typePatterns = map[asked]*kindPattern{
	year: kindOf(decimals+"年", yearForms),
	time: kindOf(decimals+letters+"月日纪年天季上午代朝末初期", yearForms, `\d{1,4}\s*[月日]|[一二三四五六七八九十]{1,3}[月日]|世纪|年[前间底初末]|年代|[万亿]年|[今去前次明]年|[春夏秋冬昨今明][天日季]|[早晚]上|[上下]午|[唐宋元明清汉秦晋隋][代朝末初]|时期|\d{1,2}[:：]\d{2}|\d{1,2}[时点]`,
		`January|February|March|April|May|June|July|August|September|October|November|December`,
		`(?i:centur(?:y|ies)|\b(?:years?|days?) ago\b|\b(?:spring|summer|autumn|winter|yesterday|today|reign|era|[a-z]+day)\b)|\b\d{1,2}(?:st|nd|rd|th)\b`),
	duration: kindOf(letters+"时天年月周期钟纪到今", `[\d半一二两三四五六七八九十百千]+\s*多?个?(?:半)?(?:小时|天|年|月|周|星期|分钟|世纪)|亿年|年半|直到|至今|[零一二两三四五六七八九十]+个月`,
		`(?i:\b(?:\d+|`+numberWords+`|several|many|few|half an?|an?) (?:hours?|days?|weeks?|months?|years?|minutes?|decades?|centur))`,
		`(?i:\buntil\b|\bcentur(?:y|ies)\b)|\b\d{4} (?:to|and) \d{4}\b`),
	number: kindOf(decimals+letters+"一二两三四五六七八九十百千万亿半", `\d[\d.,]*\s?\p{Han}?`,
		`(?:[二三四五六七八九十百千万亿两]|[一二三四五六七八九十百千万亿两]{2,})[多余来几]?\s?(?:[`+measures+`]|小时|分之|公[里斤顷尺]|平方|海里|英[里尺寸镑]|[厘毫]米|摄氏)`,
		`一(?:`+units+`)|没有一|无一|[一过]半`,
		`(?i:\b(?:`+numberWords+`|dozens?|hundreds|thousands|millions|billions|half|quarter|twice|none)\b)`),
	person: kindOfPerson("ABCDEFGHIJKLMNOPQRSTUVWXYZ·", `\p{Han}·\p{Han}`, title+surname+`\p{Han}`, surname+`\p{Han}{1,2}`+title,
		`[A-Z][\p{Ll}'’-]+ (?:[A-Z]\. |de |van |von |of |the )?[A-Z][\p{Ll}'’-]+`,
		`(?:Mr|Mrs|Ms|Dr|King|Queen|President|Pope|Sir|Lord|General|Captain|Emperor|Prince|Saint|St)\.? [A-Z]`),
	money:  kindOf(letters+"元角镑金块$£€¥", `[元角镑]|美金|\d\s*块|[一二两三四五六七八九十百千万]块|[$£€¥]`, `(?i:\b(?:dollars?|pounds?|euros?|yuan|pence|cents?|francs?|marks)\b)`),
	age:    kindOf(decimals+letters+"岁龄纪年", `岁|高龄|年纪|\d{4}年`, `(?i:\b(?:aged?|years? old|born|birthday)\b|\byear-old\b|\bof \d{1,2}\b|\b\d{1,2} when\b)|\b\d{2,3}\b`),
	origin: kindOf("籍生自人", `籍贯|祖籍|原籍|出生|[生来]自|生于|\p{Han}[省市县区国州]人|\p{Han}{2}人[，,。；（(]`),
}

func kindOf(marks string, patterns ...string) *kindPattern {
	return &kindPattern{regexp.MustCompile(strings.Join(patterns, "|")), charsetOf(marks), false}
}

func kindOfPerson(marks string, patterns ...string) *kindPattern {
	k := kindOf(marks, patterns...)
	k.titles = true
	return k
}

// titles are what title matches, each of two characters.
var titles, titleEnds = func() (map[[2]rune]bool, charset) {
	all, ends := map[[2]rune]bool{}, ""
	add := func(first, second rune) { all[[2]rune{first, second}], ends = true, ends+string(second) }
	for _, office := range strings.Split(offices, "|") {
		r := []rune(office)
		add(r[0], r[1])
	}
	for _, of := range heads {
		add(of, '长')
	}
	return all, charsetOf(ends)
}()

// charset is a set of characters that may say yes for one that is not in it, and never no for one that is.
type charset struct {
	ascii  [2]uint64
	others [32]uint64 // by their last bits
}

func charsetOf(characters string) (set charset) {
	for _, r := range characters {
		if r < utf8.RuneSelf {
			set.ascii[r>>6] |= 1 << (r & 63)
		} else {
			set.others[r>>6&31] |= 1 << (r & 63)
		}
	}
	return set
}

// anyIn tells whether some character of s may be in the set: soon seen, where a pattern takes a hundred times as long.
func (set *charset) anyIn(s string) bool {
	for _, r := range s {
		if set.has(r) {
			return true
		}
	}
	return false
}

func (set *charset) has(r rune) bool {
	if r < utf8.RuneSelf {
		return set.ascii[r>>6]&(1<<(r&63)) != 0
	}
	return set.others[r>>6&31]&(1<<(r&63)) != 0
}

const (
	decimals = "0123456789"
	letters  = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

const (
	// yearForms match a year, or a decade, as it is written in either language.
	yearForms = `\d{2,4}\s*年|[〇零一二三四五六七八九]{4}年|\b1\d{3}s?\b|\b20\d{2}s?\b|` +
		`\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Aa]round|[Ff]rom|AD|c\.) \d{3}\b|\b\d{1,5} ?(?:BC|BCE|BP|AD|CE)\b`
	numberWords = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion`
	measures    = `个位名次年天岁人种项条米吨元倍所家座只部支辆艘架栋篇本张件块场层类组队户对双株棵颗粒根枝片套台门口头匹斤克升尺寸角分钱间册卷页首幅回趟遍代级楼步句字批副` +
		`排行列成折秒夜里亩度` // what things are counted with
	units   = `[元角岁吨斤米尺亩度倍成半]|公[里斤顷尺]|平方公?[里米]` // what a lone 一 is a number before; 一个 and 一种 seldom are
	heads   = `市省县区州部局会校院处所厅行社团队军`              // what somebody is 长 of
	offices = `主席|书记|主任|总理|总统|总裁|委员|教授|博士|先生|女士|经理|记者|作家|诗人|国王|皇帝|女王|将军|教皇|医生|同志`
	title   = `(?:` + offices + `|[` + heads + `]长)`
	// surnames are the common Chinese ones; surname matches one of them.
	surnames = `李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范` +
		`金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤温康易信`
	surname = `[` + surnames + `]`
)
