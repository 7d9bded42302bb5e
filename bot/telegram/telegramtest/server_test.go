package telegramtest

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

// wantFaults takes the faults of a server and checks that each wanted one is among them, and no other.
func wantFaults(t *testing.T, s *Server, want ...string) {
	t.Helper()
	got := s.Faults()
	for i, f := range got {
		if i >= len(want) || !strings.Contains(f, want[i]) {
			t.Errorf("fault %d is %q, want %q", i, f, want[min(i, len(want)-1)])
		}
	}
	if len(got) < len(want) {
		t.Errorf("got the faults %q, want %q", got, want)
	}
}

// soon is how long a test waits for what must happen.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// until waits for a condition that must come.
func until(t *testing.T, s *Server, what string, holds func() bool) {
	t.Helper()
	if err := s.Until(soon(t), holds); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func TestAddress(t *testing.T) {
	s := New(t)
	for path, want := range map[string]int{
		"/bot" + s.Token + "/getMe":       200,
		"/bot110201543:revoked/getMe":     401,
		"/bot1:x/getMe":                   401,
		"/bot/getMe":                      404,
		"/botnothing/getMe":               404,
		"/bot" + s.Token:                  404,
		"/bot" + s.Token + "/getMe/again": 404,
		"/" + s.Token + "/getMe":          404,
	} {
		response, err := http.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		if a := read(response); response.StatusCode != want || a.OK != (want == 200) || !a.OK && a.Code != want {
			t.Errorf("%s: got %d %+v, want %d", path, response.StatusCode, a, want)
		}
	}
}

func TestRevokedToken(t *testing.T) {
	s := New(t)
	c := s.client(t)
	ended := poll(t, s, 0, 50)
	s.Revoke()
	if a := <-ended; a.Code != 401 || a.Description != "Unauthorized" {
		t.Errorf("the poll ended with %+v", a)
	}
	c.refused(401, "Unauthorized", "getMe", nil)
}

// TestBodies sends a message in a form, and a document in a multipart form.
func TestBodies(t *testing.T) {
	s := New(t)
	c, anna := s.client(t), s.AddPerson(Person{Name: "Anna"})
	s.Start(anna, "")
	id := itoa(int(anna.ID))
	send := func(method, kind, body string) {
		t.Helper()
		response, err := http.Post(c.url+method, kind, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if a := read(response); !a.OK {
			t.Errorf("%s: %+v", kind, a)
		}
	}
	send("sendMessage", "application/x-www-form-urlencoded", "chat_id="+id+"&text=hello")
	send("sendDocument", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n"+id+
		"\r\n--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.jsonl\"\r\n\r\n{}\r\n--x--\r\n")
	if got := s.Messages(anna.ID); len(got) != 3 || got[1].Text != "hello" || got[2].Document != "a.jsonl" || string(s.File(anna.ID, got[2].ID)) != "{}" {
		t.Errorf("got %+v", got)
	}
	c.refused(400, "Bad Request: strings must be encoded in UTF-8", "sendMessage", map[string]any{"chat_id": anna.ID, "text": "\xff"})
}

func TestSpec(t *testing.T) {
	s := New(t)
	c, anna := s.client(t), s.AddPerson(Person{Name: "Anna"})
	s.Start(anna, "")
	for _, test := range []struct {
		name, method string
		params       map[string]any
		faults       []string
	}{
		{"a method that there is not", "sendMessages", nil, []string{"sendMessages: there is no such method"}},
		{"a parameter that there is not", "getMe", map[string]any{"chat": 1}, []string{"getMe.chat: getMe has no such field"}},
		{"a name of old", "sendMessage", map[string]any{"chat_id": anna.ID, "text": "x", "reply_to_message_id": 1},
			[]string{"sendMessage.reply_to_message_id: sendMessage has no such field"}},
		{"one that is missing", "sendMessage", map[string]any{"chat_id": anna.ID}, []string{"sendMessage.text is missing"}},
		{"text for a number", "editMessageText", map[string]any{"chat_id": anna.ID, "message_id": "one", "text": "x"},
			[]string{"editMessageText.message_id is one, not Integer"}},
		{"null for an array", "sendMessage", map[string]any{"chat_id": anna.ID, "text": "x", "entities": nil},
			[]string{"sendMessage.entities is <nil>, not an array"}},
		{"a mistake deep inside", "sendMessage", map[string]any{"chat_id": anna.ID, "text": "x",
			"reply_markup": map[string]any{"inline_keyboard": [][]any{{map[string]any{"text": "a", "calback_data": "b", "url": 1}}}}},
			[]string{"reply_markup.inline_keyboard[0][0].calback_data: InlineKeyboardButton has no such field",
				"reply_markup.inline_keyboard[0][0].url is 1, not String"}},
		{"one of several types", "answerInlineQuery", map[string]any{"inline_query_id": "1", "results": []any{map[string]any{
			"type": "article", "id": 7, "title": "t", "input_message_content": map[string]any{"message_text": "m"}}}},
			[]string{"results[0].id is 7, not String"}},
		{"true for a flag", "answerCallbackQuery", map[string]any{"callback_query_id": "1", "show_alert": "yes"},
			[]string{"show_alert is yes, not Boolean"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c.call(test.method, test.params)
			wantFaults(t, s, test.faults...)
		})
	}
	c.refused(404, "Not Found: method not found", "sendMessages", nil)
	wantFaults(t, s, "sendMessages: there is no such method")
}

func TestTrouble(t *testing.T) {
	s := New(t)
	c, anna := s.client(t), s.AddPerson(Person{Name: "Anna"})
	s.Start(anna, "")
	send := func() answer { return c.call("sendMessage", map[string]any{"chat_id": anna.ID, "text": "x"}) }
	for _, test := range []struct {
		name    string
		trouble Trouble
		code    int  // of a refusal
		broken  bool // no answer that could be read
		lands   bool
	}{
		{"500", Trouble{Kind: Refusal, Status: 500, Says: "Internal Server Error"}, 500, false, false},
		{"a page of a proxy", Trouble{Kind: BadGateway}, 0, true, false},
		{"too much", Trouble{Kind: Flood, For: 3 * time.Second}, 429, false, false},
		{"the request is lost", Trouble{Kind: LostRequest}, 0, true, false},
		{"the response is lost", Trouble{Kind: LostResponse}, 0, true, true},
		{"slow", Trouble{Kind: Slow, For: time.Millisecond}, 0, false, true},
		{"another method", Trouble{Method: "getMe", Kind: LostRequest}, 0, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := len(s.Messages(anna.ID))
			s.Next(test.trouble)
			a := send()
			if (a.err != nil) != test.broken || a.Code != test.code || a.OK != (test.code == 0 && !test.broken) {
				t.Errorf("got %+v", a)
			}
			if landed := len(s.Messages(anna.ID)) > before; landed != test.lands {
				t.Errorf("the message landed: %v, want %v", landed, test.lands)
			}
			if test.code == 429 && a.Parameters.RetryAfter != 3 {
				t.Errorf("retry_after is %d", a.Parameters.RetryAfter)
			}
		})
	}
	c.call("getMe", nil) // takes the trouble that was meant for it
}

func TestHang(t *testing.T) {
	s := New(t)
	s.Next(Trouble{Kind: Hang})
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/bot"+s.Token+"/getMe", nil)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { _, err := http.DefaultClient.Do(r); ended <- err }()
	until(t, s, "the request", func() bool { return s.Count("getMe") == 1 })
	cancel()
	if err := <-ended; err == nil {
		t.Error("a request that hangs was answered")
	}
	if a := s.client(t).call("getMe", nil); !a.OK {
		t.Errorf("the next request: %+v", a)
	}
}

func TestQuiet(t *testing.T) {
	s := New(t)
	c, anna := s.client(t), s.AddPerson(Person{Name: "Anna"})
	short := func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		return s.Quiet(ctx)
	}
	if err := short(); err != nil {
		t.Error(err)
	}
	s.Write(Writing{From: anna, Text: "hello"})
	want := func(open string) {
		t.Helper()
		if err := short(); err == nil || !strings.Contains(err.Error(), open) {
			t.Errorf("got %v, want %s", err, open)
		}
	}
	want("1 updates are not confirmed")
	updates, _ := c.updates(0, 0)
	want("1 updates are not confirmed")
	c.updates(updates[0].ID+1, 0)
	want(`nothing answers message 1 in Anna: "hello"`)
	c.must("sendMessage", map[string]any{"chat_id": anna.ID, "text": "hello", "reply_markup": keyboard{[][]Button{{{Text: "a", Data: "b"}}}}})
	if err := short(); err != nil {
		t.Error(err)
	}
	query, err := s.Tap(anna, anna.ID, 2, "a")
	if err != nil {
		t.Fatal(err)
	}
	updates, _ = c.updates(0, 0)
	c.updates(updates[0].ID+1, 0)
	want(`the tap on "b" has no answer`)
	c.must("answerCallbackQuery", map[string]any{"callback_query_id": query})
	if err := s.Quiet(soon(t)); err != nil {
		t.Error(err)
	}
}
