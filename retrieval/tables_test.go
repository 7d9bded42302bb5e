package retrieval

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestTables asks the tables of testdata/tables, which are as TestTexts has them: behind =>, the quote and the answering words, or
// "nothing". A Word document stands there as its lines, with | between the cells of a row, ^ for a cell that goes on
// from above, and {2} behind what spans two columns.
func TestTables(t *testing.T) {
	archives, err := filepath.Glob("testdata/tables/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for i, file := range archive.Files {
				if path.Ext(file.Name) == ".docx" {
					archive.Files[i].Data = wordDocument(t, string(file.Data))
				}
			}
			c := openArchive(t, archive)
			for line := range strings.Lines(string(archive.Comment)) {
				line = strings.TrimSpace(line)
				if line == "" || strings.HasPrefix(line, "#") {
					continue
				}
				question, want := pair(t, line)
				found, err := c.Find(t.Context(), question, 3)
				if err != nil {
					t.Fatal(err)
				}
				got := "nothing"
				if len(found.Passages) > 0 && found.Confidence >= Bar {
					got = fmt.Sprintf("%s | %s", found.Passages[0].Quoted(), found.Passages[0].AnswerWords())
				}
				if got != want {
					t.Errorf("%s (%.2f)\n got %s\nwant %s", question, found.Confidence, got, want)
				}
			}
		})
	}
}

// wordDocument makes a document of lines.
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
