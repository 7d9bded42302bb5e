package several

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata")

// TestSplit holds messages with the questions that they hold: below a message each of its questions, with what it is read as
// behind an arrow, which is double if it is nothing without that; nothing below one that asks one thing.
func TestSplit(t *testing.T) {
	const file = "testdata/messages.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		got.WriteString(line)
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			got.WriteString(shown(Split(line, func(string) bool { return false })))
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(strings.Split(string(data), "\n"), strings.Split(got.String(), "\n")); diff != "" && !*update {
		t.Error(diff)
	}
}

func shown(m Message) string {
	var b strings.Builder
	if m.Each > 0 {
		return fmt.Sprintf("  each of %d: %s\n", m.Each, m.Parts[0].Said)
	}
	if len(m.Parts) < 2 {
		return ""
	}
	for _, p := range m.Parts {
		b.WriteString("  " + p.Said)
		if p.Whole != "" {
			arrow := " → "
			if p.Leaning {
				arrow = " ⇒ "
			}
			b.WriteString(arrow + p.Whole)
		}
		b.WriteString("\n")
	}
	return b.String()
}
