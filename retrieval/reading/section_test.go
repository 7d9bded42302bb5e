package reading_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chuchu/retrieval/reading"
)

// TestSections: a text so large that it is read in sections has its paragraphs whole, once, at their places and under
// their headings, as a small one has.
func TestSections(t *testing.T) {
	const size = 40 << 20
	var content strings.Builder
	content.WriteString("河流志\n\n2019-05-03\n\n第一章 上游\n\n一、水源\n\n")
	words := strings.Repeat("河水从山里流出来，经过三个村子，", 40)
	var want []string
	for n := 0; content.Len() < size; n++ {
		paragraph := fmt.Sprintf("第%d天，%s最后流进大海。", n, words)
		want = append(want, paragraph)
		content.WriteString(paragraph + "\n\n")
	}
	content.WriteString("二、支流\n\n支流有三条，都在北岸。\n")
	want = append(want, "支流有三条，都在北岸。")

	text, err := reading.Parse("river.txt", []byte(content.String()))
	if err != nil {
		t.Fatal(err)
	}
	if text.Title != "河流志" || text.Date != "2019-05-03" || text.Lang != "zh-Hans" {
		t.Errorf("title %q, date %q, language %q", text.Title, text.Date, text.Lang)
	}
	n := 0
	for _, b := range text.Blocks {
		span := b.Spans[0]
		if words := text.Source[span.Start:span.End]; words != b.Text {
			t.Fatalf("at its place stands %.40q, want %.40q", words, b.Text)
		}
		if b.Kind != reading.Paragraph {
			continue
		}
		trail, line := []string{"第一章 上游", "一、水源"}, 9+2*n
		if n == len(want)-1 {
			trail, line = []string{"第一章 上游", "二、支流"}, line+2
		}
		if b.Text != want[n] || b.First != line || b.Last != line || !slices.Equal(b.Trail, trail) {
			t.Fatalf("paragraph %d is %.40q at %d-%d under %q, want %.40q at %d under %q",
				n, b.Text, b.First, b.Last, b.Trail, want[n], line, trail)
		}
		n++
	}
	if n != len(want) {
		t.Errorf("%d paragraphs, want %d", n, len(want))
	}
}
