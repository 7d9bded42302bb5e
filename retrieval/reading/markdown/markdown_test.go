package markdown_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/markdown"
	"chuchu/retrieval/reading/web"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// numbers are the marks of footnotes that the renderer makes.
var numbers = regexp.MustCompile(`<a href="#fn[^>]*>[^<]*</a>`)

// FuzzRead holds a manuscript against the text as it is rendered: both show the same letters.
func FuzzRead(f *testing.F) {
	f.Add("# a *b*\n\n> - c\nd\\\ne<br>\n\n1) f\n\n[g]: h\n\n[g] ![i](j)\n\n|k|l|\n|-|-|\n|m|\n```\nn\n```\no[^1]\n\n[^1]: p\n---\n")
	for _, pattern := range []string{"../testdata/files/*.md", "../testdata/markdown*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("no texts: %v", err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	renderer := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote),
		goldmark.WithRendererOptions(html.WithUnsafe()))
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
			return
		}
		m := markdown.Read(text, 0)
		if m.Marks == nil {
			return // it shows nothing, or is read as plain text
		}
		var said, page strings.Builder
		for i, line := range strings.Split(m.Text, "\n") {
			if a := m.Marks[i].Aside; a == "" || a == manuscript.ColumnHeads {
				said.WriteString(line)
			}
		}
		if err := renderer.Convert([]byte(text), &page); err != nil {
			t.Fatal(err)
		}
		if got, want := letters(said.String()), letters(web.Shown(numbers.ReplaceAllString(page.String(), ""))); got != want {
			t.Fatalf("the manuscript holds %q, the rendered text %q", got, want)
		}
	})
}

func letters(s string) string {
	runes := slices.DeleteFunc([]rune(s), unicode.IsSpace)
	slices.Sort(runes)
	return string(runes)
}
