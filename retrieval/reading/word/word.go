// Package word reads documents of Word, and counts the numbers of their headings, clauses and lists as Word does.
package word

import (
	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/manuscript"
)

// Read reads a document of Word. Its source is its words, a line for each paragraph and for each row of a table: the text
// first, then the notes, then the headers and footers of its pages.
func Read(content []byte) (*manuscript.Manuscript, error) {
	a, main, err := archive.OpenDocument(content, "a Word document")
	if err != nil {
		return nil, err
	}
	r := &reader{archive: a}
	for _, name := range a.Related(main, "styles") {
		if r.styles, err = readStyles(a, name); err != nil {
			return nil, err
		}
	}
	for _, name := range a.Related(main, "numbering") {
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
		for _, name := range a.Related(main, part.kind) {
			if err := r.part(name, part.mark); err != nil {
				return nil, err
			}
		}
	}
	m := r.w.Manuscript("")
	a.CoreProperties(m)
	return m, nil
}
