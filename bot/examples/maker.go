package examples

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// maker makes questions of a form of sentence: where the pattern matches, the templates of question and answer are
// expanded as [regexp.Regexp.Expand] does.
type maker struct {
	pattern  *regexp.Regexp
	question string
	answer   string
}

// A question that does not fit a button is none: this many characters of Chinese, and of other languages.
const (
	longestChinese = 24
	longestOther   = 70
)

const (
	// clauseStart is where something said begins in Chinese.
	clauseStart = `(?:^|[。！？；;，,、：:”’」』\s])`
	// surnames are the most frequent ones of China; rarer ones only give fewer examples.
	surnames = `[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘蔡蒋蔣余于杜叶葉程苏蘇魏吕呂丁任沈姚卢盧傅钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫段雷龙龍史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常易华華信]`
	// offices are what somebody may be, as the end of a title.
	offices = `(?:书记|書記|主席|市长|市長|省长|省長|县长|縣長|部长|部長|局长|局長|主任|校长|校長|院长|院長|会长|會長|董事长|董事長|总经理|總經理|总裁|總裁|主编|主編|船长|船長|队长|隊長|总统|總統|总理|總理)`
	// saying are verbs that somebody's name stands before.
	saying = `(?:主持|出席|参加|參加|指出|强调|強調|表示|说|說|认为|認為|介绍|介紹|宣布|先后|先後|和|、|，|,|。)`

	// thing is what something is called, as far as form tells: without the particles that only longer phrases have.
	thing = `[^\P{Han}的了]{2,10}?`

	name = `[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+` // of a person, in English: two words at least
)

// makers are the forms that questions are made of, what makes the best ones first.
var makers = []maker{
	// “五个中心”: which are they? Answered only where a text lists exactly as many.
	{regexp.MustCompile(`[“‘「『]([二三四五六七八九十])([个個大项項])(\p{Han}{2,4})[”’」』]`), `${1}${2}${3}是哪${1}${2}？`, ``},
	// 江苏省委书记信长星、: who is that?
	{regexp.MustCompile(clauseStart + `(\p{Han}{1,7}[^副\P{Han}]` + offices + `)(` + surnames + `\p{Han}{1,2}?)` + saying), `${1}是谁？`, `${2}`},
	// “五个中心”是……的总体定位: what is it?
	{regexp.MustCompile(clauseStart + `[“‘「『](\p{Han}{2,8})[”’」』]是(\p{Han}{6,40})[，。；,;]`), `“${1}”是什么？`, `${2}`},
	// 29日下午，习近平到……考察。: when?
	{regexp.MustCompile(`(?:^|[。！？\s])(\d[\d年月日至 ]{1,14}(?:上午|下午|晚上?)?)[，,](\p{Han}{2,4}?)((?:前往|来到|來到|抵达|抵達|参观|參觀|出席|访问|訪問|到|在)\p{Han}{2,16})[，。；,;]`), `${2}什么时候${3}？`, `${1}`},
	// 城市不仅要有高度，更要有温度。
	{regexp.MustCompile(clauseStart + `(\p{Han}{2,6}(?:不仅|不僅|不但)(要?[有是能])\p{Han}{1,8})[，,](?:更|还|還|也|而且)要?[有是能](\p{Han}{1,8})[，。；,;]`), `${1}，还${2}什么？`, `${3}`},
	// 上海港有125个泊位。: how many?
	{regexp.MustCompile(clauseStart + `(\p{Han}{2,10}?(?:共有|设有|設有|拥有|擁有|约有|約有|达到|達到|超过|超過|有|达|達))(\d[\d.,]*[万萬亿億]?)(\p{Han}{1,6})[，。；,;]`), `${1}多少${3}？`, `${2}`},
	// 泰坦尼克号于1912年沉没: in which year?
	{regexp.MustCompile(clauseStart + `([\p{Han}\w]{2,10}(?:于|於|在))(\d{4}年)(\p{Han}{2,8})[，。；,;]`), `${1}哪一年${3}？`, `${2}`},
	// 泰坦尼克号建成于1911年。
	{regexp.MustCompile(clauseStart + `(` + thing + `)((?:成立|建立|创立|創立|建成|建|出生|生|去世|卒|发生|發生|始建|创办|創辦)[于於]) ?(\d{4} ?年)`), `${1}${2}哪一年？`, `${3}`},
	// 上海期货交易所位于浦东新区。: where?
	{regexp.MustCompile(clauseStart + `(` + thing + `)((?:位于|位於|坐落于|坐落於))(\p{Han}{2,16})[，。；,;]`), `${1}${2}哪里？`, `${3}`},
	// 肖贵玉主持会议。: who does?
	{regexp.MustCompile(clauseStart + `(` + surnames + `\p{Han}{1,2}?)((?:主持|发明|發明|创立|創立|创办|創辦|发现|發現|设计|設計|撰写|撰寫)(?:了)?\p{Han}{2,10})[，。；,;]`), `谁${2}？`, `${1}${2}`},
	// The captain was Edward Smith.
	{regexp.MustCompile(`(?:^|[.;] )(?:The|Her|His|Its|Their) ([a-z][a-z ]{2,40}) (was|is) (` + name + `)[.,;]`), `Who ${2} the ${1}?`, `${3}`},
	// Edward Smith was the captain of the Titanic.
	{regexp.MustCompile(`(?:^|[.;,] )(` + name + `) (was|is) (the [^.,;]{3,50})[.,;]`), `Who ${2} ${3}?`, `${1}`},
	// The tower was built in 1889.
	{regexp.MustCompile(`(?:^|[.;] )(The [^.,;]{3,40}|` + name + `) (was|were) (\w+ed|built|begun|written) [^.;]{0,60}?(?:in|on) ((?:\w+ \d{1,2}, |\d{1,2} \w+ )?\d{4})[.,; ]`), `When ${2} ${1} ${3}?`, `${4}`},
	// About 1,500 people were lost.
	{regexp.MustCompile(`(?:^|[.;,] )(?:About |Some |Nearly |More than )?(\d[\d,]*) ([a-z]+s|people) (were|are) ([^.,;]{3,40})[.,;]`), `How many ${2} ${3} ${4}?`, `${1}`},
	// Xi Jinping visited the exhibition, …
	{regexp.MustCompile(`(?:^|[.;,] )(` + name + `) (?:also )?(\w+ed) (the [^.,;]{8,50}?)(?: and [a-z]|[.,;])`), `Who ${2} ${3}?`, `${1}`},
}

// poor matches questions that no person would ask: what they begin with points at something said before or is a piece of
// a word, or they ask for a number of something that is compared.
var poor = regexp.MustCompile(`^(?:谁)?[的地得一直那这這此该該其它他她我你在从從而但也还還又就都并並及与與和或被把将將对對为為于於]|(?:超过|超過|超)多少|` +
	`(?:was|were|Who \w+) (?:When|While|After|Before|In|On|At|As|If|But|And|However|Since|Although|During|By|For) `)

// made returns what can be made of a paragraph.
func made(paragraph string) []candidate {
	var out []candidate
	for kind, m := range makers {
		for _, found := range m.pattern.FindAllStringSubmatchIndex(paragraph, -1) {
			question := string(m.pattern.ExpandString(nil, m.question, paragraph, found))
			longest := longestOther
			if isChinese(question) {
				longest = longestChinese
			}
			if utf8.RuneCountInString(question) > longest || poor.MatchString(question) {
				continue
			}
			question = strings.Replace(question, " The ", " the ", 1)
			if isTraditional(question) {
				question = traditional.Replace(question)
			}
			answer := string(m.pattern.ExpandString(nil, m.answer, paragraph, found))
			out = append(out, candidate{question: question, answer: strings.TrimSpace(answer), kind: kind})
		}
	}
	return out
}

// isTraditional tells whether a question holds a character that only traditional writing has.
func isTraditional(question string) bool {
	return strings.ContainsFunc(question, func(r rune) bool {
		return unicode.Is(unicode.Han, r) && language.Fold(r) != r
	})
}

// traditional writes the question words of the makers in traditional characters.
var traditional = strings.NewReplacer("谁", "誰", "什么", "什麼", "时候", "時候", "，还", "，還", "哪里", "哪裡")
