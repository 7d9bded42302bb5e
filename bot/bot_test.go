package bot

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func newBot(t testing.TB, paragraphs ...string) *Bot {
	t.Helper()
	b := New(newCollection(t, paragraphs...))
	t.Cleanup(func() { b.Close() })
	return b
}

// TestNoQuestion: what cannot be asked is a *QuestionError with a sentence for the person who asked.
func TestNoQuestion(t *testing.T) {
	b := newBot(t, "The captain was Edward Smith.")
	for _, text := range []string{"", " \n\t", "?!", "。。。", "\x00\x1b", "\xff\xfe", strings.Repeat("字", LongestQuestion+1)} {
		_, err := b.Ask(t.Context(), text)
		var fault *QuestionError
		if !errors.As(err, &fault) || fault.Reason == "" {
			t.Errorf("Ask(%.20q): got %v, want a *QuestionError", text, err)
		}
	}
}

// FuzzAsk: whatever is asked, the answer is valid, its quotes stand in their passages, and its JSON can be read.
func FuzzAsk(f *testing.F) {
	b := newBot(f, "The captain was Edward Smith. He went down with the ship.", "江苏省委书记信长星、浙江省委书记易炼红先后发言。会议开了两天。浙江省委书记易炼红说，中心有两个。",
		"上海要加快\ufa6c\ufa6c\ufa6c建设金融中心、贸易中心。")
	for _, s := range []string{"Who was the captain?", "两个中心是哪两个？", "浙江省委书记是谁？", "\xff五个\x00中心", "２０２４年", "a", "？"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := b.Ask(t.Context(), text)
		var fault *QuestionError
		if err != nil && !errors.As(err, &fault) {
			t.Fatal(err)
		}
		if !utf8.ValidString(a.Question) || a.Confidence < 0 || a.Confidence > 1 {
			t.Errorf("%q: question %q, confidence %v", text, a.Question, a.Confidence)
		}
		for _, s := range a.Sources {
			for _, piece := range s.Pieces() {
				if !strings.Contains(s.Text, piece) || piece == "" {
					t.Errorf("%q: quote %q is not in %q", text, piece, s.Text)
				}
			}
		}
		line, err := json.Marshal(a)
		if err != nil || !json.Valid(line) {
			t.Errorf("%q: %v: %s", text, err, line)
		}
	})
}
