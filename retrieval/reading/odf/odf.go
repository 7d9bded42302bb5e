// Package odf reads the documents of OpenDocument, as LibreOffice writes them: texts, presentations and sheets.
package odf

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/manuscript"
)

// Read reads a document. Its source is its words, a line for each paragraph and for each row of a table: of a presentation
// slide by slide, of a spreadsheet sheet by sheet, each under its name if there are several. A footnote stands behind its paragraph.
func Read(content []byte) (*manuscript.Manuscript, error) {
	a, err := archive.Open(content)
	if err != nil {
		return nil, fmt.Errorf("not an OpenDocument, or damaged: %w", err)
	}
	encrypted := false
	_ = a.Elements("META-INF/manifest.xml", func(e xml.StartElement, _ string) { // damaged or missing, it says nothing
		encrypted = encrypted || e.Name.Local == "encryption-data"
	})
	if encrypted {
		return nil, errors.New("it is encrypted and needs a password")
	}
	r := &reader{spare: maxCopied}
	oneLine := strings.NewReplacer("\n", " ", "\t", " ")
	err = a.Visit("content.xml", archive.Visitor{IsSkipped: isSkipped, Start: r.start, End: r.end, Words: func(words string) {
		r.put(oneLine.Replace(words))
	}})
	if err != nil {
		return nil, err
	}
	r.writeSheets()
	m := r.w.Manuscript("")
	a.Properties("meta.xml", m)
	return m, nil
}
