package retrieval

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestTables asks the tables of testdata/tables: what is quoted, and which words of it answer.
func TestTables(t *testing.T) { askArchives(t, "tables", 3, cellOf) }

// cellOf says what is quoted and the answering words, or "nothing" if it is refused.
func cellOf(found Finding) string {
	if len(found.Passages) == 0 || found.Confidence < Bar {
		return "nothing"
	}
	return fmt.Sprintf("%s | %s", found.Passages[0].Quoted(), found.Passages[0].AnswerWords())
}

// wordDocument makes a document of lines, with | between the cells of a row, ^ for a cell that goes on from above, and {2} behind what spans
// two columns.
func wordDocument(t *testing.T, lines string) []byte {
	t.Helper()
	paragraph := func(s string) string { return "<w:p><w:r><w:t>" + strings.TrimSpace(s) + "</w:t></w:r></w:p>" }
	var body strings.Builder
	within := false
	for line := range strings.Lines(lines) {
		row := strings.Contains(line, "|")
		if row != within {
			body.WriteString(map[bool]string{true: "<w:tbl>", false: "</w:tbl>"}[row])
			within = row
		}
		if !row {
			body.WriteString(paragraph(line))
			continue
		}
		body.WriteString("<w:tr>")
		for cell := range strings.SplitSeq(line, "|") {
			cell = strings.TrimSpace(cell)
			property := ""
			if cell == "^" {
				property, cell = "<w:vMerge/>", ""
			}
			if said, wide := strings.CutSuffix(cell, "{2}"); wide {
				property, cell = `<w:gridSpan w:val="2"/>`, said
			}
			body.WriteString("<w:tc><w:tcPr>" + property + "</w:tcPr>" + paragraph(cell) + "</w:tc>")
		}
		body.WriteString("</w:tr>")
	}
	if within {
		body.WriteString("</w:tbl>")
	}
	const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for name, content := range map[string]string{
		"_rels/.rels":       `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<w:document xmlns:w="` + word + `"><w:body>` + body.String() + `</w:body></w:document>`,
	} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
