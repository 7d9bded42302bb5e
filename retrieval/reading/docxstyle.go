package reading

import (
	"encoding/xml"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// wordStyle is what a style says of its paragraphs.
type wordStyle struct {
	based string
	mark  manuscript.Mark
	told  bool // the style speaks for itself

	list, level string // what its paragraphs are numbered by: numId and ilvl, "" where not said
}

// wordStyles reads the styles of a document by their ids. What programs call them in the file is English everywhere.
func (a *archive) wordStyles(name string) (map[string]wordStyle, error) {
	styles := map[string]wordStyle{}
	var id string
	var next wordStyle
	err := a.tokens(name, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch value := valueOf(t, "val"); t.Name.Local {
			case "style":
				id, next = valueOf(t, "styleId"), wordStyle{}
			case "basedOn":
				next.based = value
			case "numId":
				next.list = value
			case "ilvl":
				next.level = value
			case "name":
				next.mark, next.told = markOfStyle(strings.ToLower(value))
			case "outlineLvl":
				if level := outline(value); level > 0 && !next.told {
					next.mark, next.told = manuscript.Mark{Level: level}, true
				}
			}
		case xml.EndElement:
			if t.Name.Local == "style" {
				styles[id] = next
			}
		}
		return nil
	})
	return styles, err
}

// titleLevel is above that of any heading: headings begin one below.
const titleLevel = 1

// markOfStyle knows the styles that every document has.
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
	case name == "toc heading" || name == "contents heading":
		return manuscript.Mark{Fixed: true, Aside: manuscript.Contents}, true
	case name == "subtitle", name == "caption", name == "author", name == "date", name == "abstract", name == "quote",
		strings.HasPrefix(name, "footnote"), strings.HasPrefix(name, "list bullet"), strings.HasPrefix(name, "list number"), name == "compact":
		return manuscript.Mark{Fixed: true}, true
	}
	return manuscript.Mark{}, false
}

// outline is the level of a heading for a level of the outline, which counts from 0; 9 is that of prose.
func outline(value string) int {
	n, size := line.LeadingNumber(value)
	if size == 0 || n > 8 {
		return 0
	}
	return min(titleLevel+1+n, manuscript.MaxLevel)
}

// longBase bounds how many styles are based on one another: a damaged file may have them in a circle.
const longBase = 20

func (r *wordReader) styleMark(id string) manuscript.Mark {
	for range longBase {
		s, ok := r.styles[id]
		if !ok || s.told {
			return s.mark
		}
		id = s.based
	}
	return manuscript.Mark{}
}

// styleNumber is what the paragraphs of a style are numbered by.
func (r *wordReader) styleNumber(id string) (list, level string) {
	for range longBase {
		s, ok := r.styles[id]
		if level == "" {
			level = s.level
		}
		if !ok || s.list != "" {
			return s.list, level
		}
		id = s.based
	}
	return "", ""
}
