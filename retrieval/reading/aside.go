package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Why a line, or a piece of one, is no part of the prose.
const (
	asideDate       = "date"
	asideFront      = "front matter"
	asideHeadline   = "repeated headline"
	asideJump       = "jump line"
	asideLinks      = "links"
	asideNavigation = "navigation"
	asideNumber     = "page number"
	asideHeader     = "page header"
	asideRule       = "rule"
	asideMark       = "no words"
)

// isFurniture says whether something set aside belongs to the page and not to the text, so that prose runs on past it.
func isFurniture(why string) bool {
	return why == asideNumber || why == asideHeader || why == asideJump
}

// headLines is how many lines at the top of a text may hold its date.
const headLines = 8

// setAside marks the lines that are no prose, each by what it says alone; then those that only repetition gives away.
func (p *page) setAside() {
	p.cutPieces()
	for i := range p.lines {
		l := &p.lines[i]
		if l.aside != "" {
			continue
		}
		switch s := l.text(p.source); {
		case !hasWords(s):
			l.aside = asideMark
			if l.width >= 3 {
				l.aside = asideRule
			}
		case l.width > longHeadline:
			if isLinks(s) {
				l.aside = asideLinks
			}
		case isPageNumber(s):
			l.aside = asideNumber
		case i < headLines && isStamp(s):
			l.aside = asideDate
		case isNavigation(s):
			l.aside = asideNavigation
		case isLinks(s):
			l.aside = asideLinks
		}
	}
	p.bareNumbers()
	p.repeatedTitle()
	p.pageHeaders()
}

// hasWords says whether a line says anything: letters, digits, or the punctuation of a sentence that was cut from it.
func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || r > 0x7f && unicode.IsPunct(r) && !strings.ContainsRune("—–―…·•※", r)
	})
}

// isPageNumber knows the dressed forms: - 3 -, 第3页 共10页, Page 3 of 10.
func isPageNumber(s string) bool {
	bare := strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-—–·•~", r) })
	if len(bare) > 40 {
		return false
	}
	dressed := bare != s
	var rest string
	switch lower := strings.ToLower(bare); {
	case strings.HasPrefix(lower, "page "):
		rest, dressed = strings.Replace(lower[len("page "):], "of", "", 1), true
	case strings.HasPrefix(bare, "第") && strings.Contains(bare, "页"), strings.HasPrefix(bare, "第") && strings.Contains(bare, "頁"):
		rest, dressed = strings.NewReplacer("第", "", "共", "", "页", "", "頁", "", "/", "", "，", "").Replace(bare), true
	default:
		rest = bare
	}
	return dressed && isDigits(strings.ReplaceAll(rest, " ", ""))
}

func isDigits(s string) bool {
	return s != "" && len(s) <= 8 && strings.Trim(s, "0123456789") == ""
}

// bareNumbers takes lone numbers for page numbers where they count on from one to the next, with text between.
func (p *page) bareNumbers() {
	before, value := -1, -1
	for i := range p.lines {
		l := &p.lines[i]
		if l.aside != "" || l.width > 4 || !isDigits(l.text(p.source)) || !p.standsAlone(i) {
			continue
		}
		n, _ := arabic(l.text(p.source))
		if before >= 0 && n == value+1 && i > before+1 {
			p.lines[before].aside, l.aside = asideNumber, asideNumber
		}
		before, value = i, n
	}
}

func (p *page) standsAlone(i int) bool {
	return p.lines[i].gap && (i+1 == len(p.lines) || p.lines[i+1].gap)
}

// repeatedTitle marks what says the first headline again. What stands between the two, before any prose, is what a web
// page has there: navigation.
func (p *page) repeatedTitle() {
	first := 0
	for first < len(p.lines) && p.lines[first].aside != "" {
		first++
	}
	if first == len(p.lines) || !p.isHeadline(p.lines[first]) || p.lines[first].width < 8 {
		return
	}
	title := p.lines[first].text(p.source)
	prose := false
	for i := first + 1; i < len(p.lines); i++ {
		l := &p.lines[i]
		if l.end-l.start != len(title) || l.text(p.source) != title {
			prose = prose || !p.isHeadline(*l)
			continue
		}
		l.aside = asideHeadline
		if p.isPageEnd(i) {
			l.aside = asideHeader
		}
		if !prose {
			for j := first + 1; j < i; j++ {
				if p.lines[j].aside == "" {
					p.lines[j].aside = asideNavigation
				}
			}
		}
	}
}

// leastHeaders is how often a line must come back at page ends to be a page header.
const leastHeaders = 3

// pageHeaders marks headlines that come back again and again where a page ends: beside its number or a form feed.
func (p *page) pageHeaders() {
	at := map[string][]int{}
	for i, l := range p.lines {
		if l.aside == "" && l.gap && l.width <= longHeadline && p.isPageEnd(i) && p.isHeadline(l) {
			at[l.text(p.source)] = append(at[l.text(p.source)], i)
		}
	}
	for _, lines := range at {
		if len(lines) >= leastHeaders {
			for _, i := range lines {
				p.lines[i].aside = asideHeader
			}
		}
	}
}

func (p *page) isPageEnd(i int) bool {
	return p.lines[i].feed || i > 0 && p.lines[i-1].aside == asideNumber ||
		i+1 < len(p.lines) && (p.lines[i+1].feed || p.lines[i+1].aside == asideNumber)
}

// isNavigation says whether a line consists of the words of a site's menus only, is the trail of a page in its site, or
// a link to another page.
func isNavigation(s string) bool {
	for _, label := range []string{"当前位置", "您的位置", "您现在的位置", "上一篇：", "下一篇：", "上一篇:", "下一篇:", "當前位置", "You are here:"} {
		if strings.HasPrefix(s, label) {
			return true
		}
	}
	if home, _, ok := strings.Cut(s, ">"); ok && isMenu(strings.TrimSpace(home)) {
		return true
	}
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return unicode.IsSpace(r) && r != ' ' || strings.ContainsRune("|>»›/·｜＞[]【】", r)
	}) {
		if w = strings.TrimSpace(w); w != "" && !isMenu(w) && !allMenu(w) {
			return false
		}
		n++
	}
	return n > 0
}

func isMenuBar(r rune) bool {
	return unicode.IsSpace(r) && r != ' ' || strings.ContainsRune("|>»›/·｜＞[]【】", r)
}

func allMenu(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !isMenu(w) {
			return false
		}
	}
	return true
}

// longMenu is how many bytes the longest of these words has, and some.
const longMenu = 24

func isMenu(word string) bool {
	if len(word) > longMenu {
		return false
	}
	switch strings.ToLower(word) {
	case "首页", "首頁", "网站首页", "返回首页", "返回", "返回列表", "返回顶部", "回到顶部", "上一页", "下一页", "上一篇", "下一篇", "上一章", "下一章", "目录页",
		"最新信息", "最新资讯", "最新消息", "最新文章", "最新新闻", "热门文章", "热门推荐", "热点推荐", "热门资讯", "推荐阅读", "相关阅读", "相关文章", "相关新闻", "相关推荐", "相关链接", "猜你喜欢",
		"点击排行", "阅读排行", "更多", "更多>>", "查看更多", "阅读全文", "分享", "分享到", "分享到：", "微信", "微博", "qq空间", "收藏", "打印", "打印本页", "关闭", "关闭窗口", "关闭本页", "字号", "大", "中", "小",
		"登录", "注册", "登录注册", "搜索", "网站地图", "联系我们", "关于我们", "友情链接", "设为首页", "加入收藏",
		"home", "menu", "search", "login", "log in", "sign in", "sign up", "register", "subscribe", "newsletter", "share", "tweet", "print", "sitemap", "site map",
		"next", "previous", "next page", "previous page", "back to top", "skip to content", "skip to main content", "read more", "related articles", "contact us", "about us", "privacy policy", "terms of use", "terms of service":
		return true
	}
	return false
}

// isLinks says whether a line consists of addresses and names of web files only.
func isLinks(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if !isLink(w) {
			return false
		}
		n++
	}
	return n > 0
}

func isLink(w string) bool {
	if strings.HasPrefix(w, "http://") || strings.HasPrefix(w, "https://") || strings.HasPrefix(w, "www.") {
		return true
	}
	i := strings.LastIndexByte(w, '.')
	if i <= 0 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(w); isHan(r) {
		return false
	}
	switch w[i+1:] {
	case "xml", "html", "htm", "shtml", "php", "asp", "aspx", "jsp":
		return true
	}
	return false
}
