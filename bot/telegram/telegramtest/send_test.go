package telegramtest

import (
	"strings"
	"testing"
	"time"
)

// chatted is a server with somebody who has started the bot.
func chatted(t *testing.T) (*Server, client, *Person) {
	s := New(t)
	anna := s.AddPerson(Person{Name: "Anna"})
	s.Start(anna, "")
	return s, s.client(t), anna
}

func TestSendMessageChecksTheText(t *testing.T) {
	s, c, anna := chatted(t)
	with := func(params ...any) map[string]any { return form(append(params, "chat_id", anna.ID)...) }
	c.refused(400, "Bad Request: message text is empty", "sendMessage", with("text", ""))
	wantFaults(t, s, "sendMessage.text is missing")
	c.refused(400, "Bad Request: message text is empty", "sendMessage", with("text", " \n　"))
	c.refused(400, "Bad Request: message text is empty", "sendMessage", with("text", "<b> </b>", "parse_mode", "HTML"))
	c.refused(400, "Bad Request: message is too long", "sendMessage", with("text", strings.Repeat("𠮷", 2048)+"a"))
	c.refused(400, "Bad Request: text is too long", "sendMessage", with("text", strings.Repeat("<b></b>", 4682)+"a", "parse_mode", "HTML"))
	c.refused(400, `Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 6`, "sendMessage", with("text", "长江<p>", "parse_mode", "HTML"))
	c.refused(400, "Bad Request: unsupported parse_mode", "sendMessage", with("text", "a", "parse_mode", "XML"))

	if m := c.must("sendMessage", with("text", strings.Repeat("𠮷", 2048))); length(m.Text) != 4096 {
		t.Errorf("a text of 4096 units came out with %d", length(m.Text))
	}
	long := strings.Repeat("<b>a</b>", 100) + strings.Repeat("&amp;", 3996)
	if m := c.must("sendMessage", with("text", long, "parse_mode", "HTML")); length(m.Text) != 4096 || len(m.Entities) != 100 {
		t.Errorf("got %d units and %d formats", length(m.Text), len(m.Entities))
	}
	if m := c.must("sendMessage", with("text", "\n  <i>  a </i>b \n", "parse_mode", "HTML")); m.Text != "a b" || m.Entities[0] != (Entity{Type: "italic", Length: 2}) {
		t.Errorf("trimmed to %q %+v", m.Text, m.Entities)
	}
	c.must("sendMessage", with("text", "ok"))
}

func TestSilentLossesAreFaults(t *testing.T) {
	s, c, anna := chatted(t)
	send := func(html string) wireMessage {
		return c.must("sendMessage", map[string]any{"chat_id": anna.ID, "text": html, "parse_mode": "HTML"})
	}
	if m := send(strings.Repeat("<b>a</b> ", 101)); len(m.Entities) != 100 {
		t.Errorf("%d formats are left, want 100", len(m.Entities))
	}
	wantFaults(t, s, "the text has 101 formats")
	send("<blockquote>a<blockquote>b</blockquote></blockquote>")
	wantFaults(t, s, "a blockquote stands where Telegram drops it")
	send("<code>a<b>b</b></code>")
	wantFaults(t, s, "a bold stands where Telegram drops it")
	send("<pre><code class=\"language-go\">a</code></pre>") // as it should be
}

func TestKeyboardIsChecked(t *testing.T) {
	s, c, anna := chatted(t)
	send := func(b Button) map[string]any {
		return map[string]any{"chat_id": anna.ID, "text": "x", "reply_markup": keyboard{[][]Button{{b}}}}
	}
	for want, b := range map[string]Button{
		"BUTTON_DATA_INVALID": {Text: "a", Data: strings.Repeat("长", 21) + "ab"},
		"can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard": {Text: "a"},
		"inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL":                       {Text: "a", URL: "nowhere"},
	} {
		c.refused(400, "Bad Request: "+want, "sendMessage", send(b))
	}
	c.refused(400, "Bad Request: can't parse reply keyboard markup JSON object", "sendMessage",
		map[string]any{"chat_id": anna.ID, "text": "x", "reply_markup": "{"})
	wantFaults(t, s, "reply_markup is {, not InlineKeyboardMarkup")
	c.must("sendMessage", send(Button{Text: "a", Data: strings.Repeat("长", 21) + "a"})) // 64 bytes
	c.must("sendMessage", send(Button{Text: "a", Data: "b", URL: "https://x.org"}))
	wantFaults(t, s, `the button "a" does several things`)
}

// TestWhoCannotBeWrittenTo goes through the refusals that tell a bot to leave a chat alone.
func TestWhoCannotBeWrittenTo(t *testing.T) {
	s, c, anna := chatted(t)
	li := s.AddPerson(Person{Name: "Li"})
	send := func(chat int64) map[string]any { return map[string]any{"chat_id": chat, "text": "x"} }

	c.refused(400, "Bad Request: chat not found", "sendMessage", send(1))
	c.refused(403, "Forbidden: bot can't initiate conversation with a user", "sendMessage", send(li.ID))
	s.Block(anna, true)
	c.refused(403, "Forbidden: bot was blocked by the user", "sendMessage", send(anna.ID))
	s.Block(anna, false)
	c.must("sendMessage", send(anna.ID))
}

func TestReplies(t *testing.T) {
	s, c, anna := chatted(t)
	id := s.Write(Writing{From: anna, Text: "where is the answer?"})
	reply := func(params map[string]any) map[string]any {
		return map[string]any{"chat_id": anna.ID, "text": "x", "reply_parameters": params}
	}
	m := c.must("sendMessage", reply(map[string]any{"message_id": id}))
	if m.ReplyTo == nil || m.ReplyTo.ID != id {
		t.Errorf("got %+v", m)
	}
	c.refused(400, "Bad Request: message to be replied not found", "sendMessage", reply(map[string]any{"message_id": 99}))
	c.must("sendMessage", reply(map[string]any{"message_id": id, "quote": "the answer"}))
	wantFaults(t, s, "a part of one, is not played here")
	if m := c.must("sendMessage", reply(map[string]any{"message_id": 99, "allow_sending_without_reply": true})); m.ReplyTo != nil {
		t.Errorf("got %+v", m)
	}
}

func TestTopics(t *testing.T) {
	s, c, anna := chatted(t)
	forum, super := s.AddGroup(Forum, "Club"), s.AddGroup(Supergroup, "Many")
	news := s.AddTopic(forum, "News", anna)
	send := func(chat int64, thread int) map[string]any {
		return map[string]any{"chat_id": chat, "text": "x", "message_thread_id": thread}
	}
	m := c.must("sendMessage", send(forum, news))
	if m.Thread != news || !m.InTopic || m.ReplyTo == nil || m.ReplyTo.TopicCreated == nil {
		t.Errorf("in a topic: %+v", m)
	}
	c.refused(400, "Bad Request: message thread not found", "sendMessage", send(forum, 999))
	c.refused(400, "Bad Request: message thread not found", "sendMessage", send(forum, 1)) // General is no thread
	c.refused(400, "Bad Request: message thread not found", "sendMessage", send(super, news))
	c.refused(400, "Bad Request: message thread not found", "sendChatAction", map[string]any{"chat_id": forum, "message_thread_id": 999, "action": "typing"})

	// a reply in a supergroup without topics is in a thread, which is none to write to
	first := s.Write(Writing{From: anna, Chat: super, Text: "/ask@chuchu_bot one"})
	s.Write(Writing{From: anna, Chat: super, Text: "/ask@chuchu_bot two", ReplyTo: first})
	got, _ := c.updates(-1, 0)
	if m := got[0].Message; m.Thread != first || m.InTopic {
		t.Errorf("a reply: %+v", m)
	}
	c.refused(400, "Bad Request: message thread not found", "sendMessage", send(super, first))
}

func TestEdits(t *testing.T) {
	_, c, anna := chatted(t)
	keys := keyboard{[][]Button{{{Text: "a", Data: "b"}}}}
	m := c.must("sendMessage", map[string]any{"chat_id": anna.ID, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": keys})
	edit := func(id int, text string, more ...any) map[string]any {
		return form(append(more, "chat_id", anna.ID, "message_id", id, "text", text)...)
	}
	unchanged := "Bad Request: " + notModified
	c.refused(400, unchanged, "editMessageText", edit(m.ID, " <b>x</b>", "parse_mode", "HTML", "reply_markup", keys))
	c.must("editMessageText", edit(m.ID, "x", "reply_markup", keys)) // no longer bold
	if got := c.must("editMessageText", edit(m.ID, "x")); got.Keyboard != nil || got.EditDate == 0 {
		t.Errorf("an edit without a keyboard left %+v", got)
	}
	c.refused(400, "Bad Request: message to edit not found", "editMessageText", edit(99, "x"))
	c.refused(400, "Bad Request: message can't be edited", "editMessageText", edit(1, "x")) // Anna's own
}

func TestLimits(t *testing.T) {
	s, c, anna := polled(t) // its time moves only by Advance
	s.Start(anna, "")
	s.Keep(Limits{PerChat: 1, Burst: 2, GroupMinute: 20, Overall: 30})
	li := s.AddPerson(Person{Name: "Li"})
	s.Start(li, "")
	send := func(chat int64) answer { return c.call("sendMessage", map[string]any{"chat_id": chat, "text": "x"}) }
	for range 2 {
		if a := send(anna.ID); !a.OK {
			t.Errorf("a burst of two: %+v", a)
		}
	}
	if a := send(anna.ID); a.Code != 429 || a.Description != "Too Many Requests: retry after 1" || a.Parameters.RetryAfter != 1 {
		t.Errorf("the third: %+v", a)
	}
	edit := map[string]any{"chat_id": anna.ID, "message_id": 2, "text": "y"}
	if a := c.call("editMessageText", edit); a.Code != 429 {
		t.Errorf("an edit: %+v", a)
	}
	if a := send(li.ID); !a.OK {
		t.Errorf("another chat: %+v", a)
	}
	s.Advance(time.Second)
	if a := c.call("editMessageText", edit); !a.OK {
		t.Errorf("a second later: %+v", a)
	}
	if s.Floods() != 2 {
		t.Errorf("%d floods, want 2", s.Floods())
	}
	group := s.AddGroup(Group, "Readers")
	for i := range 20 {
		s.Advance(time.Second)
		if a := send(group); !a.OK {
			t.Fatalf("message %d in a group: %+v", i, a)
		}
	}
	s.Advance(time.Second)
	if a := send(group); a.Code != 429 || a.Parameters.RetryAfter < 30 {
		t.Errorf("the 21st in a minute: %+v", a)
	}
	s.Advance(time.Minute)
	for i := range 40 {
		p := s.AddPerson(Person{Name: "Somebody"})
		s.Start(p, "")
		if a := send(p.ID); a.OK != (i < 30) {
			t.Errorf("chat %d within a second: %v %d %s", i, a.OK, a.Code, a.Description)
		}
	}
}

func TestFloodIsToldInWholeSeconds(t *testing.T) {
	s, c, _ := chatted(t)
	s.Next(Trouble{Kind: Flood, For: 1500 * time.Millisecond})
	if a := c.call("getMe", nil); a.Parameters.RetryAfter != 2 {
		t.Errorf("whole seconds, rounded up: got %d", a.Parameters.RetryAfter)
	}
}

func TestChatAction(t *testing.T) {
	s, c, anna := chatted(t)
	c.must("sendChatAction", map[string]any{"chat_id": anna.ID, "action": "typing"})
	c.must("sendChatAction", map[string]any{"chat_id": anna.ID, "action": "thinking"})
	wantFaults(t, s, `"thinking" is not played here`)
	if shown := s.Shown(0); len(shown) != 2 || shown[0].What != Typing {
		t.Errorf("the phones showed %v", shown)
	}
}
