package api

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestUpdates(t *testing.T) {
	var got string
	answer := `{"ok":true,"result":[{"update_id":7,"message":{"message_id":1,"text":"甲"}},{"update_id":9,"poll":{}}]}`
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.FormValue("offset") + " " + r.FormValue("timeout") + " " + r.FormValue("allowed_updates")
		io.WriteString(w, answer)
	})
	updates, err := c.Updates(t.Context(), 7, time.Hour, []string{UpdateMessage, UpdateCallbackQuery})
	if err != nil {
		t.Fatal(err)
	}
	if want := `7 50 ["message","callback_query"]`; got != want {
		t.Errorf("the server got %s, want %s", got, want)
	}
	if len(updates) != 2 || updates[0].ID != 7 || updates[1].ID != 9 || string(updates[1].JSON) != `{"update_id":9,"poll":{}}` {
		t.Errorf("got %v", updates)
	}
	if _, err := c.Updates(t.Context(), 0, 0, nil); err != nil {
		t.Error(err)
	}
	if want := " 0 []"; got != want {
		t.Errorf("the server got %s, want %s", got, want)
	}
	for _, answer = range []string{`{"ok":true,"result":[{"message":{}}]}`, `{"ok":true,"result":[5]}`, `{"ok":true,"result":{}}`, `{"ok":true,"result":[{"update_id":"7"}]}`,
		`{"ok":true,"result":[{"update_id":9223372036854775807}]}`, `{"ok":true,"result":[{"update_id":-1}]}`} {
		if updates, err := c.Updates(t.Context(), 0, 0, nil); err == nil {
			t.Errorf("%s: got %v", answer, updates)
		}
	}
}

func TestDecode(t *testing.T) {
	raw, err := ParseRaw([]byte(`{"update_id":1,"message":{"message_id":2,"message_thread_id":5,"is_topic_message":true,"date":1700000000,
		"from":{"id":3,"first_name":"Li","language_code":"zh-hant"},"chat":{"id":-1001234567890123,"type":"supergroup","is_forum":true},
		"reply_to_message":{"message_id":1,"text":"before"},"quote":{"text":"be","position":0,"is_manual":true},"via_bot":{"id":9,"username":"b"},
		"forward_origin":{"type":"user"},"voice":{"file_id":"x"},"entities":[{"type":"mention","offset":0,"length":2}]},"future_field":{"a":[]}}`))
	if err != nil {
		t.Fatal(err)
	}
	u, err := raw.Decode()
	if err != nil {
		t.Fatal(err)
	}
	want := Message{ID: 2, ThreadID: 5, IsTopicMessage: true, From: &User{ID: 3, LanguageCode: "zh-hant"},
		Chat: Chat{ID: -1001234567890123, Type: "supergroup"}, ReplyTo: &Message{ID: 1, Text: "before"}, Quote: &TextQuote{Text: "be"},
		ViaBot: &User{ID: 9, Username: "b"}, Voice: true,
		Entities: []Entity{{Type: "mention", Length: 2}}}
	if diff := cmp.Diff(&want, u.Message); diff != "" {
		t.Error(diff)
	}
	if !u.Message.Unread() || u.Message.Topic() != 5 || u.Message.Chat.Private() || u.Message.ReplyTo.Unread() {
		t.Error("the message is not what it is")
	}
	raw.JSON = []byte(`{"update_id":1,"message":{"message_id":"secret question"}}`)
	if _, err := raw.Decode(); err == nil || strings.Contains(err.Error(), "question") {
		t.Errorf("got %v, want an error that does not quote", err)
	}
}

func TestEntityCut(t *testing.T) {
	for _, c := range []struct {
		text           string
		offset, length int
		want           string
	}{
		{"/ask　質問", 0, 4, "|/ask|　質問"},
		{"😀@a_bot 甲", 2, 6, "😀|@a_bot| 甲"},
		{"甲乙", 1, 1, "甲|乙|"},
		{"甲😀乙", 1, 2, "甲|😀|乙"},
		{"甲😀乙", 1, 1, "outside"}, // half a character
		{"甲😀乙", 2, 1, "outside"},
		{"甲", 0, 2, "outside"},
		{"甲", 1, 1, "outside"},
		{"甲", 5, 1, "outside"},
		{"甲", -1, 1, "outside"},
		{"甲", 0, 0, "outside"},
		{"甲", 0, -1, "outside"},
		{"", 0, 1, "outside"},
	} {
		got := "outside"
		if before, inside, after, ok := (Entity{Offset: c.offset, Length: c.length}).Cut(c.text); ok {
			got = before + "|" + inside + "|" + after
		}
		if got != c.want {
			t.Errorf("%q %d+%d: got %q, want %q", c.text, c.offset, c.length, got, c.want)
		}
	}
}

// FuzzUpdate decodes whatever comes: no panic, the id as it was found, entities that lie in their text or nowhere.
func FuzzUpdate(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{"message_id":2,"chat":{"id":3,"type":"private"},"text":"😀 /ask","entities":[{"type":"bot_command","offset":3,"length":4}]}}`))
	f.Add([]byte(`{"update_id":1,"message":{"text":"\ud83d","entities":[{"offset":-1,"length":9223372036854775807}],"reply_to_message":{"reply_to_message":null},"photo":null}}`))
	f.Add([]byte(`{"update_id":2,"callback_query":{"id":"1","from":{"id":1},"message":{"date":0,"chat":{}},"data":"1|x"}}`))
	f.Add([]byte(`{"update_id":2,"inline_query":{"id":"1","query":"甲"},"chosen_inline_result":{}}`))
	f.Add([]byte(`[null]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		raw, err := ParseRaw(data)
		if err != nil {
			return
		}
		u, err := raw.Decode()
		if err != nil {
			return
		}
		if u.ID != raw.ID || u.ID <= 0 {
			t.Errorf("update %d decoded as %d", raw.ID, u.ID)
		}
		for _, m := range []*Message{u.Message, u.EditedMessage} {
			if m == nil {
				continue
			}
			for _, e := range m.Entities {
				before, inside, after, ok := e.Cut(m.Text)
				if !ok {
					continue
				}
				if before+inside+after != m.Text || !utf8.ValidString(inside) || units(before) != e.Offset || units(inside) != e.Length {
					t.Errorf("%q cut by %d+%d into %q, %q, %q", m.Text, e.Offset, e.Length, before, inside, after)
				}
			}
		}
	})
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

func ExampleEntity_Cut() {
	_, command, question, _ := Entity{Type: "bot_command", Offset: 0, Length: 4}.Cut("/ask　五个中心？")
	fmt.Printf("%s|%s", command, question)
	// Output: /ask|　五个中心？
}
