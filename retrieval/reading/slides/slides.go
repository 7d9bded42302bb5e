// Package slides reads presentations of PowerPoint.
package slides

import (
	"encoding/xml"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/manuscript"
)

// Read reads the slides of a presentation that are shown, each under its title: its text, its tables, the words of its
// diagrams and charts, and then what the speaker noted. Its source is its words, a line for each paragraph and for each row
// of a table.
func Read(content []byte) (*manuscript.Manuscript, error) {
	a, main, err := archive.OpenDocument(content, "a presentation")
	if err != nil {
		return nil, err
	}
	entries := map[string]string{}
	for _, r := range a.Relations(main) {
		if r.Kind == "slide" {
			entries[r.ID] = r.Entry
		}
	}
	var order []string // "" for a slide that is missing, since it is counted
	if err := a.Elements(main, func(e xml.StartElement, _ string) {
		if e.Name.Local == "sldId" {
			order = append(order, entries[archive.RelationOf(e)])
		}
	}); err != nil {
		return nil, err
	}
	var w manuscript.Writer
	for i, entry := range order {
		if entry == "" {
			continue
		}
		if err := write(a, entry, i+1, &w); err != nil {
			return nil, err
		}
	}
	m := w.Manuscript("")
	a.CoreProperties(m)
	return m, nil
}

// write writes one slide, its title first, wherever that is drawn.
func write(a *archive.Reader, entry string, number int, w *manuscript.Writer) error {
	s := &slide{}
	if err := s.read(a, entry); err != nil || s.hidden {
		return err
	}
	notes := &slide{}
	for _, r := range a.Relations(entry) {
		var err error
		s.shape = shape{}
		switch r.Kind {
		case "chart", "diagramData":
			err = s.read(a, r.Entry)
		case "notesSlide":
			err = notes.read(a, r.Entry)
		}
		if err != nil {
			return err
		}
	}
	top := 1
	begin := func(m manuscript.Mark) manuscript.Mark {
		m.Slide, m.Wall, m.Gap, m.Ends, top = number, true, top > 0, top, 0
		return m
	}
	if s.title != "" {
		w.Begin(begin(manuscript.Mark{Level: 1}))
		w.Print(s.title)
	}
	for _, p := range s.pieces {
		if m := begin(manuscript.Mark{Fixed: true, Aside: p.aside}); p.table != nil {
			p.table.Write(w, m)
		} else {
			w.Begin(m)
			w.Print(p.text)
		}
	}
	for _, p := range notes.pieces {
		if p.body {
			w.Begin(begin(manuscript.Mark{Fixed: true}))
			w.Print(p.text)
		}
	}
	return nil
}
