package telegram

import (
	"context"
	"time"

	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/markup"
	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// reply sends a screen as what the bot says to a message. answer is what the screen's buttons need, to be saved with it;
// nil for none. It leaves once: when it is not known whether it arrived, that is the error.
func (v *Service) reply(ctx context.Context, t *task, to *api.Message, s screen.Screen, answer *state.Answer) error {
	var saved []state.Answer
	if answer != nil {
		saved = append(saved, *answer)
	}
	var sent api.Message
	begun := time.Now()
	err := v.outbox.Do(ctx, outbox.Job{
		Chat: to.Chat.ID, Group: !to.Chat.Private(), Method: "sendMessage", Result: &sent,
		Params:  func(chat int64, plain bool) any { return sendParams(to, s, chat, plain) },
		Leaving: func() error { return v.mark(ctx, t, saved...) }, Stayed: func() { v.unmark(t) },
	})
	if err == nil && answer != nil {
		v.settings.Metrics.Took(metrics.Send, time.Since(begun))
		if t.writing.Load() == nil { // a model's slowness is told apart
			v.settings.Metrics.Took(metrics.Total, time.Since(t.came))
		}
		answer.Message = sent.ID
		v.finish(t, *answer)
	}
	return err
}

// sendParams are the parameters that send a screen as what the bot says to a message.
func sendParams(to *api.Message, s screen.Screen, chat int64, plain bool) api.SendMessage {
	body := fitting(s.Body)
	p := api.SendMessage{
		ChatID: chat, ThreadID: to.Topic(), Text: body.HTML(), ParseMode: api.HTML,
		LinkPreviewOptions: noPreview, ReplyMarkup: keyboard(s.Keyboard),
	}
	if plain {
		p.Text, p.ParseMode = body.Plain(), ""
	}
	if !to.Chat.Private() && to.ID != 0 {
		p.ReplyParameters = &api.ReplyParameters{MessageID: to.ID, AllowSendingWithoutReply: true}
	}
	return p
}

// mark marks an update as sending, with the answers that leave for it. For a person who was forgotten there is nothing to mark.
func (v *Service) mark(ctx context.Context, t *task, answers ...state.Answer) error {
	return t.despiteForgetting(v.store(ctx, t, func() error { return v.state.Sending(t.entry.ID, answers...) }))
}

// unmark takes the mark away again: nothing arrived. Where that fails, there is a note too many after a crash.
func (v *Service) unmark(t *task) {
	if err := t.despiteForgetting(v.state.Stayed(t.entry.ID)); err != nil {
		v.log.Error("that nothing was sent could not be marked", "id", t.id, "error", err)
	}
}

// send sends a file.
func (v *Service) send(ctx context.Context, t *task, to *api.Message, file api.SendDocument) error {
	return v.outbox.Do(ctx, outbox.Job{
		Chat: to.Chat.ID, Group: !to.Chat.Private(), Method: "sendDocument",
		Params: func(chat int64, _ bool) any {
			file.ChatID, file.ThreadID = chat, to.Topic()
			return file
		},
		Leaving: func() error { return v.mark(ctx, t) }, Stayed: func() { v.unmark(t) },
	})
}

// noPreview keeps Telegram from showing what is behind the links of an answer.
var noPreview = &api.LinkPreviewOptions{IsDisabled: true}

// place is a message of the bot that is edited.
type place struct {
	chat    api.Chat
	message int64
}

// edit makes a message show another screen. Doing it twice does no harm, so it may be repeated.
func (v *Service) edit(ctx context.Context, at place, s screen.Screen) error {
	params := func(chat int64, plain bool) any { return editParams(at.message, s, chat, plain) }
	return v.outbox.Do(ctx, outbox.Job{Chat: at.chat.ID, Group: !at.chat.Private(), Method: "editMessageText", Params: params})
}

// editParams are the parameters that make a message show a screen.
func editParams(message int64, s screen.Screen, chat int64, plain bool) api.EditMessageText {
	body := fitting(s.Body)
	p := api.EditMessageText{
		ChatID: chat, MessageID: message, Text: body.HTML(), ParseMode: api.HTML,
		LinkPreviewOptions: noPreview, ReplyMarkup: keyboard(s.Keyboard),
	}
	if plain {
		p.Text, p.ParseMode = body.Plain(), ""
	}
	return p
}

// fitting is what of a screen fits a message. Screens are made to fit; this is the last door that nothing larger passes.
func fitting(body markup.Node) markup.Node {
	head, _ := body.Cut(markup.Message())
	return head
}

// keyboard writes buttons as Telegram wants them; nil where there are none.
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
