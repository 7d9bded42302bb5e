package telegramtest

import (
	"context"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// echo is a small bot that does a bit of everything, so that there is something to play scripts to. It polls and answers
// one update after another.
type echo struct {
	ctx  context.Context
	base string
}

// startEcho is what a Player starts.
func startEcho(server, token string) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	e := echo{ctx, server + "/bot" + token + "/"}
	var running sync.WaitGroup
	running.Go(e.run)
	return func() { cancel(); running.Wait() }
}

func (e echo) run() {
	e.call("setMyCommands", "commands", `[{"command":"help","description":"what I can do"}]`)
	e.call("setMyCommands", "commands", `[{"command":"help","description":"我会什么"}]`, "language_code", "zh")
	offset, confirmed := int64(0), int64(0)
	for e.ctx.Err() == nil {
		var updates []wireUpdate
		confirmed = offset
		raw := e.call("getUpdates", "offset", itoa(int(offset)), "timeout", "50",
			"allowed_updates", `["message","edited_message","callback_query","inline_query"]`)
		if json.Unmarshal(raw, &updates) != nil {
			continue
		}
		for _, u := range updates {
			e.handle(u)
			offset = u.ID + 1
		}
	}
	if e.ctx = context.Background(); offset > confirmed { // else the poll would wait for three seconds
		e.call("getUpdates", "offset", itoa(int(offset)), "timeout", "0")
	}
}

// call returns the result, nil if there is none.
func (e echo) call(method string, params ...string) json.RawMessage {
	form := url.Values{}
	for i := 0; i < len(params); i += 2 {
		form.Set(params[i], params[i+1])
	}
	r, err := http.NewRequestWithContext(e.ctx, http.MethodPost, e.base+method, strings.NewReader(form.Encode()))
	if err != nil {
		return nil
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil
	}
	return read(response).Result
}

func (e echo) handle(u wireUpdate) {
	switch {
	case u.Message != nil && u.Message.ViaBot == nil:
		e.hear(u.Message)
	case u.Edited != nil && u.Edited.Chat.Type == "private":
		e.call("editMessageText", "chat_id", itoa(int(u.Edited.Chat.ID)), "message_id", itoa(u.Edited.ID+1), "text", "you meant: "+u.Edited.Text)
	case u.Callback != nil && u.Callback.Message != nil:
		e.call("answerCallbackQuery", "callback_query_id", u.Callback.ID, "text", "thank you")
		e.call("editMessageText", "chat_id", itoa(int(u.Callback.Message.Chat.ID)), "message_id", itoa(u.Callback.Message.ID),
			"text", "you tapped "+u.Callback.Data, "reply_markup", `{"inline_keyboard":[[{"text":"👍 ✓","callback_data":"1|up"}]]}`)
	case u.Inline != nil:
		text, _ := json.Marshal("you ask everybody: " + u.Inline.Query)
		e.call("answerInlineQuery", "inline_query_id", u.Inline.ID, "cache_time", "0",
			"results", `[{"type":"article","id":"a","title":"an echo","description":"of what you ask","input_message_content":{"message_text":`+string(text)+`}}]`)
	}
}

func (e echo) hear(m *wireMessage) {
	to := []string{"chat_id", itoa(int(m.Chat.ID))}
	if m.InTopic {
		to = append(to, "message_thread_id", itoa(m.Thread))
	}
	e.call("sendChatAction", append(to, "action", "typing")...)
	if m.Chat.Type != "private" {
		to = append(to, "reply_parameters", `{"message_id":`+itoa(m.ID)+`}`)
	}
	switch {
	case m.Text == "" || m.Text == "/silence":
	case strings.HasPrefix(m.Text, "/start "):
		e.call("sendMessage", append(to, "text", "from a link: "+m.Text[len("/start "):])...)
	case strings.HasPrefix(m.Text, "/quote"):
		e.call("sendMessage", append(to, "parse_mode", "HTML",
			"text", "The answer is <b>here</b>:\n<blockquote expandable>so it is\n<b>written</b> &lt;here&gt;</blockquote>\n<a href=\"https://t.me/chuchu_bot?start=p_1\">the <i>book</i></a>, 1998",
			"reply_markup", `{"inline_keyboard":[[{"text":"📖 open","url":"https://t.me/chuchu_bot?start=p_1"}],[{"text":"👍","callback_data":"1|up"},{"text":"👎","callback_data":"1|down"}]]}`)...)
	default:
		e.call("sendMessage", append(to, "parse_mode", "HTML", "text", "you said: "+html.EscapeString(m.Text))...)
	}
}
