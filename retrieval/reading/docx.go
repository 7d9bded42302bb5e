package reading

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// word reads a document of Word. Its source is its words, a line for each paragraph: the text first, then the notes,
// then what stands above and below its pages. Each row of a table is a line.
func word(content []byte) (*manuscript.Manuscript, error) {
	a, err := openArchive(content)
	if err != nil {
		return nil, fmt.Errorf("not a Word document, or damaged: %w", err)
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
	if err := r.part(main[0], manuscript.Mark{}); err != nil {
		return nil, err
	}
	for _, part := range []struct {
		kind string
		mark manuscript.Mark
	}{
		{"footnotes", manuscript.Mark{Fixed: true}},
		{"endnotes", manuscript.Mark{Fixed: true}},
		{"header", manuscript.Mark{Fixed: true, Aside: manuscript.PageHeader}},
		{"footer", manuscript.Mark{Fixed: true, Aside: manuscript.PageFooter}},
	} {
		for _, name := range a.related(rels, main[0], part.kind) {
			if err := r.part(name, part.mark); err != nil {
				return nil, err
			}
		}
	}
	m := r.w.Manuscript("")
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
func (a *archive) coreProperties(m *manuscript.Manuscript) {
	for _, name := range a.related("_rels/.rels", "", "core-properties") {
		_ = a.elements(name, func(e xml.StartElement, words string) { // a document without is as good
			switch e.Name.Local {
			case "title":
				m.Title = manuscript.ProperTitle(words)
			case "created":
				m.Date = line.FirstDate(words)
			case "language":
				m.Lang = words
			}
		})
	}
}
