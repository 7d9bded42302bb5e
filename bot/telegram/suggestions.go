package telegram

import (
	"context"
	"log/slog"
	"sync"

	"chuchu/bot"
	"chuchu/bot/examples"
)

// suggestions are questions that the texts answer, for who does not know what to ask. They are found when they are first
// shown, in each language of the interface, and kept until the texts change.
type suggestions struct {
	bot *bot.Bot
	log *slog.Logger

	mu        sync.Mutex
	edition   int // of the texts
	questions map[bot.Language][]string
}

// shownSuggestions is how many are offered: as many as fit a phone without being read.
const shownSuggestions = 3

// in returns the questions for a language; none where they could not be found.
func (s *suggestions) in(ctx context.Context, language bot.Language) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if edition := s.bot.Edition(); edition != s.edition || s.questions == nil {
		s.edition, s.questions = edition, map[bot.Language][]string{}
	}
	if found, ok := s.questions[language]; ok {
		return found
	}
	found, err := examples.Of(ctx, s.bot, language, shownSuggestions)
	if err != nil {
		s.log.Error("questions to begin with could not be found", "error", err)
		return nil
	}
	s.questions[language] = found
	return found
}
