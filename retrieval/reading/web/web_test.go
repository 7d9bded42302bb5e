package web_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/web"

	"golang.org/x/net/html"
)

// FuzzRead holds a manuscript against a tree of its page: both show the same letters. A tree puts some words elsewhere than
// they stand, those beside the cells of a table, so the letters are compared in alphabetical order.
func FuzzRead(f *testing.F) {
	f.Add("<p>a<table>b<tr><td>c&ampd&#10;e<br><br>f</h1><h2>g<pre>\nh\r\ni</pre><xmp>&amp;</xmp><title>j")
	for _, pattern := range []string{"../testdata/files/*.html", "../testdata/html-*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no pages: %v", err)
		}
		for _, name := range names {
			page, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(page))
		}
	}
	f.Fuzz(func(t *testing.T, page string) {
		lower := strings.ToLower(page)
		if !utf8.ValidString(page) || strings.Contains(page, "\x00") || strings.Contains(lower, "<xmp") || strings.Contains(lower, "<plaintext") {
			return
		}
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip(err) // nested too deep for a tree
		}
		m := web.Read(page)
		if got, want := letters(m.Text), letters(shown(root)); got != want {
			t.Fatalf("the manuscript holds %q, the page shows %q", got, want)
		}
		if lines := strings.Count(m.Text, "\n") + 1; m.Text != "" && lines != len(m.Marks) {
			t.Fatalf("%d lines have %d marks", lines, len(m.Marks))
		}
	})
}

func letters(s string) string {
	runes := slices.DeleteFunc([]rune(s), unicode.IsSpace)
	slices.Sort(runes)
	return string(runes)
}

func shown(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if n.Type == html.ElementNode {
		switch n.Data {
		case "head", "title", "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "svg", "object",
			"video", "audio", "canvas", "datalist", "textarea", "rp":
			return ""
		}
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(shown(c))
	}
	return b.String()
}
