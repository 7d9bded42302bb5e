package bot

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/retrieval/retrievaltest"
)

var update = flag.Bool("update", false, "rewrite testdata")

// TestActs holds the conversations of testdata/acts: what is said of the collection, and that words to the bot are in no
// question's way.
func TestActs(t *testing.T) {
	names, err := filepath.Glob("testdata/acts/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		said := &archive.Files[len(archive.Files)-1]
		got := spoken(t, New(retrievaltest.Open(t, retrievaltest.Archived(archive))), string(said.Data))
		if got != string(said.Data) && !*update {
			t.Errorf("%s: got\n%s", name, got)
		}
		if said.Data = []byte(got); *update {
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// spoken says what stands behind > in a conversation and returns it with what the bot says to each.
func spoken(t *testing.T, b *Bot, conversation string) string {
	var out strings.Builder
	c := NewConversation(b)
	for line := range strings.Lines(conversation) {
		if line == "\n" {
			c.Forget()
			out.WriteString(line)
			continue
		}
		message, ok := strings.CutPrefix(line, "> ")
		if !ok {
			continue
		}
		out.WriteString(line)
		a, err := c.Ask(t.Context(), message)
		if fault := (*QuestionError)(nil); errors.As(err, &fault) {
			a.Text = fault.Reason
		} else if err != nil {
			t.Fatal(err)
		}
		if a.Understood != "" && a.From == 0 {
			fmt.Fprintf(&out, "  (%s)\n", a.Understood)
		}
		fmt.Fprintf(&out, "  %s\n", strings.ReplaceAll(a.Text, "\n", "\n  "))
		if back := a.AskBack(true); back != "" {
			fmt.Fprintf(&out, "  %s\n", back)
		}
		for _, choice := range a.Choices {
			fmt.Fprintf(&out, "  [%s]\n", choice.Question)
		}
	}
	return out.String()
}
