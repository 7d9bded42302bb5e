package api

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWire checks what a server gets, field by field.
func TestWire(t *testing.T) {
	for _, c := range []struct {
		params any
		want   map[string]string
	}{
		{SendMessage{ChatID: -100123, Text: "<b>甲</b> & \"乙\"", ParseMode: HTML, ReplyParameters: &ReplyParameters{MessageID: 3, AllowSendingWithoutReply: true},
			LinkPreviewOptions: &LinkPreviewOptions{IsDisabled: true},
			ReplyMarkup:        &InlineKeyboardMarkup{Rows: [][]InlineKeyboardButton{{{Text: "甲", CallbackData: "1|a"}, {Text: "乙", URL: "https://x.org"}}}}},
			map[string]string{"chat_id": "-100123", "text": "<b>甲</b> & \"乙\"", "parse_mode": "HTML",
				"reply_parameters":     `{"message_id":3,"allow_sending_without_reply":true}`,
				"link_preview_options": `{"is_disabled":true}`,
				"reply_markup":         `{"inline_keyboard":[[{"text":"甲","callback_data":"1|a"},{"text":"乙","url":"https://x.org"}]]}`}},
		{&SendChatAction{ChatID: 1, ThreadID: 7, Action: "typing"}, map[string]string{"chat_id": "1", "message_thread_id": "7", "action": "typing"}},
		{AnswerInlineQuery{ID: "5"}, map[string]string{"inline_query_id": "5", "results": "[]", "cache_time": "0"}},
		{AnswerInlineQuery{ID: "5", CacheTime: 60, Results: []InlineQueryResultArticle{{Type: "article", ID: "a", Title: "<甲>", Content: InputTextMessageContent{Text: "<b>"}}}},
			map[string]string{"inline_query_id": "5", "cache_time": "60",
				"results": `[{"type":"article","id":"a","title":"<甲>","input_message_content":{"message_text":"<b>"}}]`}},
		{SetMyCommands{}, map[string]string{"commands": "[]"}},
		{SetWebhook{URL: "https://example.org"}, map[string]string{"url": "https://example.org", "allowed_updates": "[]"}},
		{nil, map[string]string{}},
	} {
		got := map[string]string{}
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if err := r.ParseForm(); err != nil || r.Method != http.MethodPost || r.URL.Path != "/bot"+secret+"/aMethod" {
				t.Errorf("the server got %s %s, %v", r.Method, r.URL.Path, err)
			}
			for key, values := range r.PostForm {
				got[key] = strings.Join(values, " | ")
			}
			io.WriteString(w, `{"ok":true,"result":true}`)
		})
		if err := client.Call(t.Context(), "aMethod", c.params, nil); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%T: %s", c.params, diff)
		}
	}
}

// TestNoNull checks that no kind of parameters, left empty, sends the word null.
func TestNoNull(t *testing.T) {
	for _, params := range []any{
		SendMessage{}, EditMessageText{}, SendChatAction{},
		SendDocument{}, AnswerCallbackQuery{}, AnswerInlineQuery{}, AnswerInlineQuery{Results: make([]InlineQueryResultArticle, 1)},
		SetMyCommands{}, SetMyDescription{}, SetMyShortDescription{}, SetWebhook{},
	} {
		values, _, err := encode(params)
		if err != nil {
			t.Error(err)
		}
		for key, text := range values {
			if strings.Contains(text, "null") {
				t.Errorf("%T sends %s=%s", params, key, text)
			}
		}
	}
}

func TestNotParams(t *testing.T) {
	for _, params := range []any{"text", 5, []string{"a"}, (*SendMessage)(nil), url.Values{}, struct {
		F func() `json:"f"`
	}{func() {}}} {
		if err := client(t, "").Call(t.Context(), "getMe", params, nil); err == nil {
			t.Errorf("%T was taken for parameters", params)
		}
	}
}
