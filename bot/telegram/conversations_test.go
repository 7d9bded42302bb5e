package telegram

import (
	"testing"
	"time"
)

// TestConversations: which question a question leans on.
func TestConversations(t *testing.T) {
	b, err := seeds()
	if err != nil {
		t.Fatal(err)
	}
	anna, inGroup, li := conversationKey{1, 0, 1}, conversationKey{-5, 0, 1}, conversationKey{-5, 0, 2}
	const leaning, whole, other = "那安徽呢？", "江苏省委书记是谁？", "五个中心是哪五个？"
	noon := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name  string
		talk  func(ask func(key conversationKey, question, about string, minute int) string, m *conversations) (understood string)
		leans bool
	}{
		{"on the last one", func(ask func(conversationKey, string, string, int) string, _ *conversations) string {
			ask(anna, whole, "", 0)
			return ask(anna, leaning, "", 29)
		}, true},
		{"not after a while", func(ask func(conversationKey, string, string, int) string, _ *conversations) string {
			ask(anna, whole, "", 0)
			return ask(anna, leaning, "", 31)
		}, false},
		{"not on that of another chat", func(ask func(conversationKey, string, string, int) string, _ *conversations) string {
			ask(anna, whole, "", 0)
			return ask(inGroup, leaning, "", 1)
		}, false},
		{"not on that of another person", func(ask func(conversationKey, string, string, int) string, _ *conversations) string {
			ask(inGroup, whole, "", 0)
			return ask(li, leaning, "", 1)
		}, false},
		{"on the one whose answer is replied to, however old", func(ask func(conversationKey, string, string, int) string, _ *conversations) string {
			ask(anna, other, "", 0)
			return ask(anna, leaning, whole, 600)
		}, true},
		{"not after /new", func(ask func(conversationKey, string, string, int) string, m *conversations) string {
			ask(anna, whole, "", 0)
			m.forget(anna)
			return ask(anna, leaning, "", 1)
		}, false},
		{"not after /forget, in any chat", func(ask func(conversationKey, string, string, int) string, m *conversations) string {
			ask(anna, whole, "", 0)
			ask(inGroup, whole, "", 0)
			m.forgetPerson(1)
			return ask(anna, leaning, "", 1) + ask(inGroup, leaning, "", 1)
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := newConversations(b)
			understood := test.talk(func(key conversationKey, question, about string, minute int) string {
				a, err := m.ask(t.Context(), nil, "", key, question, about, noon.Add(time.Duration(minute)*time.Minute))
				if err != nil {
					t.Fatal(err)
				}
				return a.Understood
			}, m)
			if want := "安徽省委书记是谁？"; test.leans && understood != want || !test.leans && understood != "" {
				t.Errorf("it was understood as %q", understood)
			}
		})
	}
}
