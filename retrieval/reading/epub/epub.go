// Package epub reads books: archives of web pages.
package epub

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/web"
)

// Read reads a book. Its source is its words, a line for each paragraph, chapter after chapter in the order of reading. The
// title of a chapter that only the table of contents names stands above it as a line of its own.
func Read(content []byte) (*manuscript.Manuscript, error) {
	a, err := archive.Open(content)
	if err != nil {
		return nil, fmt.Errorf("not an EPUB, or damaged: %w", err)
	}
	if a.Has("META-INF/encryption.xml") && a.Has("META-INF/rights.xml") {
		return nil, errors.New("its text is encrypted")
	}
	var root string
	if err := a.Elements("META-INF/container.xml", func(e xml.StartElement, _ string) {
		if e.Name.Local == "rootfile" && root == "" {
			root = archive.Attribute(e, "full-path")
		}
	}); err != nil {
		return nil, err
	}
	b := &book{items: map[string]bookItem{}, titles: map[string]string{}}
	if err := a.Elements(root, func(e xml.StartElement, words string) { b.entry(root, e, words) }); err != nil {
		return nil, err
	}
	for _, contents := range b.contents {
		b.readContents(a, contents)
	}
	var w manuscript.Writer
	for _, id := range b.spine {
		item, ok := b.items[id]
		if !ok || !a.Has(item.name) || item.kind != "application/xhtml+xml" && item.kind != "text/html" {
			continue
		}
		if err := b.chapter(a, item, &w); err != nil {
			return nil, err
		}
	}
	m := w.Manuscript("")
	m.Title, m.Date, m.Lang, m.Published, m.Lost = b.title, b.date, b.lang, b.date != "", b.lost
	return m, nil
}

// book is what the package file of an EPUB says.
type book struct {
	title, date, lang string
	items             map[string]bookItem // by id
	spine             []string            // ids in the order of reading
	contents          []string            // entries with tables of contents
	titles            map[string]string   // of chapters, by entry
	lost              []string            // what of its chapters does not decode
}

type bookItem struct{ name, kind, properties string }

// entry reads an element of the package file.
func (b *book) entry(root string, e xml.StartElement, words string) {
	switch e.Name.Local {
	case "title":
		b.title = cmp.Or(b.title, manuscript.ProperTitle(words))
	case "date":
		if event := archive.Attribute(e, "event"); b.date == "" && event != "modification" {
			b.date = line.FirstDate(words)
			if b.date == "" && len(words) == len("2006") && line.IsDigits(words) {
				b.date = words
			}
		}
	case "language":
		b.lang = words
	case "item":
		name, err := url.PathUnescape(archive.Attribute(e, "href"))
		if err != nil {
			return
		}
		item := bookItem{archive.Resolve(root, name), archive.Attribute(e, "media-type"), archive.Attribute(e, "properties")}
		b.items[archive.Attribute(e, "id")] = item
		if item.kind == "application/x-dtbncx+xml" || strings.Contains(item.properties, "nav") {
			b.contents = append(b.contents, item.name)
		}
	case "itemref":
		if archive.Attribute(e, "linear") != "no" {
			b.spine = append(b.spine, archive.Attribute(e, "idref"))
		}
	}
}

// readContents reads the titles of chapters from a table of contents of either kind. A damaged one is left out.
func (b *book) readContents(a *archive.Reader, name string) {
	var label string
	_ = a.Elements(name, func(e xml.StartElement, words string) {
		var target string
		switch e.Name.Local {
		case "text":
			label = words
			return
		case "content":
			target = archive.Attribute(e, "src")
		case "a":
			target, label = archive.Attribute(e, "href"), words
		default:
			return
		}
		target, _, _ = strings.Cut(target, "#")
		if target, err := url.PathUnescape(target); err == nil && label != "" && b.titles[archive.Resolve(name, target)] == "" {
			b.titles[archive.Resolve(name, target)] = strings.Join(strings.Fields(label), " ")
		}
	})
}

// chapter writes one file of the book.
func (b *book) chapter(a *archive.Reader, item bookItem, w *manuscript.Writer) error {
	content, err := a.Read(item.name)
	if err != nil {
		return err
	}
	source, lost, err := web.Decode(content, charset.Encoding{})
	if err != nil {
		return fmt.Errorf("entry %s: %w", line.Printable(path.Base(item.name)), err)
	}
	if lost != "" {
		b.lost = append(b.lost, path.Base(item.name)+": "+lost)
	}
	m := web.ReadChapter(source)
	if strings.Contains(item.properties, "nav") {
		for i := range m.Marks {
			m.Marks[i].Aside = manuscript.Contents
		}
	}
	if title := b.titles[item.name]; title != "" && utf8.RuneCountInString(title) <= line.HeadlineWidth && !opensWith(m, title) {
		w.Begin(manuscript.Mark{Wall: true, Level: 1})
		w.Print(title)
	}
	w.Append(m)
	return nil
}

// titleLines is how many lines at the top of a chapter may hold its title.
const titleLines = 8

// opensWith reports whether a chapter says its title itself: as a heading of any wording, or in its first lines.
func opensWith(m *manuscript.Manuscript, title string) bool {
	wanted := strings.Join(strings.Fields(title), "")
	var said strings.Builder
	for i, s := range strings.SplitN(m.Text, "\n", titleLines+1) {
		if i == titleLines {
			break
		}
		if m.Marks[i].Level > 0 {
			return true
		}
		said.WriteString(strings.Join(strings.Fields(s), ""))
	}
	return strings.TrimSpace(m.Text) == "" || strings.HasPrefix(said.String(), wanted)
}
