package web

import (
	"cmp"
	"regexp"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"

	"golang.org/x/net/html"
)

// head is what a page says of itself, most of it in its head element.
type head struct {
	title     string
	closed    bool // the title was read: further ones belong to pictures
	headline  string
	site      string
	lang      string
	published string
	other     string // a date that may not be that of the page
}

// tag reads what a tag says of the page.
func (h *head) tag(t html.Token) {
	switch t.Data {
	case "html":
		h.lang = cmp.Or(h.lang, attribute(t, "lang"), attribute(t, "xml:lang"))
	case "time":
		h.other = cmp.Or(h.other, line.FirstDate(attribute(t, "datetime")))
	case "meta":
		h.meta(strings.ToLower(attribute(t, "property")+attribute(t, "name")+attribute(t, "itemprop")), attribute(t, "content"))
	}
}

func (h *head) meta(name, content string) {
	switch name {
	case "og:title":
		h.headline = content
	case "og:site_name":
		h.site = content
	case "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish_date",
		"publication_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "citation_publication_date",
		"citation_date", "parsely-pub-date", "weibo:article:create_at":
		h.published = cmp.Or(h.published, line.FirstDate(content))
	}
}

var published = regexp.MustCompile(`"datePublished"\s*:\s*"([^"]{4,40})"`)

// data reads a script of data for search engines.
func (h *head) data(script string) {
	if found := published.FindStringSubmatch(script); found != nil {
		h.published = cmp.Or(h.published, line.FirstDate(found[1]))
	}
}

// give hands what was found to the manuscript.
func (h *head) give(m *manuscript.Manuscript) {
	m.Title = strings.Join(strings.Fields(cmp.Or(h.headline, h.title)), " ")
	if h.site != "" {
		if title, ok := strings.CutSuffix(m.Title, h.site); ok && strings.TrimRight(title, " -_|–—·") != "" {
			m.Title = strings.TrimRight(title, " -_|–—·")
		}
	}
	m.Lang = h.lang
	m.Date, m.Published = cmp.Or(h.published, h.other), h.published != ""
}
