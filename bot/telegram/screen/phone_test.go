package screen

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"golang.org/x/net/html"
)

// How the tests show a screen: as a narrow phone would, in rows of phoneColumns, **bold**, _italic_, ▏ before the rows of a
// quote, ⌄ where a quote is folded after three rows, ‹links› and [buttons].
const (
	phoneColumns = 40
	foldedRows   = 3
)

// phone shows a screen. Along the way it checks what holds for all: Telegram takes it, and the buttons are good.
func phone(t *testing.T, s Screen) string {
	t.Helper()
	size := s.Body.Size()
	if size.Units == 0 || size.Units > 4096 || size.Bytes > 32768 || size.Entities > 100 {
		t.Errorf("Telegram does not take %+v: %s", size, s.Body.HTML())
	}
	var out strings.Builder
	for _, row := range rows(t, s.Body.HTML()) {
		fmt.Fprintln(&out, row)
	}
	for _, row := range s.Keyboard {
		for i, b := range row {
			if i > 0 {
				out.WriteString(" ")
			}
			fmt.Fprintf(&out, "[%s]", b.Text)
			checkButton(t, b)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func checkButton(t *testing.T, b Button) {
	t.Helper()
	if b.URL != "" {
		return
	}
	if got, err := ParseData(b.Data.String()); err != nil || got != b.Data {
		t.Errorf("button %q: %+v comes back as %+v, %v", b.Text, b.Data, got, err)
	}
}

// rows lays a text out in rows, quotes apart from the rest.
func rows(t *testing.T, source string) []string {
	t.Helper()
	var shown []string
	parts := blocks(t, source)
	for i, part := range parts {
		if i > 0 && !part.quote { // the line break that a quote ends with anyway
			part.text = strings.TrimPrefix(part.text, "\n")
		}
		if i < len(parts)-1 && !part.quote {
			part.text = strings.TrimSuffix(part.text, "\n")
		}
		var laid []string
		for line := range strings.SplitSeq(part.text, "\n") {
			laid = append(laid, wrap(line, phoneColumns-2)...)
		}
		if part.folded && len(laid) > foldedRows {
			laid[foldedRows-1] += " ⌄"
			for i := range laid[foldedRows:] {
				laid[foldedRows+i] = "⋮ " + laid[foldedRows+i]
			}
		}
		for _, row := range laid {
			if part.quote {
				row = "▏ " + row
			}
			shown = append(shown, strings.TrimRight(row, " "))
		}
	}
	return shown
}

// block is a quote, or what stands between quotes.
type block struct {
	text          string
	quote, folded bool
}

func blocks(t *testing.T, source string) []block {
	t.Helper()
	found := []block{{}}
	z := html.NewTokenizer(strings.NewReader(source))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token, last := z.Token(), &found[len(found)-1]
		switch {
		case kind == html.TextToken:
			last.text += token.Data
		case token.Data == "blockquote" && kind == html.StartTagToken:
			found = append(found, block{quote: true, folded: len(token.Attr) > 0})
		case token.Data == "blockquote":
			found = append(found, block{})
		case token.Data == "a" && kind == html.StartTagToken:
			last.text += "‹"
		case token.Data == "a":
			last.text += "›"
		default:
			last.text += map[string]string{"b": "**", "i": "_", "code": "`"}[token.Data]
		}
	}
	if found[0].text == "" {
		found = found[1:]
	}
	if last := len(found) - 1; last > 0 && found[last].text == "" {
		found = found[:last]
	}
	return found
}

func wrap(line string, width int) []string {
	var laid []string
	row, used := "", 0
	for state := -1; line != ""; {
		var piece string
		piece, line, _, state = uniseg.FirstLineSegmentInString(line, state)
		if w := uniseg.StringWidth(strings.TrimRight(piece, " ")); used > 0 && used+w > width {
			laid, row, used = append(laid, row), "", 0
		}
		row += piece
		used += uniseg.StringWidth(piece)
	}
	return append(laid, row)
}
