package archive

import (
	"encoding/xml"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// CoreProperties adds to a manuscript what an Office document says of itself. Damaged properties are left out.
func (a *Reader) CoreProperties(m *manuscript.Manuscript) {
	for _, name := range a.Related("", "core-properties") {
		a.Properties(name, m)
	}
}

// Properties adds what an entry says in the words of Dublin Core, as far as it is whole.
func (a *Reader) Properties(name string, m *manuscript.Manuscript) {
	_ = a.Elements(name, func(e xml.StartElement, words string) {
		switch e.Name.Local {
		case "title":
			m.Title = manuscript.ProperTitle(words)
		case "created", "creation-date":
			m.Date = line.FirstDate(words)
		case "language":
			m.Lang = words
		}
	})
}
