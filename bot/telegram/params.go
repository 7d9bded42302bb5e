package telegram

import (
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/markup"
	"chuchu/bot/telegram/screen"
)

// sendParams are the parameters that send a screen as what the bot says to a message. plain leaves the formats out.
func sendParams(to *api.Message, s screen.Screen, chat int64, plain bool) api.SendMessage {
	text, mode := textOf(s, plain)
	p := api.SendMessage{
		ChatID: chat, ThreadID: to.Topic(), Text: text, ParseMode: mode,
		LinkPreviewOptions: noPreview, ReplyMarkup: keyboard(s.Keyboard),
	}
	if !to.Chat.Private() && to.ID != 0 {
		p.ReplyParameters = &api.ReplyParameters{MessageID: to.ID, AllowSendingWithoutReply: true}
	}
	return p
}

// editParams are the parameters that make a message show a screen.
func editParams(message int64, s screen.Screen, chat int64, plain bool) api.EditMessageText {
	text, mode := textOf(s, plain)
	return api.EditMessageText{
		ChatID: chat, MessageID: message, Text: text, ParseMode: mode,
		LinkPreviewOptions: noPreview, ReplyMarkup: keyboard(s.Keyboard),
	}
}

// noPreview keeps Telegram from showing what is behind the links of an answer.
var noPreview = &api.LinkPreviewOptions{IsDisabled: true}

// textOf is what a screen says, and its parse mode. Screens are made to fit a message; this is the last door that nothing
// larger passes.
func textOf(s screen.Screen, plain bool) (text, mode string) {
	body, _ := s.Body.Cut(markup.Message())
	if plain {
		return body.Plain(), ""
	}
	return body.HTML(), api.HTML
}

// keyboard writes buttons as Telegram wants them; nil if there are none.
func keyboard(k screen.Keyboard) *api.InlineKeyboardMarkup {
	if len(k) == 0 {
		return nil
	}
	out := &api.InlineKeyboardMarkup{}
	for _, row := range k {
		var buttons []api.InlineKeyboardButton
		for _, b := range row {
			button := api.InlineKeyboardButton{Text: b.Text, URL: b.URL}
			if b.URL == "" {
				button.CallbackData = b.Data.String()
			}
			buttons = append(buttons, button)
		}
		out.Rows = append(out.Rows, buttons)
	}
	return out
}
