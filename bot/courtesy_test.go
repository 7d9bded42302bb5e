package bot

import "testing"

// TestCourtesy: a greeting is greeted in its language, and nothing is searched; what goes on with a question is one.
func TestCourtesy(t *testing.T) {
	b := newBot(t, "The captain was Edward Smith. He said hello and thanks.", "你好，谢谢，再见，他说。")
	for text, want := range map[string]func(Phrases) string{
		"你好":         func(p Phrases) string { return p.Greeting },
		"您好！":        func(p Phrases) string { return p.Greeting },
		"Hi there":   func(p Phrases) string { return p.Greeting },
		"謝謝你～":       func(p Phrases) string { return p.Welcome },
		"Thank you!": func(p Phrases) string { return p.Welcome },
		"好的，谢谢":      func(p Phrases) string { return p.Welcome },
		"再見":         func(p Phrases) string { return p.Goodbye },
		"bye":        func(p Phrases) string { return p.Goodbye },
	} {
		a, err := b.Ask(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		if phrase := want(a.Language.Phrases()); !a.Courtesy() || a.Answered() || a.Text != phrase || len(a.Sources) > 0 {
			t.Errorf("%s: got %+v, want %q", text, a, phrase)
		}
	}
	for _, text := range []string{"谁说了你好？", "Who said hello?", "hello world program", "谢谢是什么意思", "captain"} {
		if a, err := b.Ask(t.Context(), text); err != nil || a.Courtesy() {
			t.Errorf("%s: got %+v, %v, want a search", text, a, err)
		}
	}
}

// TestCourtesyBetween: thanks between two questions do not make the second lose what it leans on.
func TestCourtesyBetween(t *testing.T) {
	c := NewConversation(newBot(t, "江苏省委书记信长星、浙江省委书记易炼红先后发言。"))
	for _, text := range []string{"江苏省委书记是谁？", "谢谢"} {
		if _, err := c.Ask(t.Context(), text); err != nil {
			t.Fatal(err)
		}
	}
	if a, err := c.Ask(t.Context(), "那浙江呢？"); err != nil || a.Understood != "浙江省委书记是谁？" {
		t.Errorf("got %q, %v, want 浙江省委书记是谁？", a.Understood, err)
	}
}
