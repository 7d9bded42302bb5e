package state

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnswerIsFoundByIDAndByMessages(t *testing.T) {
	s := open(t)
	a := sample(s, 7)
	a.Message = 0
	receive(t, s, 1)
	must(t, s.Sending(1, a))
	want(t, s, a, a.Asked)
	wantNone(t, s, a.Chat, 16)
	a.Message = 16
	must(t, s.Finish(1, a))
	must(t, s.Close())
	s = reopen(t, s.path)
	want(t, s, a, a.Asked, a.Message)
	wantNone(t, s, s.Key(8), a.Message) // another chat

	edited := a
	edited.ID, edited.Question = s.NewAnswerID(), "another question"
	must(t, save(s, edited))
	want(t, s, edited, a.Asked, a.Message)
	if first, ok, err := s.Answer(a.ID); !ok || err != nil || first.Question != a.Question {
		t.Errorf("the first answer is %v, %v", ok, err)
	}

	a.Asked, a.Message = 0, 0 // the first one gives up its places, which are the other's now
	must(t, save(s, a))
	want(t, s, edited, edited.Asked, edited.Message)
	edited.Message = 99
	must(t, save(s, edited))
	want(t, s, edited, edited.Asked, 99)
	wantNone(t, s, a.Chat, 16)
}

// want finds the answer by its id and by the messages of its chat.
func want(t *testing.T, s *State, a Answer, at ...int64) {
	t.Helper()
	got, ok, err := s.Answer(a.ID)
	if diff := cmp.Diff(a, got); !ok || err != nil || diff != "" {
		t.Errorf("by id: %v, %v\n%s", ok, err, diff)
	}
	for _, message := range at {
		got, ok, err := s.AnswerAt(a.Chat, message)
		if diff := cmp.Diff(a, got); !ok || err != nil || diff != "" {
			t.Errorf("by message %d: %v, %v\n%s", message, ok, err, diff)
		}
	}
}

func wantNone(t *testing.T, s *State, chat Key, message int64) {
	t.Helper()
	if a, ok, err := s.AnswerAt(chat, message); ok || err != nil {
		t.Errorf("message %d has the answer %v, %v", message, a.ID, err)
	}
}
