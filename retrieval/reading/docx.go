package reading

import (
	"encoding/xml"
	"errors"
	"slices"
	"strings"

	"chuchu/retrieval/reading/line"
)

const (
	asideContents = "contents"
	asideFooter   = "page footer"
)

// word reads a document of Word. Its source is its words, a line for each paragraph: the text first, then the notes,
// then what stands above and below its pages. Each row of a table is a line.
func word(content []byte, _ Encoding) (*manuscript, error) {
	a, err := openArchive(content, "a Word document")
	if err != nil {
		return nil, err
	}
	main := a.related("_rels/.rels", "", "officeDocument")
	if len(main) == 0 || !a.has(main[0]) {
		return nil, errors.New("not a Word document: the archive holds none")
	}
	r := &wordReader{archive: a}
	rels := beside(main[0], "_rels/") + "/" + main[0][strings.LastIndexByte(main[0], '/')+1:] + ".rels"
	for _, name := range a.related(rels, main[0], "styles") {
		if r.styles, err = a.wordStyles(name); err != nil {
			return nil, err
		}
	}
	for _, name := range a.related(rels, main[0], "numbering") {
		if r.numbers, err = a.wordNumbers(name); err != nil {
			return nil, err
		}
	}
	if err := r.part(main[0], mark{}); err != nil {
		return nil, err
	}
	for _, part := range []struct {
		kind string
		mark mark
	}{
		{"footnotes", mark{fixed: true}},
		{"endnotes", mark{fixed: true}},
		{"header", mark{fixed: true, aside: asideHeader}},
		{"footer", mark{fixed: true, aside: asideFooter}},
	} {
		for _, name := range a.related(rels, main[0], part.kind) {
			if err := r.part(name, part.mark); err != nil {
				return nil, err
			}
		}
	}
	m := r.w.manuscript("")
	a.coreProperties(m)
	return m, nil
}

// related gives the entries of one kind that an entry is related to, in the order of their names.
func (a *archive) related(rels, entry, kind string) []string {
	var names []string
	if !a.has(rels) {
		return nil
	}
	_ = a.elements(rels, func(e xml.StartElement, _ string) { // what is damaged relates to nothing
		if e.Name.Local == "Relationship" && strings.HasSuffix(valueOf(e, "Type"), "/"+kind) && valueOf(e, "TargetMode") != "External" {
			names = append(names, beside(entry, valueOf(e, "Target")))
		}
	})
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool { return !a.has(name) })
}

// coreProperties reads what the program noted of a document.
func (a *archive) coreProperties(m *manuscript) {
	for _, name := range a.related("_rels/.rels", "", "core-properties") {
		_ = a.elements(name, func(e xml.StartElement, words string) { // a document without is as good
			switch e.Name.Local {
			case "title":
				m.title = properTitle(words)
			case "created":
				m.date = line.FirstDate(words)
			case "language":
				m.lang = words
			}
		})
	}
}

// properTitle leaves out what programs write as the title of a document that was given none.
func properTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	lower := strings.ToLower(s)
	for _, sign := range []string{"microsoft word", "microsoft powerpoint", "untitled", "(anonymous)", "document", "文档", "无标题", "未命名", "powerpoint"} {
		if strings.HasPrefix(lower, sign) {
			return ""
		}
	}
	for _, ext := range []string{".doc", ".docx", ".odt", ".wps", ".rtf", ".tex", ".dvi", ".indd", ".qxd", ".pdf", ".ps", ".txt", ".html"} {
		if strings.HasSuffix(lower, ext) {
			return ""
		}
	}
	if !line.Wordy(s, 2) {
		return ""
	}
	return s
}
