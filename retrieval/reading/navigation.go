package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

// isNavigation reports whether a line consists of the words of a site's menus only, is the trail of a page in its site, or
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
	for w := range strings.FieldsFuncSeq(s, isMenuBar) {
		if w = strings.TrimSpace(w); w != "" && !isMenu(w) && !allMenu(w) {
			return false
		}
		n++
	}
	return n > 0
}

func isMenuBar(r rune) bool {
	switch r {
	case '|', '>', '»', '›', '/', '·', '｜', '＞', '[', ']', '【', '】':
		return true
	}
	return unicode.IsSpace(r) && r != ' '
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

// isLinks reports whether a line consists of addresses and names of web files only.
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
	if r, _ := utf8.DecodeRuneInString(w); line.IsHan(r) {
		return false
	}
	switch w[i+1:] {
	case "xml", "html", "htm", "shtml", "php", "asp", "aspx", "jsp":
		return true
	}
	return false
}
