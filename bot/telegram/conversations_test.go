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
	type asked struct {
		by       conversationKey
		minute   int
		question string
		about    string // the question whose answer is replied to
	}
	before := []asked{{anna, 0, whole, ""}}
	for _, test := range []struct {
		name   string
		before []asked
		then   func(*conversations)
		last   asked
		leans  bool
	}{
		{"on the last one", before, nil, asked{anna, 29, leaning, ""}, true},
		{"not after a while", before, nil, asked{anna, 31, leaning, ""}, false},
		{"not on that of another chat", before, nil, asked{inGroup, 1, leaning, ""}, false},
		{"not on that of another person", []asked{{inGroup, 0, whole, ""}}, nil, asked{li, 1, leaning, ""}, false},
		{"on the one whose answer is replied to, however old", []asked{{anna, 0, other, ""}}, nil, asked{anna, 600, leaning, whole}, true},
		{"not after /new", before, func(m *conversations) { m.forget(anna) }, asked{anna, 1, leaning, ""}, false},
		{"not after /forget", before, func(m *conversations) { m.forgetPerson(1) }, asked{anna, 1, leaning, ""}, false},
		{"not after /forget, in another chat", []asked{{inGroup, 0, whole, ""}}, func(m *conversations) { m.forgetPerson(1) }, asked{inGroup, 1, leaning, ""}, false},
	} {
		m := newConversations(b)
		ask := func(q asked) string {
			a, err := m.ask(t.Context(), nil, "", q.by, q.question, under{question: q.about}, noon.Add(time.Duration(q.minute)*time.Minute))
			if err != nil {
				t.Fatal(err)
			}
			return a.Understood
		}
		for _, q := range test.before {
			ask(q)
		}
		if test.then != nil {
			test.then(m)
		}
		understood := ask(test.last)
		if want := "安徽省委书记是谁？"; test.leans && understood != want || !test.leans && understood != "" {
			t.Errorf("%s: it was understood as %q", test.name, understood)
		}
	}
}
