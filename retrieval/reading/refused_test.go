package reading_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chuchu/retrieval/reading"
)

// TestRefused pins what is said of files that cannot be read.
func TestRefused(t *testing.T) {
	names, err := filepath.Glob("testdata/refused/*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files: %v", err)
	}
	var got strings.Builder
	for _, name := range names {
		_, err := reading.Parse(filepath.Base(name), read(t, name))
		fmt.Fprintln(&got, err)
	}
	checkGolden(t, "testdata/refused.golden", got.String())
}

// TestHostile gives files made to keep a reader busy, and wants each done with soon: the time is for slow machines, and
// what goes wrong here takes minutes.
func TestHostile(t *testing.T) {
	const soon = 10 * time.Second
	for _, c := range []struct{ name, content, want string }{
		{"deep.html", strings.Repeat("<div>", 50_000) + "Some words.", ""},
		{"open.html", strings.Repeat("<b><i><p>", 50_000) + "Some words." + strings.Repeat("</u></b>", 50_000), ""},
		{"entities.html", "<p>" + strings.Repeat("&amp", 100_000), ""},
		{"breaks.html", "<p>" + strings.Repeat("a<br>", 100_000), ""},
		{"quoted.md", strings.Repeat(">", 100_000) + " Some words.", ""},
		{"nested.md", nestedList(2000), ""},
		{"emphasis.md", strings.Repeat("*a_ ", 64_000), ""},
		{"addresses.md", strings.Repeat("[a]:\nb\n'c\n", 20_000), ""},
		{"spans.html", "<table><tr>" + strings.Repeat("<th>Long name", 100) + "<tr>" + strings.Repeat("<td rowspan=999999>1 word", 100) + strings.Repeat("<tr>", 200_000), ""},
		{"names.csv", strings.Repeat("A long name of a column,", 100) + "\n" + strings.Repeat("1,2\n", 100_000), ""},
		{"lines.csv", strings.Repeat("a\n", 3<<20), "reading lines.csv: it has more than 2097152 lines, the most that are read of a file of this kind"},
		{"links.md", strings.Repeat("[a](", 100_000), ""},
		{"cells.md", strings.Repeat("|a", 5000) + "\n" + strings.Repeat("|-", 5000) + "\n" + strings.Repeat("|a\n", 5000), ""},
		{"bomb.docx", wordFile(t, io.LimitReader(blanks{}, 300<<20)), "reading bomb.docx: entry word/document.xml unpacks to more than 250 times its size, or the whole to more than 128 MB"},
		{"nested.docx", wordFile(t, strings.NewReader(strings.Repeat("<w:p>", 50_000))), "reading nested.docx: entry word/document.xml: its elements are nested more than 10000 deep"},
		{"tables.docx", wordFile(t, strings.NewReader("<w:body>"+strings.Repeat("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Some more words stand here.</w:t></w:r></w:p>", 3000)+
			strings.Repeat("</w:tc></w:tr></w:tbl>", 3000)+"</w:body>")), ""},
		{"cell.docx", wordFile(t, strings.NewReader("<w:body><w:tbl><w:tr><w:tc>"+counted("<w:p><w:r><w:t>Some words, %d.</w:t></w:r></w:p>", 40_000)+
			"</w:tc></w:tr></w:tbl></w:body>")), ""},
		{
			"entities.docx",
			wordFile(t, strings.NewReader(`<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:p><w:r><w:t>&b;</w:t></w:r></w:p>`)),
			"reading entities.docx: entry word/document.xml: XML syntax error on line 1: invalid character entity &b;",
		},
		{"damaged.pptx", "PK\x03\x04", "reading damaged.pptx: not a presentation, or damaged: zip: not a valid zip file"},
		{"captions.srt", strings.Repeat("00:00:01,000 --> 00:00:02,000\na\n1\n", 50_000), ""},
		{
			"shared.xlsx",
			workbook(t, "<row>"+strings.Repeat(`<c t="s"><v>0</v></c>`, 200)+"</row>", "<si><t>"+strings.Repeat("word ", 200_000)+"</t></si>"),
			"reading shared.xlsx: it has more than 2097152 cells, or they show more than 128 MB",
		},
		{"wide.xlsx", workbook(t, counted(`<row r="%d"><c><v>1</v></c></row>`, 30_000)+`<row r="30001"><c r="GA30001"><v>1</v></c></row>`, ""), ""},
		{"merged.xlsx", workbook(t, `<row><c><v>1</v></c></row><row r="1048576"><c r="GA1048576"><v>1</v></c></row>`+counted(`<mergeCell ref="A%d:GA1048576"/>`, 1000), ""), ""},
		{"old.DOC", "\xd0\xcf\x11\xe0", "reading old.DOC: .DOC is of programs before 2007; open it in Word, Excel, PowerPoint or LibreOffice and save it as .docx"},
		{"deep.json", strings.Repeat("[", 5000), "reading deep.json: it cannot be read as JSON from line 1 on: its values are nested more than 100 deep"},
		{"lists.json", "[" + strings.Repeat("[[1],", 50_000) + "1" + strings.Repeat("]", 50_001), "reading lists.json: it cannot be read as JSON from line 1 on: its values are nested more than 100 deep"},
		{"deep.xml", strings.Repeat("<a>", 50_000), "reading deep.xml: its values are nested more than 100 deep"},
		{"mixed.xml", strings.Repeat("<a>b", 99) + strings.Repeat("<c/>", 100_000) + strings.Repeat("</a>", 99), ""},
		{"entities.xml", `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>`, "reading entities.xml: not XML, or damaged: XML syntax error on line 1: invalid character entity &b;"},
		{"repeated.ods", zipFile(t, map[string]string{"content.xml": `<spreadsheet><table name="a">` +
			strings.Repeat(`<table-row number-rows-repeated="99"><table-cell number-columns-repeated="99"><p>`+strings.Repeat("b ", 500)+`</p></table-cell></table-row>`, 100) +
			`</table></spreadsheet>`}), ""},
		{"damaged.odt", "PK\x03\x04", "reading damaged.odt: not an OpenDocument, or damaged: zip: not a valid zip file"},
		{"odd\nname.docx", "", `reading "odd\nname.docx": not a Word document: it is empty`},
		{"loop.pdf", pdfFile(
			"<</Type /Catalog /Pages 2 0 R>>",
			"<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 99 99]>>",
			"<</Type /Page /Parent 2 0 R /Resources <</XObject <</X 4 0 R>>>> /Contents 4 0 R>>",
			"<</Type /XObject /Subtype /Form /Resources <</XObject <</X 4 0 R>>>> /Length 60>>\nstream\n"+strings.Repeat("/X Do ", 10)+"\nendstream",
		), "reading loop.pdf: page 1 could not be read: it takes too long"},
		{"pages.pdf", pdfFile("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999>>"), "reading pages.pdf: damaged PDF: it has no pages"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			_, err := reading.Parse(c.name, []byte(c.content))
			if got := fmt.Sprint(err); c.want == "" && err != nil || c.want != "" && got != c.want {
				t.Errorf("got %s, want %q", got, c.want)
			}
			if took := time.Since(start); took > soon {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestOutside reads a document whose archive has entries that would lead out of a folder.
func TestOutside(t *testing.T) {
	content := wordFile(t, strings.NewReader("<w:p><w:r><w:t>A ship came in.</w:t></w:r></w:p>"), "../../outside.txt")
	if text := parse(t, "a.docx", []byte(content)); len(text.Blocks) != 1 || text.Blocks[0].Text != "A ship came in." {
		t.Errorf("got %+v, want its one paragraph", text.Blocks)
	}
}

// counted writes a format once for each number from 1 to n.
func counted(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+1)
	}
	return b.String()
}

func nestedList(depth int) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, "%s- a\n", strings.Repeat("  ", i))
	}
	return b.String()
}

// wordFile is a Word document with a body, and other entries, which are empty.
func wordFile(t *testing.T, body io.Reader, others ...string) string {
	t.Helper()
	entries := []entry{
		{"_rels/.rels", strings.NewReader(`<Relationships><Relationship Type="/officeDocument" Target="word/document.xml"/></Relationships>`)},
		{"word/document.xml", body},
	}
	for _, name := range others {
		entries = append(entries, entry{name, strings.NewReader("")})
	}
	return zipped(t, entries...)
}

// workbook is a workbook of one sheet with shared strings.
func workbook(t *testing.T, sheet, shared string) string {
	t.Helper()
	return zipped(t,
		entry{"_rels/.rels", strings.NewReader(`<Relationships><Relationship Type="/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
		entry{"xl/_rels/workbook.xml.rels", strings.NewReader(`<Relationships><Relationship Id="a" Type="/worksheet" Target="sheet.xml"/><Relationship Id="b" Type="/sharedStrings" Target="strings.xml"/></Relationships>`)},
		entry{"xl/workbook.xml", strings.NewReader(`<workbook xmlns:r="r"><sheets><sheet name="A" r:id="a"/></sheets></workbook>`)},
		entry{"xl/sheet.xml", strings.NewReader("<worksheet>" + sheet + "</worksheet>")},
		entry{"xl/strings.xml", strings.NewReader("<sst>" + shared + "</sst>")})
}

type entry struct {
	name    string
	content io.Reader
}

func zipped(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = io.Copy(w, e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// pdfFile is a PDF of some objects; the first one is its catalogue.
func pdfFile(objects ...string) string {
	var b, table strings.Builder
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer <</Size %[1]d /Root 1 0 R>>\nstartxref\n%[3]d\n%%%%EOF\n", len(objects)+1, table.String(), at)
	return b.String()
}
