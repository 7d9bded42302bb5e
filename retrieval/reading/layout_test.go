package reading_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"chuchu/retrieval/reading"

	"github.com/google/go-cmp/cmp"
)

// TestLayouts lays the paragraphs of seeds anew, in each way that plain texts are laid out, and wants the same back.
func TestLayouts(t *testing.T) {
	for _, seed := range []string{"000_93b4c96966ab744b.txt", "002_29930e7ff16485cd.txt", "004_c0109feaeeab315a.txt"} {
		want := paragraphs(parse(t, seed, read(t, filepath.Join(seeds, seed))))
		for _, width := range []int{26, 40, 64, 76} {
			for name, lay := range map[string]func([]string) string{
				"blank lines": func(p []string) string { return strings.Join(p, "\n\n") },
				"indented":    func(p []string) string { return "    " + strings.Join(p, "\n    ") },
				"both":        func(p []string) string { return "　　" + strings.Join(p, "\n\n　　") },
				"double":      func(p []string) string { return strings.ReplaceAll(strings.Join(p, "\n\n\n"), "\n", "\r\n") },
				"columns":     func(p []string) string { return columns(strings.Join(p, "\n\n")) },
			} {
				t.Run(fmt.Sprintf("%s/%d %s", seed[:3], width, name), func(t *testing.T) {
					wrapped := make([]string, len(want))
					for i, p := range want {
						wrapped[i] = wrap(p, width)
					}
					text := parse(t, seed, []byte(lay(wrapped)+"\n"))
					checkWhole(t, text)
					if diff := cmp.Diff(want, paragraphs(text)); diff != "" {
						t.Errorf("-want +got:\n%s", diff)
					}
				})
			}
		}
	}
}

func paragraphs(text reading.Text) []string {
	var all []string
	for _, b := range text.Blocks {
		if b.Kind == reading.Paragraph {
			all = append(all, b.Text)
		}
	}
	return all
}

// wrap breaks a paragraph at a width, between words or before any Han character that may begin a line.
func wrap(s string, width int) string {
	var b strings.Builder
	line := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		unit := s[:size]
		if r < 0x2e80 && r != ' ' {
			end := strings.IndexFunc(s, func(r rune) bool { return r == ' ' || r >= 0x2e80 })
			if end < 0 {
				end = len(s)
			}
			unit = s[:end]
		}
		n := len([]rune(unit))
		if r >= 0x2e80 {
			n = 2
		}
		if line+n > width && line > 0 && !strings.ContainsAny(unit[:1], " ") && !strings.ContainsRune("，。、；：！？”’）》", r) {
			b.WriteByte('\n')
			line = 0
		}
		if unit == " " && line+1 > width {
			b.WriteByte('\n')
			line = 0
		} else {
			b.WriteString(unit)
			line += n
		}
		s = s[len(unit):]
	}
	return b.String()
}

// columns cuts a text by a blank line after every ninth line whose sentence is not finished, as column breaks do.
func columns(s string) string {
	lines := strings.Split(s, "\n")
	for i := 8; i < len(lines)-1; i += 9 {
		if lines[i] != "" && lines[i+1] != "" && !strings.ContainsAny(lines[i][max(0, len(lines[i])-3):], "。.”") {
			lines[i] += "\n"
		}
	}
	return strings.Join(lines, "\n")
}
