package followup

import (
	"regexp"
	"strings"
)

// inName exchanges a name of the question for the fragment, where it is of the same kind beyond doubt.
func (f fragment) inName(q utterance, known evidence) (string, bool) {
	if !f.chinese() {
		return f.inCapitals(q)
	}
	if r, by, ok := f.place(q, known); ok {
		return q.with(r, by), true
	}
	if r, ok := f.office(q); ok {
		return q.with(r, f.raw(f.whole())), true
	}
	if isPerson(f.utterance, known) {
		if people := persons(q, known); len(people) > 0 {
			return q.with(people[0], f.raw(f.whole())), true
		}
		if who := q.first(whoIs); who != nil {
			return q.with(who[1], f.raw(f.whole())), true
		}
		return "", false
	}
	if isPlace(f.utterance) {
		return "", false
	}
	if r, ok := f.fitting(q, known); ok {
		return agreeing(q, r, f.utterance), true
	}
	if r, ok := f.sameEnding(q); ok {
		return agreeing(q, r, f.utterance), true
	}
	return "", false
}

// whoIs matches a question after a person, with what it calls him: a fragment that names a person stands for that.
var whoIs = regexp.MustCompile(`^(?:请问|那么|那)?(\p{Han}+?)是(?:谁|什么人|何人)[\s?？]*$`)

// office returns the title in the question that the fragment, a title, stands for. One that names its level (市长) stands
// for the whole of 市委书记, one that does not (主任) for 书记 alone.
func (f fragment) office(q utterance) (span, bool) {
	mine, theirs := f.first(wholeOffice), q.first(anyOffice)
	if mine == nil || theirs == nil {
		return span{}, false
	}
	r := theirs[0]
	if mine[1].from < 0 && theirs[1].from >= 0 {
		r = theirs[2]
	}
	return r, q.plain(r) != f.text
}

// The groups are the level, what it has of offices, and an office without a level.
const (
	officeNames = `书记|主席|部长|局长|处长|主任|总理|总统|校长|院长|董事长|总裁|经理|发言人|负责人`
	office      = `([省市县区镇乡州]委?)(副?(?:` + officeNames + `|长))|(副?(?:` + officeNames + `))`
)

var (
	anyOffice   = regexp.MustCompile(office)
	wholeOffice = regexp.MustCompile(`^(?:` + office + `)$`)
)

// place returns the place in the question that the fragment, a place, stands for, and by what it is exchanged. 江苏省 and
// 江苏 stand for each other with or without what they are, and the texts may know that what is one's 市委 is the other's
// 省委.
func (f fragment) place(q utterance, known evidence) (r span, by string, ok bool) {
	mine := f.first(wholePlace)
	if mine == nil {
		return span{}, "", false
	}
	best := -1
	for _, p := range places(q) {
		name, kind := p[0], p[1]
		candidate, with := name, f.raw(f.whole())
		after := span{name.to, min(name.to+longestNeighbour, len(q.runes))}
		if kind.length() > 0 {
			after = span{kind.to, min(kind.to+longestNeighbour, len(q.runes))}
			switch {
			case mine[2].length() > 0:
				candidate = span{name.from, kind.to}
			case !known.has(f.text + q.plain(kind)):
				if other := f.kindBefore(q.plain(after), known); other != "" {
					candidate, with = span{name.from, kind.to}, with+other
				}
			}
		}
		if score := known.follows(f.text, q.plain(after)); score > best {
			best, r, by, ok = score, candidate, with, true
		}
	}
	return r, by, ok
}

// kindBefore returns what the texts put between the fragment and what follows, if that is what kind of place it is.
func (f fragment) kindBefore(after string, known evidence) string {
	for _, kind := range strings.Split("省 市 县 区 州", " ") {
		if known.follows(f.text+kind, after) >= shortestNeighbour {
			return kind
		}
	}
	return ""
}

// placeNames are the names that a Chinese question most often has: provinces, large cities, parts of the country,
// countries; any other is recognised by what it is (省, 市, …). A dictionary would find more; this is what needs none.
const placeNames = `内蒙古|黑龙江|北京|上海|天津|重庆|河北|山西|辽宁|吉林|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|` +
	`四川|贵州|云南|陕西|甘肃|青海|台湾|广西|西藏|宁夏|新疆|香港|澳门|石家庄|太原|呼和浩特|沈阳|大连|长春|哈尔滨|南京|苏州|` +
	`无锡|常州|南通|徐州|杭州|宁波|温州|绍兴|嘉兴|合肥|芜湖|福州|厦门|泉州|南昌|济南|青岛|烟台|郑州|洛阳|武汉|长沙|广州|深圳|` +
	`珠海|佛山|东莞|南宁|海口|三亚|成都|贵阳|昆明|拉萨|西安|兰州|西宁|银川|乌鲁木齐|台北|高雄|浦东|临港|虹桥|` +
	`长江|黄河|珠江|淮河|黄浦江|太湖|长三角|珠三角|京津冀|粤港澳大湾区|大湾区|东北|华北|华东|华南|西南|西北|中国|美国|英国|法国|德国|日本|韩国|朝鲜|俄罗斯|` +
	`印度|巴西|加拿大|澳大利亚|意大利|西班牙|葡萄牙|荷兰|瑞士|瑞典|挪威|芬兰|丹麦|波兰|乌克兰|土耳其|埃及|南非|墨西哥|阿根廷|` +
	`新加坡|马来西亚|泰国|越南|印度尼西亚|菲律宾|巴基斯坦|伊朗|以色列|沙特|欧洲|亚洲|非洲|北美洲?|南美洲?|欧盟|东盟`

const placeKinds = `自治区|特别行政区|新区|省|市|县|区|州|镇|乡|国`

var (
	namedPlace = regexp.MustCompile(`(` + placeNames + `)(` + placeKinds + `)?`)
	kindPlace  = regexp.MustCompile(`^(\p{Han}{2,4}?)(` + placeKinds + `)`)
	wholePlace = regexp.MustCompile(`^(` + placeNames + `|\p{Han}{2,6}?)(` + placeKinds + `)$|^(?:` + placeNames + `)()$`)
)

// isPlace reports whether an utterance is the name of a place and nothing else.
func isPlace(u utterance) bool { return u.first(wholePlace) != nil }

// places returns the places of an utterance in order: each by its name and its kind, which may be empty.
func places(u utterance) [][2]span {
	var found [][2]span
	for _, match := range u.all(namedPlace) {
		p := [2]span{match[1], match[2]}
		if p[1].from < 0 {
			p[1] = span{p[0].to, p[0].to}
		}
		found = append(found, p)
	}
	if len(found) > 0 {
		return found
	}
	for _, segment := range u.segments() {
		part := newUtterance(u.raw(segment))
		if match := part.first(kindPlace); match != nil {
			at := func(r span) span { return span{segment.from + r.from, segment.from + r.to} }
			found = append(found, [2]span{at(match[1]), at(match[2])})
		}
	}
	return found
}

// IsPlace reports whether a phrase is the name of a place and nothing else.
func IsPlace(phrase string) bool { return isPlace(newUtterance(phrase)) }
