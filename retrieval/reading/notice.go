package reading

import (
	"strings"

	"chuchu/retrieval/reading/line"
)

// longNotice is the width up to which a paragraph may be a notice: a few lines.
const longNotice = 400

// isByline reports whether a line says who wrote, edited or photographed something, or how to reach them. Such a line is
// prose, because people ask for the source, but never a headline, and never part of a sentence.
func isByline(s string) bool {
	bare := strings.TrimLeft(s, "（([【 \u3000")
	if _, n := line.LeadingDate(bare); n > 0 {
		bare = strings.TrimLeft(bare[n:], ")） \u3000")
	}
	for _, label := range []string{"来源", "文章来源", "稿源", "信息来源", "作者", "记者", "本报记者", "编辑", "责任编辑", "责编", "校对", "审核", "通讯员", "摄影", "供稿",
		"电话", "地址", "邮箱", "传真", "联系人", "网址", "发布", "来源于", "來源", "編輯", "記者", "電話", "Source", "Author", "Editor", "Email", "Tel", "Photo"} {
		if rest, ok := strings.CutPrefix(bare, label); ok && line.BeginsIn(rest, ":： \u3000/|") {
			return true
		}
	}
	return (strings.HasPrefix(bare, "By ") || strings.HasPrefix(bare, "by ")) && line.Width(bare) <= 60 && !strings.ContainsAny(bare, ",.") || isCaption(s)
}

// isCaption reports whether a paragraph ends as the caption of a photograph does: with who took it.
func isCaption(s string) bool {
	bare := strings.TrimRight(s, "）)。 ")
	for _, sign := range []string{" 摄", " 摄影", "摄影报道", " 供图", " 制图", "/摄", "/图", " 攝"} {
		if strings.HasSuffix(bare, sign) {
			return true
		}
	}
	return strings.HasSuffix(bare, "摄") && strings.Contains(bare, "记者")
}

// notices finds paragraphs about the site and not about its subject: disclaimers and notices of copyright.
func (p *page) notices() {
	under := false // the heading of a disclaimer stands above
	for _, d := range p.drafts {
		switch {
		case d.title || d.width > longNotice:
			under = false
		case d.kind == Heading:
			if under = isNoticeLabel(d.text); under {
				d.kind, d.why = Boilerplate, "disclaimer"
			}
		case isDisclaimer(d.text), under && isAboutSite(d.text):
			d.kind, d.why = Boilerplate, "disclaimer"
		case isCopyright(d.text):
			d.kind, d.why = Boilerplate, "copyright"
		}
	}
}

func isNoticeLabel(s string) bool {
	switch strings.ToLower(strings.Trim(s, "【】[]：:* ")) {
	case "免责声明", "免责申明", "免责条款", "版权声明", "版权申明", "特别声明", "特此声明", "免責聲明", "版權聲明", "disclaimer", "legal notice":
		return true
	}
	return false
}

// isDisclaimer reports whether a paragraph opens as a disclaimer, or speaks of the site and its rights.
func isDisclaimer(s string) bool {
	label, rest, ok := strings.Cut(strings.Replace(s, "：", ":", 1), ":")
	return ok && rest != "" && isNoticeLabel(label) || isAboutSite(s)
}

func isAboutSite(s string) bool {
	site, rights := 0, 0
	lower := strings.ToLower(s)
	for _, w := range []string{"本站", "本网", "本平台", "本公众号", "本網", "this site", "this website", "our site"} {
		site += count(strings.Contains(lower, w))
	}
	for _, w := range []string{"转载", "侵权", "版权", "删除", "免责", "不代表", "轉載", "侵權", "版權", "liable", "liability", "copyright", "responsib"} {
		rights += count(strings.Contains(lower, w))
	}
	return site > 0 && rights > 1
}

func isCopyright(s string) bool {
	lower := strings.ToLower(s)
	return strings.HasPrefix(lower, "copyright ") || strings.HasPrefix(s, "©") || strings.HasPrefix(s, "版权所有") || strings.HasPrefix(s, "版權所有") ||
		strings.Contains(lower, "all rights reserved") && line.Width(s) < longNotice/2
}
