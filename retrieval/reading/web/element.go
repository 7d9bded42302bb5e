package web

import (
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"

	"golang.org/x/net/html"
)

// inside returns what holds within an element: what held around it, and what its own tag adds.
func (h *reader) inside(around element, t html.Token) element {
	e := around
	e.name, e.data = t.Data, false
	switch t.Data {
	case "script":
		e.hidden, e.data = true, attribute(t, "type") == "application/ld+json"
	case "style", "head", "title", "template", "noscript", "noembed", "noframes", "iframe", "svg", "object", "video", "audio", "canvas", "datalist", "textarea", "rp":
		e.hidden = true
	case "body", "html":
		e.hidden = false
		return e
	case "h1", "h2", "h3", "h4", "h5", "h6":
		e.level = int(t.Data[1] - '0')
	case "li", "dd", "dt", "figcaption", "caption", "address", "summary":
		e.fixed = true
	case "pre", "listing", "xmp", "plaintext":
		e.pre, e.fixed = true, e.fixed || h.open["code"] > 0
	case "b", "strong":
		e.bold = true
	case "a":
		e.link = attribute(t, "href") != ""
	case "main", "article":
		e.body = true
		if e.aside == manuscript.Navigation && h.open["nav"]+h.open["header"]+h.open["footer"]+h.open["aside"] == 0 {
			e.aside = ""
		}
	}
	if e.aside == "" {
		e.aside = h.aside(e, t)
	}
	return e
}

// aside returns why the words of an element are no prose; "" if they may be.
func (h *reader) aside(e element, t html.Token) string {
	if h.rules == noRules || e.hidden {
		return ""
	}
	switch t.Data {
	case "nav":
		return manuscript.Navigation
	case "header", "footer", "aside":
		if !e.body {
			return manuscript.Navigation
		}
	case "button", "select", "option":
		return "form"
	}
	switch attribute(t, "role") {
	case "navigation", "search", "menu", "menubar", "banner", "contentinfo":
		return manuscript.Navigation
	case "dialog", "alertdialog":
		return "form"
	}
	if isHiddenBy(t) {
		return "hidden"
	}
	list := t.Data == "ul" || t.Data == "ol" || t.Data == "form" // what no article stands in
	if h.rules < allRules && !list {
		return ""
	}
	switch t.Data {
	case "div", "section", "ul", "ol", "p", "span", "table", "td", "form", "dl", "aside", "footer":
		if why := asideOfClass(attribute(t, "class") + " " + attribute(t, "id")); why != "" {
			return why
		}
	}
	if h.main && !e.body && isBlock(t.Data) {
		return manuscript.Navigation
	}
	return ""
}

func isHiddenBy(t html.Token) bool {
	style := strings.ReplaceAll(strings.ToLower(attribute(t, "style")), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
}

// asideOfClass does the same by the words that authors of pages name such parts by.
func asideOfClass(classes string) string {
	for class := range strings.FieldsSeq(classes) {
		for _, word := range classWords(class) {
			switch word {
			case "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "sidebar", "footer", "pagination", "pager", "toolbar":
				return manuscript.Navigation
			case "cookie", "cookies", "consent", "gdpr":
				return "cookie notice"
			case "share", "sharing", "social", "bdsharebuttonbox":
				return "share links"
			case "related", "recommend", "recommended", "recommendations":
				return "related articles"
			case "ad", "ads", "advert", "advertisement", "sponsored":
				return "advertisement"
			case "comments", "disqus":
				return "comments"
			}
		}
	}
	return ""
}

// classWords cuts the name of a class into its words, at hyphens and at capitals. A name that begins with a word such as
// "has" or "no" describes the page and not the part, and so has none.
func classWords(class string) []string {
	var words []string
	from := 0
	for i, r := range class {
		if i > from && (unicode.IsUpper(r) && !unicode.IsUpper(rune(class[i-1])) || strings.ContainsRune("-_:", r)) {
			words = append(words, strings.ToLower(strings.Trim(class[from:i], "-_:")))
			from = i
		}
	}
	words = append(words, strings.ToLower(strings.Trim(class[from:], "-_:")))
	switch words[0] {
	case "has", "no", "with", "without", "is", "not":
		return nil
	}
	return words
}

const (
	// minLinks is how many links in one line, or how many lines of nothing but links, make a menu.
	minLinks = 3
	// maxLink is the width of the longest link in a menu.
	maxLink = 60
)

// menus sets aside menus that are not marked as such: lines of links one below another, outside of the main part.
func (h *reader) menus(m *manuscript.Manuscript) {
	if h.rules == noRules {
		return
	}
	lines := strings.Split(m.Text, "\n")
	for i := 0; i < len(lines); {
		j := i
		for j < len(lines) && h.linked[j] && line.Width(lines[j]) <= maxLink {
			j++
		}
		for k := i; k < j && j-i >= minLinks; k++ {
			if m.Marks[k].Aside == "" {
				m.Marks[k].Aside = manuscript.Links
			}
		}
		i = max(j, i+1)
	}
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// isMetadata reports whether an element may stand in the head of a page; any other element ends it.
func isMetadata(name string) bool {
	switch name {
	case "title", "meta", "link", "script", "style", "base", "noscript", "template":
		return true
	}
	return false
}

func isCell(name string) bool { return name == "td" || name == "th" }

// isBlock reports whether a browser begins a line before and after an element.
func isBlock(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
		"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
		"hgroup", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "option", "p", "plaintext", "pre",
		"search", "section", "select", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul", "xmp":
		return true
	}
	return false
}
