package reading_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chuchu/retrieval/reading"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestSections: a text so large that it is read in sections has its paragraphs whole, once, at their places and under
// their headings, as a small one has, in whatever encoding.
func TestSections(t *testing.T) {
	const size = 20 << 20
	var content strings.Builder
	content.WriteString("河流志\n\n2019-05-03\n\n第一章 上游\n\n一、水源\n\n")
	words := strings.Repeat("河水从山里流出来，经过三个村子，", 40)
	var want []string
	for n := 0; content.Len() < size; n++ {
		paragraph := fmt.Sprintf("第%d天，%s最后流进大海。", n, words)
		want = append(want, paragraph)
		content.WriteString(paragraph + "\r\n\r\n")
	}
	content.WriteString("二、支流\n\n支流有三条，都在北岸。\n")
	want = append(want, "支流有三条，都在北岸。")
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(content.String())
	if err != nil {
		t.Fatal(err)
	}
	for name, bytes := range map[string]string{"UTF-8": content.String(), "GB18030": gb} {
		t.Run(name, func(t *testing.T) {
			text := parse(t, "river.txt", []byte(bytes))
			if text.Source != content.String() {
				t.Fatal("the source is another")
			}
			checkRiver(t, text, want)
			for file, err := range reading.Files(t.Context(), fstest.MapFS{text.File: {Data: []byte(bytes)}}) {
				if err != nil {
					t.Fatal(err)
				}
				read, err := file.Read(t.Context())
				if text.Source = ""; err != nil || !reflect.DeepEqual(read, text) {
					t.Errorf("read without its source, the text differs: %v", err)
				}
			}
		})
	}
}

func checkRiver(t *testing.T, text reading.Text, want []string) {
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

// TestSeams: where a large text has no blank lines, its sections end where paragraphs do; and if it has no lines,
// nothing is lost.
func TestSeams(t *testing.T) {
	const size = 10 << 20
	sentence := strings.Repeat("河水从山里流出来，经过三个村子，", 12) + "最后流进大海。"
	for name, part := range map[string]string{
		"indented": "　　" + wrap(sentence, 64) + "\n",
		"lines":    sentence + "\n",
		"one line": sentence,
		"blanks":   strings.Repeat(" ", 1000) + "\n",
		"no end":   "河水从山里流出来",
	} {
		t.Run(name, func(t *testing.T) {
			content := strings.Repeat(part, 1+size/len(part)) + "\n\n完。\n"
			text := parse(t, "river.txt", []byte(content))
			if text.Source != content {
				t.Error("the source is another")
			}
			at := 0
			for _, b := range text.Blocks {
				span := b.Spans[0]
				if between := text.Source[at:span.Start]; strings.TrimSpace(between) != "" || solid(b.Text) != solid(text.Source[span.Start:span.End]) {
					t.Fatalf("line %d: a block says %.60q…, behind %q", b.First, b.Text, between)
				}
				at = span.End
			}
			if strings.TrimSpace(text.Source[at:]) != "" {
				t.Errorf("%q is in no block", text.Source[at:])
			}
			if name != "indented" && name != "lines" {
				return
			}
			for _, b := range text.Blocks[:len(text.Blocks)-1] {
				if b.Text != sentence {
					t.Fatalf("at line %d: %.60q…, want a whole paragraph", b.First, b.Text)
				}
			}
		})
	}
}
