package telegramtest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"
)

// polled is a server with a bot's client and somebody who writes.
func polled(t *testing.T) (*Server, client, *Person) {
	s := New(t)
	s.clock.still = time.Now()
	return s, s.client(t), s.AddPerson(Person{Name: "Anna", Language: "en"})
}

// poll starts a long poll and returns what it will end with.
func poll(t *testing.T, s *Server, offset int64, timeout int) chan answer {
	t.Helper()
	ended := s.client(t).begin(offset, timeout)
	until(t, s, "a poll that waits", s.Waiting)
	return ended
}

// begin starts a poll.
func (c client) begin(offset int64, timeout int) chan answer {
	ended := make(chan answer, 1)
	go func() { _, a := c.updates(offset, timeout); ended <- a }()
	return ended
}

func texts(updates []wireUpdate) []string {
	var all []string
	for _, u := range updates {
		all = append(all, u.Message.Text)
	}
	return all
}

func TestOffsetConfirms(t *testing.T) {
	s, c, anna := polled(t)
	for _, text := range []string{"a", "b", "c", "d"} {
		s.Write(Writing{From: anna, Text: text})
	}
	all, _ := c.updates(0, 0)
	if got := texts(all); !slices.Equal(got, []string{"a", "b", "c", "d"}) {
		t.Fatalf("got %q", got)
	}
	s.Advance(time.Second)
	if again, _ := c.updates(0, 0); len(again) != 4 {
		t.Errorf("what was not confirmed came again as %q", texts(again))
	}
	if rest, _ := c.updates(all[1].ID, 0); !slices.Equal(texts(rest), []string{"b", "c", "d"}) {
		t.Errorf("above the offset: got %q", texts(rest))
	}
	if s.Unconfirmed() != 3 {
		t.Errorf("%d are not confirmed, want 3", s.Unconfirmed())
	}
	if last, _ := c.updates(-1, 0); !slices.Equal(texts(last), []string{"d"}) || s.Unconfirmed() != 1 {
		t.Errorf("offset -1: got %q and %d are not confirmed", texts(last), s.Unconfirmed())
	}
}

func TestLimit(t *testing.T) {
	s, c, anna := polled(t)
	for range 130 {
		s.Write(Writing{From: anna, Text: "x"})
	}
	for i, test := range []struct{ limit, want int }{{0, 100}, {1000, 100}, {7, 7}} {
		s.Advance(time.Second) // the same offset at once would get one update
		a := c.call("getUpdates", map[string]any{"limit": test.limit, "offset": i})
		var got []wireUpdate
		if err := json.Unmarshal(a.Result, &got); err != nil || len(got) != test.want {
			t.Errorf("limit %d: %d updates, %v; want %d", test.limit, len(got), err, test.want)
		}
	}
	if got, _ := c.updates(2, 0); len(got) != 1 {
		t.Errorf("the same offset at once: %d updates, want 1", len(got))
	}
}

func TestLongPoll(t *testing.T) {
	s, _, anna := polled(t)
	ended := poll(t, s, 0, 50)
	s.Write(Writing{From: anna, Text: "hello"})
	if a := <-ended; !a.OK || string(a.Result) == "[]" {
		t.Errorf("an update ends the poll with %+v", a)
	}
}

func TestPollIsAtMostFiftySeconds(t *testing.T) {
	s, _, _ := polled(t)
	ended := poll(t, s, 0, 1000)
	s.Advance(49 * time.Second)
	select {
	case a := <-ended:
		t.Fatalf("the poll ended too early: %+v", a)
	default:
	}
	s.Advance(time.Second)
	if a := <-ended; string(a.Result) != "[]" {
		t.Errorf("the poll ended with %+v", a)
	}
}

// TestHastyPoll polls for the same offset twice in three seconds: the second poll waits although it asks not to.
func TestHastyPoll(t *testing.T) {
	s, c, _ := polled(t)
	c.updates(5, 0)
	ended := poll(t, s, 5, 0)
	s.Advance(3 * time.Second)
	if a := <-ended; string(a.Result) != "[]" {
		t.Errorf("got %+v", a)
	}
}

const takenOver = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"

// TestTakeOver starts three polls. Each ends the one before it: the first at once, the next after three seconds.
func TestTakeOver(t *testing.T) {
	s, c, anna := polled(t)
	first := poll(t, s, 0, 50)
	second := c.begin(1, 50)
	if a := <-first; a.Code != 409 || a.Description != takenOver {
		t.Errorf("the first poll ended with %+v", a)
	}
	until(t, s, "the second poll", s.Waiting)
	third := c.begin(2, 50)
	until(t, s, "the third poll", func() bool { return s.Count("getUpdates") == 3 && s.Waiting() })
	select {
	case a := <-second:
		t.Errorf("the second poll ended at once: %+v", a)
	default:
	}
	s.Advance(3 * time.Second)
	if a := <-second; a.Code != 409 {
		t.Errorf("the second poll ended with %+v", a)
	}
	s.Write(Writing{From: anna, Text: "hello"})
	if a := <-third; !a.OK {
		t.Errorf("the third poll ended with %+v", a)
	}
}

func TestAllowedUpdatesAreRemembered(t *testing.T) {
	s, c, anna := polled(t)
	c.call("getUpdates", map[string]any{"allowed_updates": []string{"edited_message"}})
	id := s.Write(Writing{From: anna, Text: "a"})
	if err := s.Edit(anna.ID, id, "b"); err != nil {
		t.Fatal(err)
	}
	s.Advance(time.Minute)
	got, _ := c.updates(0, 0) // says nothing of allowed_updates
	if len(got) != 1 || got[0].Edited == nil {
		t.Errorf("got %+v, want the edit only", got)
	}
	s.Advance(time.Minute)
	c.call("getUpdates", map[string]any{"offset": got[0].ID + 1, "allowed_updates": nil})
	wantFaults(t, s, "allowed_updates is <nil>, not an array")
	s.Write(Writing{From: anna, Text: "c"})
	if s.Unconfirmed() != 0 {
		t.Error("null made the server forget which updates the bot wants")
	}
	s.Advance(time.Minute)
	c.call("getUpdates", map[string]any{"allowed_updates": []string{}})
	s.Write(Writing{From: anna, Text: "d"})
	if s.Unconfirmed() != 1 {
		t.Error("an empty list did not bring the usual updates back")
	}
}

func TestLifeOfUpdates(t *testing.T) {
	s, c, anna := polled(t)
	s.Start(anna, "")
	m := c.must("sendMessage", map[string]any{"chat_id": anna.ID, "text": "x", "reply_markup": keyboard{[][]Button{{{Text: "a", Data: "b"}}}}})
	if _, err := s.Tap(anna, anna.ID, m.ID, "a"); err != nil {
		t.Fatal(err)
	}
	s.Ask(anna, "question")
	for _, step := range []struct {
		after time.Duration
		left  int
	}{{30 * time.Second, 3}, {1, 2}, {120*time.Second - 1, 2}, {1, 1}, {24*time.Hour - 150*time.Second - 1, 1}, {1, 0}} {
		s.Advance(step.after)
		if got := s.Unconfirmed(); got != step.left {
			t.Errorf("%v later %d updates are left, want %d", step.after, got, step.left)
		}
	}
}

func TestPollWhileWebhookIsSet(t *testing.T) {
	s, c, _ := polled(t)
	ended := poll(t, s, 0, 50)
	c.must("setWebhook", map[string]any{"url": "https://bot.example:8443/hook"})
	if a := <-ended; a.Code != 409 || a.Description != "Conflict: terminated by setWebhook request" {
		t.Errorf("the poll ended with %+v", a)
	}
	s.Advance(3 * time.Second)
	c.refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
		"getUpdates", nil)
	c.must("deleteWebhook", nil)
	if a := c.call("getUpdates", nil); !a.OK {
		t.Errorf("without a webhook: %+v", a)
	}
}

func TestWebhook(t *testing.T) {
	s, c, anna := polled(t)
	type post struct {
		secret string
		update wireUpdate
	}
	posts := make(chan post, 10)
	var mu sync.Mutex
	answers := []int{http.StatusInternalServerError, http.StatusBadGateway}
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var u wireUpdate
		if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		if len(answers) > 0 {
			w.WriteHeader(answers[0])
			answers = answers[1:]
		}
		posts <- post{r.Header.Get("X-Telegram-Bot-Api-Secret-Token"), u}
	}))
	t.Cleanup(hook.Close)
	c.must("setWebhook", map[string]any{"url": hook.URL, "secret_token": "s-3_cret", "allowed_updates": []string{"message"}})
	s.Write(Writing{From: anna, Text: "one"})
	first := <-posts
	if first.secret != "s-3_cret" || first.update.Message.Text != "one" {
		t.Errorf("got %+v", first)
	}
	s.Write(Writing{From: anna, Text: "two"})
	for range 2 { // each refusal is followed by another try
		until(t, s, "the error", func() bool { return s.hookFailedAt().Equal(s.Now()) })
		s.Advance(time.Minute)
		if again := <-posts; again.update.ID != first.update.ID {
			t.Errorf("after a refusal came %+v, want the same update", again.update)
		}
	}
	if second := <-posts; second.update.Message.Text != "two" {
		t.Errorf("got %+v", second.update)
	}
	until(t, s, "all is taken", func() bool { return s.Unconfirmed() == 0 })
}

func (s *Server) hookFailedAt() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.webhook.lastErrorAt
}

func TestSetWebhookRefuses(t *testing.T) {
	s, c, _ := polled(t)
	for url, want := range map[string]string{
		"http://bot.example/":      "bad webhook: An HTTPS URL must be provided for webhook",
		"https://bot.example:444/": "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
		"nonsense":                 "bad webhook: invalid URL specified",
	} {
		c.refused(400, "Bad Request: "+want, "setWebhook", map[string]any{"url": url})
	}
	c.refused(400, "Bad Request: secret token contains unallowed characters", "setWebhook",
		map[string]any{"url": "https://bot.example/", "secret_token": "with a blank"})
	c.must("setWebhook", map[string]any{"url": "https://bot.example/"})
	if a := c.call("setWebhook", map[string]any{"url": "https://bot.example/"}); a.Code != 429 || a.Parameters.RetryAfter != 1 {
		t.Errorf("twice within a second: %+v", a)
	}
	if s.Floods() != 1 {
		t.Errorf("%d floods, want 1", s.Floods())
	}
}
