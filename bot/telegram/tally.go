package telegram

import (
	"sync"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/spending"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
	"chuchu/retrieval"
)

// tally counts what was asked since the bot was started.
type tally struct {
	mu sync.Mutex
	screen.Stats
}

func (c *tally) count(a bot.Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.Questions++
	switch {
	case !a.Answered():
		c.Refused++
	case !a.Sure():
		c.Possibly++
		fallthrough
	default:
		c.Answered++
	}
}

func (c *tally) vote(v state.Vote) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v == state.Up {
		c.Up++
	} else {
		c.Down++
	}
}

func (c *tally) stats(of *retrieval.Collection) screen.Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.Stats
	s.Texts, s.Paragraphs = len(of.Texts()), of.Size()
	return s
}

// stats are the figures of the tally, of the texts and of the model.
func (v *Service) stats(of *retrieval.Collection) screen.Stats {
	s := v.tally.stats(of)
	if v.settings.Model == nil {
		return s
	}
	ledger := v.settings.Model.Ledger
	today, _ := ledger.Today("")
	s.Model = &screen.ModelStats{Calls: today.Answers, In: today.In, Out: today.Out}
	if limits := ledger.Limits(); limits.Prices != (spending.Prices{}) {
		s.Model.Cost = today.Cost.String()
		if limits.Budget > 0 {
			s.Model.Budget = limits.Budget.String()
		}
	}
	return s
}

// account counts a question and logs it, without a word of it and without who asked.
func (v *Service) account(t *task, chat api.Chat, a bot.Answer) {
	v.tally.count(a)
	v.settings.Metrics.Question(a)
	v.settings.Metrics.Took(metrics.Answer, a.Elapsed)
	v.log.Info("question", "id", t.id, "band", a.Band(), "language", a.Language, "chat", chat.Type,
		"ms", float64(a.Elapsed.Round(10*time.Microsecond))/float64(time.Millisecond))
}
