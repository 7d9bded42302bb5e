package followup

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A Chinese name has no capitals. It is recognised by a surname at the right place and by what stands beside it: a
// title before (市委书记陈吉宁), something that people do after (陈吉宁指出), or both neighbours of a list (、李强、).
// Doubt means no name: 金融 begins with a surname as well. Rare surnames that are everyday little words (和, 时) are left out.
const surnames = `赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳` +
	`鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋庞熊纪舒` +
	`屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左` +
	`石崔吉龚程邢裴陆荣翁荀羊甄封芮储靳邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬班仰秋仲伊宫宁仇栾甘厉武符刘景詹束龙叶幸司韶黎薄` +
	`印白怀蒲鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰雍桑桂牛寿通边扈燕冀尚农温别庄晏柴瞿阎闫充慕连茹习艾鱼容` +
	`向古易慎戈廖庾终衡耿满弘匡国文寇广禄阙东欧殳沃蔚越隆师巩聂晁勾敖融冷辛阚简饶曾沙养鞠须丰关蒯查荆红游竺权盖益桓公尧` +
	`信朴仝付代佟涂肖闫冼覃邸`

const doubleSurnames = `欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|端木|夏侯|南宫|长孙|宇文`

const titles = `书记|主席|市长|省长|县长|区长|镇长|部长|局长|处长|主任|总理|总统|委员|代表|校长|院长|教授|博士|同志|董事长|总裁|经理|` +
	`记者|作家|诗人|将军|领导|导演|演员|船长|皇帝|国王|大使|发言人|负责人`

const deeds = `指出|强调|说|表示|认为|介绍|主持|出席|参加|参观|考察|陪同|会见|来到|前往|听取|同志|先生|女士|教授|认真|结合|仔细|等|先后|近日|随后`

var (
	startsName  = regexp.MustCompile(`^(?:` + doubleSurnames + `|[` + surnames + `])`)
	startsDeed  = regexp.MustCompile(`^(?:` + deeds + `|[是在的了和与对被把去到有做当]|什么|为什么|怎么|哪|何时|[^\p{Han}]|$)`)
	doubleStart = regexp.MustCompile(`^(?:` + doubleSurnames + `)`)
)

// isPerson reports whether an utterance is a person's name and nothing else. What the texts hold must stand there as a
// person; what they do not hold is one by its form: a surname and two characters.
func isPerson(u utterance, known evidence) bool {
	if n := len(u.runes); n < 2 || n > 4 || !startsName.MatchString(u.text) || isPlace(u) {
		return false
	}
	if known.has(u.text) {
		return known.person(u.text)
	}
	return len(u.runes) == 3 || doubleStart.MatchString(u.text)
}

// person reports whether the texts have the name where only a person stands.
func (e evidence) person(name string) bool {
	quoted := regexp.QuoteMeta(name)
	return regexp.MustCompile(`(?:` + titles + `)` + quoted + `|` + quoted + `(?:` + deeds + `)|、` + quoted + `[、等，,。]`).MatchString(string(e))
}

// persons returns the people that an utterance names, in order.
func persons(u utterance, known evidence) []span {
	var found []span
	for _, start := range nameStarts(u) {
		if len(found) > 0 && start.at < found[len(found)-1].to {
			continue
		}
		if n := nameLength(string(u.folded[start.at:]), start.titled, known); n > 0 {
			found = append(found, span{start.at, start.at + n})
		}
	}
	return found
}

type nameStart struct {
	at     int
	titled bool // a title stands before it
}

// nameStarts returns the places where a name may begin: after a title, a mark, a little word or a question word.
func nameStarts(u utterance) []nameStart {
	var starts []nameStart
	for at := range u.folded {
		before := string(u.folded[max(0, at-4):at])
		switch {
		case endsTitle.MatchString(before):
			starts = append(starts, nameStart{at, true})
		case endsPart.MatchString(before):
			starts = append(starts, nameStart{at, false})
		}
	}
	return starts
}

var (
	endsTitle = regexp.MustCompile(`(?:` + titles + `)$`)
	endsPart  = regexp.MustCompile(`(?:^|[^\p{Han}]|[的了是在和与对被把同跟由及让请]|陪同|会见|听取)$`)
)

// nameLength returns how many characters of the text are the name that it begins with, 0 where it begins with none.
func nameLength(text string, titled bool, known evidence) int {
	text = string([]rune(text)[:min(12, utf8.RuneCountInString(text))])
	chars := []rune(hanRun.FindString(text))
	if titled && len(chars) >= 2 && len(chars) <= 4 && askingWord.FindString(string(chars)) == "" && !startsName.MatchString(text) {
		return len(chars) // a rare surname, but nothing else stands between a title and a mark
	}
	if !startsName.MatchString(text) {
		return 0
	}
	lengths := []int{2, 3}
	if doubleStart.MatchString(text) {
		lengths = []int{3, 4}
	}
	for _, n := range lengths {
		if len(chars) < n {
			continue
		}
		name, rest := string(chars[:n]), strings.TrimPrefix(text, string(chars[:n]))
		if startsDeed.MatchString(rest) && !namedPlace.MatchString(name) && (titled || !known.has(name) || known.person(name)) {
			return n
		}
		if n == lengths[1] && known.person(name) {
			return n
		}
	}
	return 0
}

var hanRun = regexp.MustCompile(`^\p{Han}*`)
