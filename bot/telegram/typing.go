package telegram

import (
	"context"
	"errors"
	"time"

	"chuchu/bot/telegram/api"
)

const (
	// typingAfter is how long an answer may take before the person is shown that it is being written. Nearly all are there
	// before that, and a call less for each.
	typingAfter = 300 * time.Millisecond
	// typingEvery: Telegram shows it for five seconds.
	typingEvery = 4 * time.Second
	// mostTyping is when it stops at the latest.
	mostTyping = 2 * time.Minute
	// typingFailures is after how many failures it is given up. It never fails the answer.
	typingFailures = 3
)

// typing shows the person that the bot is at work, from soon on until the function returned is called.
func (v *Service) typing(ctx context.Context, m *api.Message) (stop func()) {
	ctx, cancel := context.WithTimeout(ctx, mostTyping)
	begin := time.AfterFunc(typingAfter, func() { v.keepTyping(ctx, m) })
	return func() {
		begin.Stop()
		cancel()
	}
}

func (v *Service) keepTyping(ctx context.Context, m *api.Message) {
	params := api.SendChatAction{ChatID: m.Chat.ID, ThreadID: m.Topic(), Action: "typing"}
	ticker := time.NewTicker(typingEvery)
	defer ticker.Stop()
	for failures := 0; failures < typingFailures; {
		if err := v.call(ctx, "sendChatAction", params, nil); err != nil {
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
