package telegramtest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestParseHTML reads testdata/html.txt.
func TestParseHTML(t *testing.T) {
	content, err := os.ReadFile("testdata/html.txt")
	if err != nil {
		t.Fatal(err)
	}
	source, tests := "", 0
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSuffix(line, "\n")
		want, isResult := strings.CutPrefix(line, "→ ")
		switch {
		case line == "" || line[0] == '#':
		case !isResult:
			source = strings.ReplaceAll(line, `\n`, "\n")
		default:
			tests++
			if got := htmlResult(source); got != want {
				t.Errorf("%s\ngot  %s\nwant %s", source, got, want)
			}
		}
	}
	if tests < 30 {
		t.Errorf("only %d lines were read", tests)
	}
}

func htmlResult(source string) string {
	text, entities, err := parseHTML(source)
	if err != nil {
		return "! " + err.Error()
	}
	parts := []string{strings.ReplaceAll(text, "\n", `\n`)}
	for _, e := range entities {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %d+%d %s", e.Type, e.Offset, e.Length, e.URL)))
	}
	return strings.Join(parts, " | ")
}

// FuzzParseHTML checks what holds for any source: no panic, entities within the text, and no entity cuts a character.
func FuzzParseHTML(f *testing.F) {
	for _, s := range []string{"<b>a</b>", "<a href='x.y'>𠮷</a>", "&#x1F44D;<i>", "<blockquote expandable>a", "<", "</", "<b ", "<a b='"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		text, entities, err := parseHTML(source)
		if err != nil {
			return
		}
		for _, e := range entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > length(text) {
				t.Errorf("%q: %+v is not within %q", source, e, text)
			}
			if p := piece(text, e.Offset, e.Length); strings.ContainsRune(p, utf8.RuneError) && !strings.ContainsRune(text, utf8.RuneError) {
				t.Errorf("%q: %+v cuts a character", source, e)
			}
		}
		Render(Message{Text: text, Entities: entities})
	})
}
