package markup

import "strings"

// HTML returns the text as Telegram's HTML has it: only tags that it knows, all of them closed, and its four characters
// escaped. What is empty leaves no tag.
func (n Node) HTML() string {
	var b strings.Builder
	n.html(&b)
	return b.String()
}

func (n Node) html(b *strings.Builder) {
	if n.length() == 0 {
		return
	}
	open, shut := n.tags()
	b.WriteString(open)
	b.WriteString(escaped.Replace(n.text))
	for _, child := range n.children {
		child.html(b)
	}
	b.WriteString(shut)
}

// escaped writes the characters that mean something in Telegram's HTML.
var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func (n Node) tags() (open, shut string) {
	switch n.kind {
	case bold:
		return "<b>", "</b>"
	case italic:
		return "<i>", "</i>"
	case link:
		return `<a href="` + escaped.Replace(n.url) + `">`, "</a>"
	case quote:
		return "<blockquote>", "</blockquote>"
	case expandable:
		return "<blockquote expandable>", "</blockquote>"
	}
	return "", ""
}
