package retrieval

import (
	"regexp"
	"strings"
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

// holdsKind tells whether it holds something that the pattern matches and the question does not say.
func (q question) holdsKind(kind *regexp.Regexp, quoted string) bool {
	for rest := quoted; ; {
		at := kind.FindStringIndex(rest)
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
var typePatterns = map[asked]*regexp.Regexp{
	year: either(yearForms),
	time: either(yearForms, `\d{1,4}\s*[月日]|[一二三四五六七八九十]{1,3}[月日]|世纪|年[前间底初末]|年代|[万亿]年|[今去前次明]年|[春夏秋冬昨今明][天日季]|[早晚]上|[上下]午|[唐宋元明清汉秦晋隋][代朝末初]|时期|\d{1,2}[:：]\d{2}|\d{1,2}[时点]`,
		`January|February|March|April|May|June|July|August|September|October|November|December`,
		`(?i:centur(?:y|ies)|\b(?:years?|days?) ago\b|\b(?:spring|summer|autumn|winter|yesterday|today|reign|era|[a-z]+day)\b)|\b\d{1,2}(?:st|nd|rd|th)\b`),
	duration: either(`[\d半一二两三四五六七八九十百千]+\s*多?个?(?:半)?(?:小时|天|年|月|周|星期|分钟|世纪)|亿年|年半|直到|至今|[零一二两三四五六七八九十]+个月`,
		`(?i:\b(?:\d+|`+numberWords+`|several|many|few|half an?|an?) (?:hours?|days?|weeks?|months?|years?|minutes?|decades?|centur))`,
		`(?i:\buntil\b|\bcentur(?:y|ies)\b)|\b\d{4} (?:to|and) \d{4}\b`),
	number: either(`\d[\d.,]*\s?\p{Han}?`,
		`(?:[二三四五六七八九十百千万亿两]|[一二三四五六七八九十百千万亿两]{2,})[多余来几]?\s?(?:[`+measures+`]|小时|分之|公[里斤顷尺]|平方|海里|英[里尺寸镑]|[厘毫]米|摄氏)`,
		`一(?:`+units+`)|没有一|无一|[一过]半`,
		`(?i:\b(?:`+numberWords+`|dozens?|hundreds|thousands|millions|billions|half|quarter|twice|none)\b)`),
	person: either(`\p{Han}·\p{Han}`, title+surname+`\p{Han}`, surname+`\p{Han}{1,2}`+title,
		`[A-Z][\p{Ll}'’-]+ (?:[A-Z]\. |de |van |von |of |the )?[A-Z][\p{Ll}'’-]+`,
		`(?:Mr|Mrs|Ms|Dr|King|Queen|President|Pope|Sir|Lord|General|Captain|Emperor|Prince|Saint|St)\.? [A-Z]`),
	money:  either(`[元角镑]|美金|\d\s*块|[一二两三四五六七八九十百千万]块|[$£€¥]`, `(?i:\b(?:dollars?|pounds?|euros?|yuan|pence|cents?|francs?|marks)\b)`),
	age:    either(`岁|高龄|年纪|\d{4}年`, `(?i:\b(?:aged?|years? old|born|birthday)\b|\byear-old\b|\bof \d{1,2}\b|\b\d{1,2} when\b)|\b\d{2,3}\b`),
	origin: either(`籍贯|祖籍|原籍|出生|[生来]自|生于|\p{Han}[省市县区国州]人|\p{Han}{2}人[，,。；（(]`),
}

func either(patterns ...string) *regexp.Regexp {
	return regexp.MustCompile(strings.Join(patterns, "|"))
}

const (
	// yearForms match a year, or a decade, as it is written in either language.
	yearForms = `\d{2,4}\s*年|[〇零一二三四五六七八九]{4}年|\b1\d{3}s?\b|\b20\d{2}s?\b|` +
		`\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Aa]round|[Ff]rom|AD|c\.) \d{3}\b|\b\d{1,5} ?(?:BC|BCE|BP|AD|CE)\b`
	numberWords = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion`
	measures    = `个位名次年天岁人种项条米吨元倍所家座只部支辆艘架栋篇本张件块场层类组队户对双株棵颗粒根枝片套台门口头匹斤克升尺寸角分钱间册卷页首幅回趟遍代级楼步句字批副` +
		`排行列成折秒夜里亩度` // what things are counted with
	units = `[元角岁吨斤米尺亩度倍成半]|公[里斤顷尺]|平方公?[里米]` // what a lone 一 is a number before; 一个 and 一种 seldom are
	title = `(?:主席|书记|[市省县区州部局会校院处所厅行社团队军]长|主任|总理|总统|总裁|委员|教授|博士|先生|女士|经理|记者|作家|诗人|国王|皇帝|女王|将军|教皇|医生|同志)`
	// surnames are the common Chinese ones; surname matches one of them.
	surnames = `李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范` +
		`金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤温康易信`
	surname = `[` + surnames + `]`
)
