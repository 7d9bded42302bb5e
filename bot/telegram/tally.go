package telegram

import (
	"log/slog"
	"sync"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// tally counts what was asked since the bot was started.
type tally struct {
	metrics *metrics.Metrics
	log     *slog.Logger

	mu    sync.Mutex
	stats screen.Stats
}

// question counts a question and logs it, without a word of it and without who asked.
func (c *tally) question(t *task, chat api.Chat, a bot.Answer) {
	c.metrics.Question(a)
	c.metrics.Took(metrics.Answer, a.Elapsed)
	c.log.Info("question", "id", t.id, "band", a.Band(), "language", a.Language, "chat", chat.Type,
		"ms", float64(a.Elapsed.Round(10*time.Microsecond))/float64(time.Millisecond))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stats.Questions++
	switch {
	case !a.Answered():
		c.stats.Refused++
	case !a.Sure():
		c.stats.Possibly++
		fallthrough
	default:
		c.stats.Answered++
	}
}

// vote counts a verdict.
func (c *tally) vote(v state.Vote) {
	c.metrics.Verdict(v == state.Up)
	c.mu.Lock()
	defer c.mu.Unlock()
	if v == state.Up {
		c.stats.Up++
	} else {
		c.stats.Down++
	}
}

// figures returns the figures so far.
func (c *tally) figures() screen.Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stats
}
