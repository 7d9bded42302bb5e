package telegram

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// sender is the way out: all that the bot says, in a chat or to a press, leaves by it.
type sender struct {
	client  *api.Client
	outbox  *outbox.Outbox
	journal *journal
	metrics *metrics.Metrics
	log     *slog.Logger
}

// call calls a method of the Bot API and counts what became of it.
func (s *sender) call(ctx context.Context, method string, params, result any) error {
	err := s.client.Call(ctx, method, params, result)
	outcome := metrics.OK
	if refusal, ok := errors.AsType[*api.Error](err); ok {
		outcome = metrics.Refused
		if refusal.TooMany() {
			s.metrics.TooMany()
		}
	} else if err != nil {
		outcome = metrics.Unsure
	}
	s.metrics.Call(method, outcome)
	return err
}

// reply sends a screen as what the bot says to a message. answer is what the screen's buttons need, to be saved with it;
// nil for none. It leaves once: when it is not known whether it arrived, that is the error.
func (s *sender) reply(ctx context.Context, t *task, to *api.Message, shown screen.Screen, answer *state.Answer) error {
	var saved []state.Answer
	if answer != nil {
		saved = append(saved, *answer)
	}
	var sent api.Message
	begun := time.Now()
	err := s.outbox.Do(ctx, outbox.Job{
		Chat: to.Chat.ID, Group: !to.Chat.Private(), Method: "sendMessage", Result: &sent,
		Params:  func(chat int64, plain bool) any { return sendParams(to, shown, chat, plain) },
		Leaving: func() error { return s.journal.mark(ctx, t, saved...) }, Stayed: func() { s.journal.unmark(t) },
	})
	if err == nil && answer != nil {
		s.metrics.Took(metrics.Send, time.Since(begun))
		if t.writing.Load() == nil { // a model's slowness is told apart
			s.metrics.Took(metrics.Total, time.Since(t.came))
		}
		answer.Message = sent.ID
		s.journal.finish(t, *answer)
	}
	return err
}

// say sends a screen as what the bot says to a message beside its answer. Nothing notes that it left.
func (s *sender) say(ctx context.Context, to *api.Message, shown screen.Screen) error {
	return s.outbox.Do(ctx, outbox.Job{
		Chat: to.Chat.ID, Group: !to.Chat.Private(), Method: "sendMessage",
		Params: func(chat int64, plain bool) any { return sendParams(to, shown, chat, plain) },
	})
}

// sendFile sends a file as what the bot says to a message.
func (s *sender) sendFile(ctx context.Context, t *task, to *api.Message, file api.SendDocument) error {
	return s.outbox.Do(ctx, outbox.Job{
		Chat: to.Chat.ID, Group: !to.Chat.Private(), Method: "sendDocument",
		Params: func(chat int64, _ bool) any {
			file.ChatID, file.ThreadID = chat, to.Topic()
			return file
		},
		Leaving: func() error { return s.journal.mark(ctx, t) }, Stayed: func() { s.journal.unmark(t) },
	})
}

// place is a message of the bot that is edited.
type place struct {
	chat    api.Chat
	message int64
}

// edit makes a message show another screen. Doing it twice does no harm, so it may be repeated.
func (s *sender) edit(ctx context.Context, at place, shown screen.Screen) error {
	params := func(chat int64, plain bool) any { return editParams(at.message, shown, chat, plain) }
	return s.outbox.Do(ctx, outbox.Job{Chat: at.chat.ID, Group: !at.chat.Private(), Method: "editMessageText", Params: params})
}

// toast answers a press with words that show for a moment; "" ends the waiting sign without any. It does no harm when that
// fails: the press does what it does, and nobody waits for more than a few minutes.
func (s *sender) toast(ctx context.Context, q *api.CallbackQuery, words string) {
	if err := s.answerQuery(ctx, "answerCallbackQuery", api.AnswerCallbackQuery{ID: q.ID, Text: words}); err != nil && ctx.Err() == nil {
		s.log.Warn("a press could not be answered", "error", err)
	}
}

// answerQuery answers a press or an inline query, once. One that waits no longer is not missed.
func (s *sender) answerQuery(ctx context.Context, method string, params any) error {
	err := s.call(ctx, method, params, nil)
	if refusal, ok := errors.AsType[*api.Error](err); ok && refusal.QueryTooOld() {
		return nil
	}
	return err
}

const (
	// typingAfter is how long an answer may take before the person is shown that it is being written. Nearly all are there
	// before that, and a call less for each.
	typingAfter = 300 * time.Millisecond
	// typingEvery: Telegram shows it for five seconds.
	typingEvery = 4 * time.Second
	// maxTyping is when it stops at the latest.
	maxTyping = 2 * time.Minute
	// maxTypingFailures is after how many failures it is given up. It never fails the answer.
	maxTypingFailures = 3
)

// typing shows the person that the bot is at work, from soon on until the function returned is called.
func (s *sender) typing(ctx context.Context, m *api.Message) (stop func()) {
	ctx, cancel := context.WithTimeout(ctx, maxTyping)
	begin := time.AfterFunc(typingAfter, func() { s.keepTyping(ctx, m) })
	return func() {
		begin.Stop()
		cancel()
	}
}

func (s *sender) keepTyping(ctx context.Context, m *api.Message) {
	params := api.SendChatAction{ChatID: m.Chat.ID, ThreadID: m.Topic(), Action: "typing"}
	ticker := time.NewTicker(typingEvery)
	defer ticker.Stop()
	for failures := 0; failures < maxTypingFailures; {
		if err := s.call(ctx, "sendChatAction", params, nil); err != nil {
			failures++
			if refusal, ok := errors.AsType[*api.Error](err); ok && (refusal.Blocked() || refusal.TokenRefused()) {
				return
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
