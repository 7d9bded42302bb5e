package word

import (
	"cmp"
	"encoding/xml"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// style is what a style says of its paragraphs.
type style struct {
	based string
	mark  manuscript.Mark
	said  bool // the style itself says so, and not the one it is based on

	list, level string // what its paragraphs are numbered by: numId and ilvl, "" if it does not say
}

// readStyles reads the styles of a document by their ids. Within the file, all programs name the built-in ones in English.
func readStyles(a *archive.Reader, name string) (map[string]style, error) {
	styles := map[string]style{}
	var id string
	var next style
	err := a.Tokens(name, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch value := archive.Attribute(t, "val"); t.Name.Local {
			case "style":
				id, next = archive.Attribute(t, "styleId"), style{}
			case "basedOn":
				next.based = value
			case "numId":
				next.list = value
			case "ilvl":
				next.level = value
			case "name":
				next.mark, next.said = markOfStyle(strings.ToLower(value))
			case "outlineLvl":
				if level := outline(value); level > 0 && !next.said {
					next.mark, next.said = manuscript.Mark{Level: level}, true
				}
			}
		case xml.EndElement:
			if t.Name.Local == "style" {
				styles[id] = next
			}
		}
	})
	return styles, err
}

// titleLevel is the level of the title: headings begin one below.
const titleLevel = 1

// markOfStyle returns what one of the built-in styles says of its paragraphs, and reports whether the style is one.
func markOfStyle(name string) (manuscript.Mark, bool) {
	if rest, ok := strings.CutPrefix(name, "heading "); ok {
		if n, _ := line.LeadingNumber(rest); n > 0 {
			return manuscript.Mark{Level: min(titleLevel+n, manuscript.MaxLevel)}, true
		}
	}
	switch {
	case name == "title":
		return manuscript.Mark{Level: titleLevel}, true
	case strings.HasPrefix(name, "toc ") || strings.HasPrefix(name, "contents ") || name == "table of figures":
		return manuscript.Mark{Fixed: true, Aside: manuscript.Contents}, true
	case name == "subtitle", name == "caption", name == "author", name == "date", name == "abstract", name == "quote",
		strings.HasPrefix(name, "footnote"), strings.HasPrefix(name, "list bullet"), strings.HasPrefix(name, "list number"), name == "compact":
		return manuscript.Mark{Fixed: true}, true
	}
	return manuscript.Mark{}, false
}

// outline returns the level of a heading for a level of the outline, which counts from 0; 0 for 9, the level of prose.
func outline(value string) int {
	n, size := line.LeadingNumber(value)
	if size == 0 || n > 8 {
		return 0
	}
	return min(titleLevel+1+n, manuscript.MaxLevel)
}

// maxBased is how many styles may be based on one another: a damaged file may have them in a circle.
const maxBased = 20

func (r *reader) styleMark(id string) manuscript.Mark {
	for range maxBased {
		s, ok := r.styles[id]
		if !ok || s.said {
			return s.mark
		}
		id = s.based
	}
	return manuscript.Mark{}
}

// styleNumber returns what the paragraphs of a style are numbered by.
func (r *reader) styleNumber(id string) (list, level string) {
	for range maxBased {
		s, ok := r.styles[id]
		level = cmp.Or(level, s.level)
		if !ok || s.list != "" {
			return s.list, level
		}
		id = s.based
	}
	return "", ""
}
