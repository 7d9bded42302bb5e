package bot

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"chuchu/retrieval/retrievaltest"
)

// TestFollowUps holds the conversations of testdata/followups.txt over the texts in seeds/.
func TestFollowUps(t *testing.T) {
	collection := retrievaltest.Open(t, os.DirFS("../seeds"))
	file, err := os.Open("testdata/followups.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c, last, n := NewConversation(New(collection)), "", 0
	for in := bufio.NewScanner(file); in.Scan(); {
		line := strings.TrimSpace(in.Text())
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case line == "":
			c.Forget()
			last = ""
			continue
		}
		says, want, _ := strings.Cut(line, " => ")
		answer, err := c.Ask(t.Context(), says)
		if err != nil {
			t.Fatal(err)
		}
		if answer.Understood != want {
			t.Errorf("after %q, %q is understood as %q, want %q", last, says, answer.Understood, want)
		}
		last, n = answer.Question, n+1
	}
	if n == 0 {
		t.Error("testdata/followups.txt has no cases")
	}
}

// TestForget: a conversation begun anew leans on nothing, and a long one keeps no more than its last turns.
func TestForget(t *testing.T) {
	c := NewConversation(newBot(t, "江苏省委书记信长星、安徽省委书记韩俊先后发言。"))
	for range 3 * maxTurns {
		if _, err := c.Ask(t.Context(), "江苏省委书记是谁？"); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.turns) != maxTurns {
		t.Errorf("%d turns are remembered, want %d", len(c.turns), maxTurns)
	}
	c.Forget()
	if a, err := c.Ask(t.Context(), "那安徽呢？"); err != nil || a.Understood != "" {
		t.Errorf("after Forget: understood as %q, %v", a.Understood, err)
	}
}

// FuzzConversation: whatever is said after whatever, a question is understood as one that can be put to the texts.
func FuzzConversation(f *testing.F) {
	b := newBot(f, "The captain was Edward Smith. He went down with the ship.",
		"座谈会上，上海市委书记陈吉宁、江苏省委书记信长星、浙江省委书记易炼红先后发言。", "2024年1月24日，市政协主席胡文容主持会议。")
	for _, said := range [][2]string{
		{"江苏省委书记是谁？", "那浙江呢？"}, {"上海市委书记是谁", "江苏呢"}, {"2024年1月24日谁主持会议？", "那2025年呢？"},
		{"十四届二次会议谁主持", "三次呢"}, {"Who was the captain of the Titanic?", "and the Britannic?"},
		{"Who was the captain?", "When did he go down?"}, {"Where is the ship?", "What is this ship?"},
		{"誰主持會議？", "他是誰"}, {"政协会议谁主持", "这个会议呢"}, {"ⱥ İ é？", "\xff那Ⱥ呢"}, {strings.Repeat("会", LongestQuestion), "那会议呢？"},
	} {
		f.Add(said[0], said[1])
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		c := NewConversation(b)
		_, _ = c.Ask(t.Context(), first) // what is no question leaves nothing behind
		a, err := c.Ask(t.Context(), second)
		if err != nil {
			return
		}
		if !utf8.ValidString(a.Understood) || utf8.RuneCountInString(a.Understood) > LongestQuestion {
			t.Errorf("%q, then %q: understood as %.80q", first, second, a.Understood)
		}
		if a.Understood != "" && a.Understood != a.Question {
			t.Errorf("%q, then %q: understood as %q, but asked %q", first, second, a.Understood, a.Question)
		}
	})
}
