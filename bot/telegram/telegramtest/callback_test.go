package telegramtest

import (
	"strings"
	"testing"
	"time"
)

// asked is a server with a message of the bot that has a button.
func asked(t *testing.T) (*Server, client, *Person, int) {
	s, c, anna := chatted(t)
	m := c.must("sendMessage", map[string]any{"chat_id": anna.ID, "text": "x", "reply_markup": keyboard{[][]Button{
		{{Text: "👍", Data: "1|up"}, {Text: "📖", URL: "https://t.me/chuchu_bot?start=p_1"}, {Text: "web", URL: "https://x.org/"}},
	}}})
	return s, c, anna, m.ID
}

func TestTap(t *testing.T) {
	s, c, anna, id := asked(t)
	query, err := s.Tap(anna, anna.ID, id, "👍")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := c.updates(-1, 0)
	if q := got[0].Callback; q == nil || q.ID != query || q.Data != "1|up" || q.Message.ID != id || q.From.ID != anna.ID {
		t.Errorf("got %+v", got[0].Callback)
	}
	if s.Answered(query) {
		t.Error("nobody has answered yet")
	}
	c.refused(400, "Bad Request: MESSAGE_TOO_LONG", "answerCallbackQuery", map[string]any{"callback_query_id": query, "text": strings.Repeat("长", 201)})
	answer := map[string]any{"callback_query_id": query, "text": strings.Repeat("长", 200)}
	c.must("answerCallbackQuery", answer)
	if shown := s.Shown(0); !s.Answered(query) || shown[len(shown)-1].What != Toast || shown[len(shown)-1].Person != anna.ID {
		t.Errorf("the phone shows %+v", shown)
	}
	c.refused(400, "Bad Request: "+tooOld, "answerCallbackQuery", answer)
	wantFaults(t, s, `the tap on "1|up" is answered twice`)
	if _, err := s.Tap(anna, anna.ID, id, "👎"); err == nil {
		t.Error("a button that is not there was tapped")
	}
}

func TestLateAnswerToATap(t *testing.T) {
	s, c, anna, id := asked(t)
	query, _ := s.Tap(anna, anna.ID, id, "👍")
	s.Advance(lifeOfCallback + time.Second)
	c.refused(400, "Bad Request: "+tooOld, "answerCallbackQuery", map[string]any{"callback_query_id": query})
	c.refused(400, "Bad Request: "+tooOld, "answerCallbackQuery", map[string]any{"callback_query_id": "invented"})
}

// TestTapOnAnOldMessage is of a message that the bot is not shown any more.
func TestTapOnAnOldMessage(t *testing.T) {
	s, c, anna, id := asked(t)
	s.Advance(49 * time.Hour)
	if _, err := s.TapData(anna, anna.ID, id, "0|forged"); err != nil {
		t.Fatal(err)
	}
	got, _ := c.updates(-1, 0)
	if q := got[0].Callback; q.Data != "0|forged" || q.Message.Date != 0 || q.Message.Text != "" || q.Message.ID != id {
		t.Errorf("got %+v", q)
	}
}

func TestTapOnAnAddress(t *testing.T) {
	s, c, anna, id := asked(t)
	if _, err := s.Tap(anna, anna.ID, id, "📖"); err != nil {
		t.Fatal(err)
	}
	got, _ := c.updates(-1, 0)
	if m := got[0].Message; m.Text != "/start p_1" || m.Entities[0] != (Entity{Type: "bot_command", Length: 6}) {
		t.Errorf("got %+v", m)
	}
	if _, err := s.Tap(anna, anna.ID, id, "web"); err != nil {
		t.Fatal(err)
	}
	if shown := s.Shown(0); shown[len(shown)-1].Text != "https://x.org/" {
		t.Errorf("the phone shows %+v", shown)
	}
	s.Open(anna, anna.ID, "https://t.me/chuchu_bot?start="+strings.Repeat("a", 65))
	wantFaults(t, s, "carries what no link can")
}

func TestAllowedUpdatesWithoutTaps(t *testing.T) {
	s, c, anna, id := asked(t)
	c.call("getUpdates", map[string]any{"allowed_updates": []string{"message"}})
	if _, err := s.Tap(anna, anna.ID, id, "👍"); err != nil {
		t.Fatal(err)
	}
	wantFaults(t, s, "callback_query is not among the allowed_updates")
}
