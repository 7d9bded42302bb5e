package act

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata")

// TestOf: messages with what they want are in testdata/acts.txt.
func TestOf(t *testing.T) {
	const name = "testdata/acts.txt"
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var rewritten strings.Builder
	for line := range strings.Lines(string(content)) {
		message, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " | ")
		if message == "" || message[0] == '#' {
			rewritten.WriteString(line)
			continue
		}
		got := message + " | " + described(message, Of(message)) + "\n"
		if rewritten.WriteString(got); got != line && !*update {
			t.Errorf("got  %swant %s", got, line)
		}
	}
	if *update {
		if err := os.WriteFile(name, []byte(rewritten.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func described(message string, a Act) string {
	said := []string{string(a.Kind)}
	if a.What != "" {
		said[0] += "/" + string(a.What)
	}
	if a.Matter != message {
		said = append(said, a.Matter)
	}
	if !a.Reference.None() {
		said = append(said, "text="+a.Reference.Said)
	}
	if a.Topic != "" {
		said = append(said, "topic="+a.Topic)
	}
	if a.Brief {
		said = append(said, "brief")
	}
	if a.Listed {
		said = append(said, "listed")
	}
	if a.Language != "" {
		said = append(said, a.Language)
	}
	return strings.Join(said, " | ")
}

// TestTry shows what the messages of the file TRY, one a line, are taken for, if that is not a question as it stands.
func TestTry(t *testing.T) {
	f, err := os.Open(os.Getenv("TRY"))
	if err != nil {
		t.Skip("TRY names no file of messages")
	}
	for s := bufio.NewScanner(f); s.Scan(); {
		if d := described(s.Text(), Of(s.Text())); d != string(Question) {
			fmt.Println(s.Text() + " | " + d)
		}
	}
}

// FuzzOf: whatever is said, what is made of it stands in it.
func FuzzOf(f *testing.F) {
	for _, s := range []string{"你好，请问第二篇讲了什么？谢谢", "“a” from where, please", "\xff总结\x00第三篇", "", "？"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, message string) {
		a := Of(message)
		for _, s := range []string{strings.TrimRight(a.Matter, "?？"), a.Topic, a.Reference.Said} {
			if !strings.Contains(message, s) {
				t.Errorf("%q: %q is not in it", message, s)
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	content, err := os.ReadFile("testdata/acts.txt")
	if err != nil {
		b.Fatal(err)
	}
	messages := strings.Split(string(content), "\n")
	Of("a")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Of(messages[i%len(messages)])
	}
}
