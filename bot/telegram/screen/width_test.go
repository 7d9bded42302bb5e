package screen

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

func TestShort(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 4, ""},
		{"五个中心", 8, "五个中心"},
		{"五个中心", 7, "五个中…"},
		{"五个，中心", 7, "五个…"},
		{"ship", 4, "ship"},
		{"ships", 4, "shi…"},
		{"👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"},
	} {
		if got := short(c.text, c.width); got != c.want {
			t.Errorf("short(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func FuzzShort(f *testing.F) {
	f.Add("五个中心ship👨‍👩‍👧e\u0301", 7)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = 2 + width&127
		got := short(text, width)
		beginning, cut := strings.CutSuffix(got, "…")
		if uniseg.StringWidth(got) > width || got != text && !(cut && strings.HasPrefix(text, beginning)) {
			t.Errorf("short(%q, %d) = %q", text, width, got)
		}
	})
}
