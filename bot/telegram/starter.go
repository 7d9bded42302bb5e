package telegram

import (
	"context"
	"sync"

	"chuchu/bot"
	"chuchu/bot/examples"
)

// starters are questions that the texts answer, for who does not know what to ask. They are found when they are first
// shown, in each language of the interface, and kept until the texts change.
type starters struct {
	mu        sync.Mutex
	edition   int // of the texts
	questions map[bot.Language][]string
}

// shownStarters is how many are offered: as many as fit a phone without being read.
const shownStarters = 3

// startersIn returns the questions for a language; none where they could not be found.
func (v *Service) startersIn(ctx context.Context, language bot.Language) []string {
	s := &v.starters
	s.mu.Lock()
	defer s.mu.Unlock()
	if edition := v.bot.Edition(); edition != s.edition {
		s.edition, s.questions = edition, nil
	}
	if found, ok := s.questions[language]; ok {
		return found
	}
	found, err := examples.Of(ctx, v.bot, language, shownStarters)
	if err != nil {
		v.log.Error("questions to begin with could not be found", "error", err)
		return nil
	}
	if s.questions == nil {
		s.questions = map[bot.Language][]string{}
	}
	s.questions[language] = found
	return found
}
