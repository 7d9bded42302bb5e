// Package word reads documents of Word, and counts the numbers of their headings, clauses and lists as Word does.
package word

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// Read reads a document of Word. Its source is its words, a line for each paragraph and for each row of a table: the text
// first, then the notes, then the headers and footers of its pages.
func Read(content []byte) (*manuscript.Manuscript, error) {
	a, err := archive.Open(content)
	if err != nil {
		return nil, fmt.Errorf("not a Word document, or damaged: %w", err)
	}
	documents := related(a, "", "officeDocument")
	if len(documents) == 0 {
		return nil, errors.New("not a Word document: the archive holds none")
	}
	main := documents[0]
	r := &reader{archive: a}
	for _, name := range related(a, main, "styles") {
		if r.styles, err = readStyles(a, name); err != nil {
			return nil, err
		}
	}
	for _, name := range related(a, main, "numbering") {
		if r.numbers, err = readNumbering(a, name); err != nil {
			return nil, err
		}
	}
	if err := r.part(main, manuscript.Mark{}); err != nil {
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
		for _, name := range related(a, main, part.kind) {
			if err := r.part(name, part.mark); err != nil {
				return nil, err
			}
		}
	}
	m := r.w.Manuscript("")
	coreProperties(a, m)
	return m, nil
}

// related returns the entries of one kind that an entry, or "" for the archive, is related to, sorted by name.
func related(a *archive.Reader, entry, kind string) []string {
	var names []string
	folder, file := path.Split(entry)
	_ = a.Elements(folder+"_rels/"+file+".rels", func(e xml.StartElement, _ string) { // damaged or missing, it relates to nothing
		if e.Name.Local == "Relationship" && strings.HasSuffix(archive.Attribute(e, "Type"), "/"+kind) && archive.Attribute(e, "TargetMode") != "External" {
			names = append(names, archive.Resolve(entry, archive.Attribute(e, "Target")))
		}
	})
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool { return !a.Has(name) })
}

// coreProperties reads the properties of a document.
func coreProperties(a *archive.Reader, m *manuscript.Manuscript) {
	for _, name := range related(a, "", "core-properties") {
		_ = a.Elements(name, func(e xml.StartElement, words string) { // damaged ones are left out
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
