package reading_test

import (
	"path/filepath"
	"strings"
	"testing"

	"chuchu/retrieval/reading"
)

// FuzzParse states what holds for any bytes: no panic, and no character lost, doubled or misplaced.
func FuzzParse(f *testing.F) {
	fuzz(f, "a.txt", filepath.Join(seeds, "*.txt"), "testdata/*.txtar")
}

// FuzzHTML states the same of web pages, for what they show.
func FuzzHTML(f *testing.F) {
	f.Add([]byte("<p>a<table>b<tr><td>c&ampd&#10;e<br><br>f</h1><h2>g<pre>\nh\r\ni</pre><xmp>&amp;</xmp><title>j"))
	fuzz(f, "a.html", "testdata/html-*.txtar")
}

// FuzzMarkdown states the same of Markdown.
func FuzzMarkdown(f *testing.F) {
	f.Add([]byte("# a *b*\n\n> - c\nd\\\ne<br>\n\n1) f\n\n[g]: h\n\n[g] ![i](j)\n\n|k|l|\n|-|-|\n|m|\n```\nn\n```\no[^1]\n\n[^1]: p\n---\n"))
	fuzz(f, "a.md", "testdata/markdown*.txtar")
}

// FuzzSubtitles states the same of subtitles.
func FuzzSubtitles(f *testing.F) {
	f.Add([]byte("1\n00:00:01,0 --> 00:00:02,0\n- a\n2\n1:01.000 --> 1:02.000 align:left\n<v B>b &amp;\n{\\an8}\n\nx"))
	fuzz(f, "a.srt", "testdata/subtitles-*.txtar")
}

// FuzzJSON states the same of JSON.
func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"name":"a","b":{"c":[1,"\ud83d\ude00",null,[]],"d":{}},"e":"f\ng\\n"} {"h":[{"i":1,"i":"<p>j</p>"}]}`))
	fuzz(f, "a.json", "testdata/json-*.txtar")
}

// FuzzXML states the same of XML.
func FuzzXML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><a b="c" d='e'><f/><g>h<i>j</i>&amp;</g><g k="l"/><![CDATA[m]]></a>`))
	fuzz(f, "a.xml", "testdata/xml-*.txtar")
}

// FuzzCSV states the same of tables in CSV.
func FuzzCSV(f *testing.F) {
	f.Add([]byte("a,b\n\"c\n\"\"d\",\n\n;e\tf\r\n"))
	fuzz(f, "a.csv", "testdata/table-csv.txtar")
}

// FuzzWord states the same of the XML of Word documents.
func FuzzWord(f *testing.F) {
	for _, body := range []string{
		"<w:p><w:r><w:t>a</w:t><w:tab/><w:br/><w:t>b</w:t></w:r></w:p>",
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>name</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:tbl><w:tr/></w:tbl></w:tc></w:tr></w:tbl>`,
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>a</w:t></w:r></w:p>`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		checkAny(t, "a.docx", []byte(wordFile(t, strings.NewReader("<w:body>"+body+"</w:body>"))))
	})
}

// FuzzWorkbook states the same of the XML of workbooks.
func FuzzWorkbook(f *testing.F) {
	f.Add(`<row r="2"><c r="B2" t="s"><v>0</v></c><c><v>1.5</v></c></row><row/><row><c t="inlineStr"><is><t>a</t></is></c></row><mergeCell ref="B2:C3"/>`, "<si><t>a</t><rPh><t>b</t></rPh></si>")
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		checkAny(t, "a.xlsx", []byte(workbook(t, sheet, shared)))
	})
}

// FuzzBook states the same of the pages of books, and of what a book says of itself.
func FuzzBook(f *testing.F) {
	f.Add("<h1>a</h1><p>b<br/>c</p><table><tr><th>d</th></tr></table>", "<metadata><title>e</title><date>2024</date></metadata>")
	f.Fuzz(func(t *testing.T, chapter, said string) {
		checkAny(t, "a.epub", []byte(zipped(t,
			entry{"META-INF/container.xml", strings.NewReader(`<container><rootfile full-path="a.opf"/></container>`)},
			entry{"a.opf", strings.NewReader(`<package><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><itemref idref="a"/>` + said + "</package>")},
			entry{"a.xhtml", strings.NewReader(chapter)})))
	})
}

func fuzz(f *testing.F, file string, patterns ...string) {
	for _, pattern := range patterns {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			f.Add(read(f, name))
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) { checkAny(t, file, content) })
}

// checkAny reads any bytes, which have to be whole, or refused with an error that names the file once.
func checkAny(t *testing.T, file string, content []byte) {
	t.Helper()
	text, err := reading.Parse(file, content)
	if err != nil {
		if n := strings.Count(err.Error(), file); n != 1 {
			t.Fatalf("%q names its file %d times, want once", err, n)
		}
		return
	}
	checkWhole(t, text)
}
