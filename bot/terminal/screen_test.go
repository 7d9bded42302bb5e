package terminal

import (
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"城市不仅要有高度，更要有温度。", 0, []string{"城市不仅要有高度，更要有温度。"}},
		{"城市不仅要有高度，更要有温度。", 16, []string{"城市不仅要有高", "度，更要有温度。"}}, // no comma at the beginning of a row
		{"the ship sank", 9, []string{"the ship", "sank"}},
		{"unsinkable", 4, []string{"unsinkable"}}, // nowhere to break
		{"", 10, []string{""}},
	} {
		if got := wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// FuzzWrap: rows lose nothing but the blanks at their ends.
func FuzzWrap(f *testing.F) {
	f.Add("城市不仅要有高度，the ship sank \u202e in 1912", 10)
	f.Fuzz(func(t *testing.T, text string, width int) {
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		text = visible(text)
		if got := strings.Join(wrap(text, width%200), ""); bare(got) != bare(text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

// TestVisible: nothing of a text reaches the terminal as an order, and places in it stay places.
func TestVisible(t *testing.T) {
	text := "a\x1b[31mred\x07 \u009b2J \u202etxt\n"
	got := visible(text)
	if len(got) != len(text) || strings.ContainsAny(got, "\x1b\x07\u009b\u202e\n") {
		t.Errorf("visible(%q) = %q", text, got)
	}
	if uniseg.StringWidth(got) == 0 {
		t.Error("nothing is left to see")
	}
}
