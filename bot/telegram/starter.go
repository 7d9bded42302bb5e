package telegram

import (
	"context"
	"sync"

	"chuchu/bot"
	"chuchu/bot/examples"
)

// starters are questions that the texts answer, for who does not know what to ask, in each language of the interface.
type starters struct {
	mu        sync.Mutex
	questions map[bot.Language][]string
}

// shownStarters is how many are offered: as many as fit a phone without being read.
const shownStarters = 3

func (s *starters) in(language bot.Language) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.questions[language]
}

// chooseStarters finds the questions. It is done again when the texts have changed.
func (v *Service) chooseStarters(ctx context.Context) error {
	found := map[bot.Language][]string{}
	for _, language := range []bot.Language{bot.Simplified, bot.Traditional, bot.English} {
		questions, err := examples.Of(ctx, v.bot, language, shownStarters)
		if err != nil {
			return err
		}
		found[language] = questions
	}
	v.starters.mu.Lock()
	defer v.starters.mu.Unlock()
	v.starters.questions = found
	return nil
}
