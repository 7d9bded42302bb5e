package reading_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chuchu/retrieval/reading"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	rendered "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func isHTML(file string) bool { return path.Ext(file) == ".html" }

func isMarkdown(file string) bool { return path.Ext(file) == ".md" }

// visible is what of a piece of a source is shown to people: all of it, but for formats with tags.
func visible(t *testing.T, file, piece string) string {
	if !isHTML(file) {
		return piece
	}
	nodes, err := html.ParseFragment(strings.NewReader(piece), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Skip(err) // nested too deep for a tree
	}
	var b strings.Builder
	for _, n := range nodes {
		shown(n, &b)
	}
	return b.String()
}

// checkVisible fails unless the blocks hold what a tree of the page shows, letter for letter. A tree puts some words
// elsewhere than they stand, those beside the cells of a table: so the letters are compared in order of the alphabet.
func checkVisible(t *testing.T, text reading.Text) {
	t.Helper()
	if lower := strings.ToLower(text.Source); strings.Contains(lower, "<xmp") || strings.Contains(lower, "<plaintext") {
		return
	}
	root, err := html.Parse(strings.NewReader(text.Source))
	if err != nil {
		t.Skip(err)
	}
	var tree, blocks strings.Builder
	shown(root, &tree)
	for _, b := range text.Blocks {
		blocks.WriteString(b.Text)
	}
	got, want := sorted(blocks.String()), sorted(tree.String())
	if got != want {
		t.Fatalf("the blocks hold %q, the page shows %q", got, want)
	}
}

// numbers are the marks of footnotes that a renderer makes.
var numbers = regexp.MustCompile(`<a href="#fn[^>]*>[^<]*</a>`)

// checkRendered fails unless the blocks of a text in Markdown say what it is rendered as.
func checkRendered(t *testing.T, text reading.Text) {
	t.Helper()
	var front int
	var said strings.Builder
	for _, b := range text.Blocks {
		switch b.Why {
		case "front matter":
			front = b.Spans[0].End
		case "markup":
		default:
			said.WriteString(b.Text)
		}
	}
	var page, shownWords strings.Builder
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote),
		goldmark.WithRendererOptions(rendered.WithUnsafe()))
	if err := md.Convert([]byte(text.Source[front:]), &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(numbers.ReplaceAllString(page.String(), "")))
	if err != nil {
		t.Skip(err)
	}
	shown(root, &shownWords)
	if got, want := sorted(said.String()), sorted(shownWords.String()); got != want {
		t.Fatalf("the blocks hold %q, the rendered text %q", got, want)
	}
}

func sorted(s string) string {
	letters := []rune(strings.NewReplacer("-", "", "\u2010", "", "\u00ad", "").Replace(solid(s)))
	slices.Sort(letters)
	return string(letters)
}

func shown(n *html.Node, b *strings.Builder) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(n.Data)
		return
	case html.ElementNode:
		switch n.Data {
		case "head", "title", "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "svg", "object",
			"video", "audio", "canvas", "datalist", "textarea", "rp":
			return
		}
	}
	for c := range n.ChildNodes() {
		shown(c, b)
	}
	b.WriteByte('\n')
}
